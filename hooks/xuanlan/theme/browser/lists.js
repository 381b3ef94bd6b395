/** Lists by the reader's clock: what is out of force leaves, pins fall, an empty list says so. */

import { now } from "./clock.js";
import { all, setHidden } from "./dom.js";
import { showLabels } from "./labels.js";
import { isListed, isPinned, parseFacts, stateAt } from "./time.js";

const ENTRY = "li[data-facts]";

/** Brings every list on the page up to date. */
export function refreshLists() {
  const moment = now();
  for (const entry of all(ENTRY)) {
    const facts = parseFacts(entry.getAttribute("data-facts"));
    if (!facts) continue;
    const state = stateAt(facts, moment);
    const unpinned = entry.closest("[data-pinned-list]") !== null && !isPinned(facts, moment);
    setHidden(entry, !isListed(state) || (unpinned && !settle(entry)));
    showLabels(entry, state);
  }
  for (const note of all("[data-empty]")) {
    if (note.parentElement) setHidden(note, hasEntries(note.parentElement));
  }
  for (const block of all("[data-pinned-list], [data-urgent-list]")) {
    // Without a note of its own an empty block has nothing to say, not even its heading.
    if (!block.querySelector("[data-empty]")) setHidden(block, !hasEntries(block));
  }
}

/**
 * A pinned entry whose pin has fallen goes to its place by date in the page's list. Where there are several lists
 * (home page) nothing says which is its own: there it only leaves the block, its column has it.
 * @param {HTMLElement} entry
 * @returns {boolean} whether it found a place
 */
function settle(entry) {
  const lists = all("[data-list] > ul, [data-list] > ol");
  if (lists.length !== 1) return false;
  const day = dayOf(entry);
  const older = all(ENTRY, lists[0]).find((other) => dayOf(other) < day);
  lists[0].insertBefore(entry, older || null);
  return true;
}

/**
 * @param {Element} entry
 * @returns {string} YYYY-MM-DD
 */
function dayOf(entry) {
  const time = entry.querySelector("time[datetime]");
  return (time && time.getAttribute("datetime")) || "";
}

/**
 * @param {Element} block
 * @returns {boolean} whether an entry is to be seen in it
 */
function hasEntries(block) {
  return all(ENTRY, block).some((entry) => !entry.hidden);
}
