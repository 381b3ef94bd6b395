/** What is to be played at a moment, pure: hours, dates, states and emergencies by a clock that is an argument. */

import { rowsAt } from "../shared/due.js";
import { isOpen } from "../shared/hours.js";
import { daysUntil, isListed, listRemoved, stateAt } from "../shared/schedule.js";

/** Seconds that a slide of an emergency stays at most: there may be several of them. */
const URGENT = 30;

/**
 * @typedef {import("./show.js").AnyItem} Item
 * @typedef {import("./show.js").Play} Play
 * @typedef {Omit<import("./show.js").Show, "items"> & {items: Record<string, Item>}} Show
 * @typedef {{slot: string, key: string, dwell: number}} Slot a place in the loop: its name, its item, seconds a slide
 * @typedef {{mode: "emergency" | "play" | "night", slots: Slot[]}} Plan
 */

/**
 * @param {Show} show
 * @param {number} now epoch seconds
 * @returns {Plan} without slots at night, and when nothing is to be shown
 */
export function planAt(show, now) {
  const urgent = show.urgent.filter((key) => isShown(show.items[key], now));
  if (urgent.length) {
    return { mode: "emergency", slots: urgent.map((key) => slotOf(show, "!", key, Math.min(URGENT, show.dwell.notice))) };
  }
  if (show.screen.hours && !isOpen(show.screen.hours, now)) return { mode: "night", slots: [] };
  /** @type {Slot[]} */
  const slots = [];
  show.playlist.forEach((play, number) => {
    if (!isPlayed(play, now)) return;
    const keys = play.items.filter((key) => isShown(show.items[key], now));
    for (const key of firstOf(show, keys, play.limit)) slots.push(slotOf(show, String(number), key, play.dwell));
  });
  return { mode: "play", slots };
}

/**
 * @param {Show} show
 * @param {string[]} keys
 * @param {number} [limit] of notices, each of which may have several keys
 * @returns {string[]}
 */
function firstOf(show, keys, limit) {
  if (limit === undefined) return keys;
  const notices = Array.from(new Set(keys.map((key) => show.items[key].id))).slice(0, limit);
  return keys.filter((key) => notices.includes(show.items[key].id));
}

/**
 * @param {Play} play
 * @param {number} now
 * @returns {boolean}
 */
function isPlayed(play, now) {
  const begun = play.from === undefined || now >= play.from;
  const over = play.until !== undefined && now >= play.until;
  return begun && !over && (!play.hours || isOpen(play.hours, now));
}

/**
 * @param {Item | undefined} item
 * @param {number} now
 * @returns {boolean}
 */
export function isShown(item, now) {
  if (item === undefined || (item.facts && !isListed(stateAt(item.facts, now)))) return false;
  return !item.tasks || rowsAt(item.tasks, now).length > 0;
}

/**
 * @param {Item} item
 * @param {number} now
 * @returns {boolean} whether the list of names in it has come down
 */
export function isRemoved(item, now) {
  return item.facts !== undefined && listRemoved(item.facts, now);
}

/**
 * @param {Item} item
 * @param {number} now
 * @returns {unknown[]} what its slides show of the time: a list that has come down, deadlines that are past, days left, the day
 */
export function dated(item, now) {
  const past = (item.rows || []).filter((row) => row[2] !== undefined && now >= row[2]).length;
  return [isRemoved(item, now), past, item.day === undefined ? 0 : Math.max(-1, daysUntil(item.day, now)),
    item.tasks ? daysUntil(0, now) : 0];
}

/**
 * @param {Show} show
 * @param {string} place
 * @param {string} key
 * @param {number} [dwell]
 * @returns {Slot}
 */
function slotOf(show, place, key, dwell) {
  return { slot: `${place}/${key}`, key, dwell: dwell || show.dwell[key.split(":")[0]] || show.dwell.notice };
}

/**
 * Where the loop goes on: behind what was on, also when the list has changed meanwhile.
 * @param {Slot[]} slots
 * @param {{slot: string, key: string, index: number} | null} last what was on, and where it stood
 * @returns {number} index of the next one; -1 when there is none
 */
export function nextIndex(slots, last) {
  if (!slots.length) return -1;
  if (!last) return 0;
  const at = indexOf(slots, last);
  return at < 0 ? last.index % slots.length : (at + 1) % slots.length;
}

/**
 * @param {Slot[]} slots
 * @param {{slot: string, key: string}} wanted
 * @returns {number} index of that slot, else of one with the same item; -1
 */
export function indexOf(slots, wanted) {
  const same = slots.findIndex((slot) => slot.slot === wanted.slot);
  return same < 0 ? slots.findIndex((slot) => slot.key === wanted.key) : same;
}

/**
 * For people, not for playing: the next moment within a week at which something else is played.
 * @param {Show} show
 * @param {number} now
 * @returns {number | null} epoch seconds
 */
export function nextChange(show, now) {
  const week = now + 7 * 86400;
  const moments = new Set();
  for (const key of Object.keys(show.items)) {
    const facts = show.items[key].facts;
    if (facts) [facts.p, facts.e, facts.o, facts.c].forEach((moment) => moments.add(moment));
  }
  for (const play of show.playlist) moments.add(play.from).add(play.until);
  if (show.screen.hours || show.playlist.some((play) => play.hours)) {
    for (let quarter = Math.ceil(now / 300) * 300; quarter < week; quarter += 300) moments.add(quarter);
  }
  const before = JSON.stringify(planAt(show, now));
  const ahead = Array.from(moments).filter((moment) => moment > now && moment < week);
  const found = ahead.sort((a, b) => a - b).find((moment) => JSON.stringify(planAt(show, moment)) !== before);
  return found === undefined ? null : found;
}
