/** What is due of plans, by the screen's clock: overdue, in 7 days, in 30 days; rows with the task, who does it, until when. */

import { make } from "../shared/dom.js";
import { LATER, SOON, rowsAt } from "../shared/due.js";
import { inPhrases } from "../shared/phrases.js";
import { fromWords, shanghaiDate } from "../shared/schedule.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";
import { siteOf } from "./shape.js";
import { textSlides } from "./text.js";

const DUE_TYPES = { landscape: [5.2, 4.7, 4.3, 3.9], portrait: [4.3, 3.9, 3.6] };

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */
/** @typedef {import("../shared/due.js").Row<import("./show.js").Task>} Row */

/**
 * @param {import("./show.js").Due} item
 * @param {number} now
 * @returns {Array<[string, Row[]]>} groups of rows by their titles; no more rows in all than the item has room for
 */
export function groupsAt(item, now) {
  const rows = rowsAt(item.tasks, now).slice(0, item.most);
  const ends = /** @type {Array<[string, number, number]>} */ ([
    [TEXTS.kiosk.due_over, -Infinity, -1],
    [fill(TEXTS.kiosk.due_within, { days: SOON }), 0, SOON],
    [fill(TEXTS.kiosk.due_within, { days: LATER }), SOON + 1, LATER],
  ]);
  return ends
    .map(([title, from, to]) => /** @type {[string, Row[]]} */ ([title, rows.filter(({ left }) => left >= from && left <= to)]))
    .filter(([, found]) => found.length);
}

/**
 * @param {number} left
 * @returns {string} days that are left, or have passed
 */
export function leftWords(left) {
  if (!left) return TEXTS.kiosk.due_today;
  return fill(left < 0 ? TEXTS.kiosk.due_past : TEXTS.kiosk.due_left, { days: Math.abs(left) });
}

/**
 * @param {import("./show.js").Due} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function dueSlides(item, size, context) {
  const root = make("div", {});
  for (const [title, rows] of groupsAt(item, context.now())) {
    root.append(make("h2", { class: "kx-due__group" }, [title]), ...rows.map((row) => dueRow(row, context.now())));
  }
  const parts = { kind: "due", title: TEXTS.kiosk.due, unit: siteOf(context), code: item.code };
  return textSlides("due", parts, root, DUE_TYPES, size, context);
}

/**
 * @param {Row} row
 * @param {number} now
 * @returns {HTMLElement}
 */
function dueRow({ task, day, left }, now) {
  const sameYear = shanghaiDate(day).getUTCFullYear() === shanghaiDate(now).getUTCFullYear();
  const date = sameYear ? fromWords(day).slice(5) : fromWords(day);
  const more = [task.who, date, task.plan].filter(Boolean).map((text) => make("span", {}, [text]));
  return make("div", { class: left < 0 ? "kx-line kx-whole kx-due kx-due--over" : "kx-line kx-whole kx-due" }, [
    make("p", { class: "kx-line__name" }, inPhrases(task.text, task.phrases)),
    make("p", { class: "kx-line__number" }, [leftWords(left)]),
    make("p", { class: "kx-line__more" }, more),
  ]);
}
