/** The messages of an LED strip: each item becomes one or more lines of bounded length. */

import { overWords, fill } from "../shared/words.js";
import { groupsAt, leftWords } from "./due.js";
import { callOf, untilOf } from "./alarm.js";
import { daysLeftOf, wordsOn } from "./countdown.js";
import { signsIn } from "../shared/folding.js";
import { isOpen } from "../shared/hours.js";
import { lineOf, shortened } from "./line.js";
import { parseText } from "./source.js";
import { TEXTS } from "../shared/texts.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {{name: string, title: string, text: string, by: string}} Message */

/** Most characters of text in one message. */
const MOST = 180;
/** Most characters of the title in all messages but the first. */
const SHORT_TITLE = 16;

/**
 * @param {import("./show.js").Item} item
 * @param {Context} context
 * @returns {Message[]}
 */
export function messagesOf(item, context) {
  if (item.kind === "notice" || item.kind === "rules" || item.kind === "rule") {
    const { kind, id, title } = item;
    const head = item.label && !title.includes(item.label) ? `${item.label}\u3000${title}` : title;
    const whole = item.kind === "rule" ? `${title}\u3000${placeOf(item)}` : head;
    const name = item.kind === "rule" ? `rule/${id}/${item.number}` : `${kind}/${id}`;
    const urgent = item.urgent ? `\u3010${TEXTS.kiosk.urgent}\u3011` : "";
    const by = [item.unit, item.date].filter(Boolean).join("\u3000");
    if (item.kind !== "rule" && item.alarm) return alarmed(item, urgent + whole, by, context);
    return paged(name, urgent + whole, noticeLine(item, context), by, kind !== "rule");
  }
  if (item.kind === "values") {
    const levels = item.levels.map((level) => [level.title, ...level.words].join("\u3000"));
    return paged("values", TEXTS.kiosk.values, levels.join("\u3000"), "", false);
  }
  if (item.kind === "value") return paged(`value/${item.number}`, item.word, item.english, item.level, false);
  if (item.kind === "countdown") {
    const left = `${fill(TEXTS.kiosk.left, { event: item.event })} ${daysLeftOf(item, context.now())} ${TEXTS.kiosk.days}`;
    return paged(`countdown/${item.event}`, "", wordsOn(item, context.now()) || left, "", false);
  }
  if (item.kind === "slogan") return paged(`slogan/${item.text}`, "", item.text, "", false);
  if (item.kind === "hotlines") {
    const lines = item.lines.map((line) => {
      const state = line.open ? (isOpen(line.open, context.now()) ? TEXTS.hours.open : TEXTS.hours.closed) : "";
      return [line.name, line.number, line.hours, state, line.purpose, line.note].filter(Boolean).join("\u3000");
    });
    const parts = lines.map((text) => shortened(text, MOST)).reduce((all, some) => all.concat(some), []);
    return parts.map((text, index) => ({ name: `hotlines/${index + 1}`, title: "", text, by: "" }));
  }
  if (item.kind === "due") {
    const rows = groupsAt(item, context.now()).map(([, found]) => found).reduce((all, some) => all.concat(some), []);
    return rows.map(({ task, left }, index) => {
      const text = [task.text, task.who, leftWords(left)].filter(Boolean).join("\u3000");
      return { name: `due/${index + 1}`, title: TEXTS.kiosk.due, text, by: "" };
    });
  }
  throw new Error(`kind: ${item.kind}`);
}

/**
 * @param {import("./show.js").Text} item
 * @param {string} title
 * @param {string} by
 * @param {Context} context
 * @returns {Message[]} what to do first, then the text
 */
function alarmed(item, title, by, context) {
  const { text, whole } = item.alarm || { text: "", whole: true };
  const name = `${item.kind}/${item.id}`;
  const told = [text, ...untilOf(item, context.now()), callOf(item).join(" ")].filter(Boolean).join("\u3000");
  const first = { name: `${name}/1`, title, text: told, by };
  return whole ? [first] : [first, ...paged(name, title, noticeLine(item, context), by, true, 1)];
}

/**
 * @param {import("./show.js").Rule} item
 * @returns {string} which of the rules it is
 */
function placeOf({ number, count }) {
  return `${fill(TEXTS.kiosk.item, { number })} ${fill(TEXTS.kiosk.of, { count })}`;
}

/**
 * @param {import("./show.js").Text | import("./show.js").Rule} item
 * @param {Context} context
 * @returns {string}
 */
function noticeLine(item, context) {
  const rows = item.kind === "rule" ? [] : item.rows.map(([label, words, over]) => {
    return label + TEXTS.kiosk.colon + words + (over === undefined ? "" : overWords(over, context.now()));
  });
  return [...rows, lineOf(parseText(context.removed ? "" : item.html))].filter(Boolean).join("\u3000");
}

/**
 * @param {string} name
 * @param {string} title whole on the first slide
 * @param {string} text
 * @param {string} by
 * @param {boolean} numbered whether the first one has a number in its name too
 * @param {number} [before] messages of that name that come first
 * @returns {Message[]}
 */
function paged(name, title, text, by, numbered, before) {
  const skip = before || 0;
  const parts = shortened(text, MOST);
  const signs = signsIn(title);
  const short = signs.length > SHORT_TITLE ? `${signs.slice(0, SHORT_TITLE - 1).join("")}\u2026` : title;
  return parts.map((part, index) => {
    const number = index + 1 + skip;
    const page = parts.length + skip > 1 ? ` ${number}/${parts.length + skip}` : "";
    const own = number > 1 || numbered ? `${name}/${number}` : name;
    return { name: own, title: (number > 1 ? short : title) + page, text: part, by };
  });
}
