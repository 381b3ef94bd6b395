/** Slides: what each kind of item looks like on a screen of a given size. */

import { make } from "../shared/dom.js";
import { alarmSlide, between } from "./alarm.js";
import { countdownSlides } from "./countdown.js";
import { dueSlides } from "./due.js";
import { clockSlide, nightSlide, pictureSlide } from "./faces.js";
import { hotlineSlides } from "./hotlines.js";
import { photoSlide } from "./photo.js";
import { sloganSlide } from "./slogan.js";
import { isBlock, parseText } from "./source.js";
import { shapeOf } from "./shape.js";
import { stripSlides } from "./strip.js";
import { prepareTables } from "./tables.js";
import { ASKED, LARGE, TYPES, textSlides } from "./text.js";
import { tickerLine } from "./ticker.js";
import { valueSlide, valuesSlide } from "./values.js";
import { TEXTS } from "../shared/texts.js";
import { fill, overWords } from "../shared/words.js";

/** Most characters of a rule that is set on one line. */
const LONGEST_SHORT = 10;
/** Most characters of a fact that is kept on one slide. */
const LONGEST_FACT = 60;
/** Most characters of a fact that is kept on one line. */
const LONGEST_ON_A_LINE = 11;

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/**
 * @param {import("./show.js").Item} item
 * @param {Size} size of the stage
 * @param {Context} context
 * @returns {Promise<Slide[]>} complete slides, detached, their pictures decoded; rejected when it cannot be shown
 */
export async function layOut(item, size, context) {
  if (shapeOf(size) === "strip") return stripSlides(item, size, context);
  if (item.kind === "notice" || item.kind === "rules") return noticeSlides(item, size, context);
  if (item.kind === "rule") return ruleSlides(item, size, context);
  if (item.kind === "values") return valuesSlide(item, size, context);
  if (item.kind === "value") return valueSlide(item, size, context);
  if (item.kind === "hotlines") return hotlineSlides(item, size, context);
  if (item.kind === "slogan") return sloganSlide(item, size, context);
  if (item.kind === "picture") return [await pictureSlide(item, size, context)];
  if (item.kind === "photo") return [await photoSlide(item, size, context)];
  if (item.kind === "countdown") return countdownSlides(item, size, context);
  if (item.kind === "due") return dueSlides(item, size, context);
  if (item.kind === "clock") return [clockSlide(size, context)];
  throw new Error(`kind: ${/** @type {{kind: string}} */ (item).kind}`);
}

/**
 * What is on when nothing else is: black or a picture at night, the time by day.
 * @param {"night" | "clock"} kind
 * @param {Context} context
 * @returns {Slide}
 */
export function idle(kind, context) {
  const size = { width: context.host.clientWidth, height: context.host.clientHeight };
  return kind === "night" ? nightSlide(size, context) : clockSlide(size, context);
}

/**
 * @param {any[]} items notices
 * @param {Context} context
 * @returns {HTMLElement | null} the line at the foot
 */
export function ticker(items, context) {
  return tickerLine(items, context);
}

/**
 * @param {import("./show.js").Text | import("./show.js").Rule} item
 * @returns {import("./frame.js").Parts}
 */
function partsOf(item) {
  const { kind, title, phrases, unit, date, code, docNo, urgent } = item;
  const label = urgent ? `${TEXTS.kiosk.urgent} ${item.label || ""}`.trim() : item.label;
  return { kind, title, phrases, label, unit, date, code, docNo, urgent };
}

/**
 * @param {import("./show.js").Text} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>} of an urgent one the first slide, which says what to do, again before every second other
 */
async function noticeSlides(item, size, context) {
  const name = `${item.kind}/${item.id}`;
  const most = (context.screen && context.screen.maxSlides) || Infinity;
  const upright = shapeOf(size) === "portrait";
  const whole = noticeText(item, context, upright, false);
  const short = () => noticeText(item, context, upright, true);
  const types = whole.querySelector(".kx-stem") ? ASKED : TYPES;
  if (!item.alarm) return textSlides(name, partsOf(item), whole, types, size, context, { most, short });
  const alarm = alarmSlide(item, size, context);
  if (item.alarm.whole) return [alarm];
  return between(alarm, await textSlides(name, partsOf(item), whole, TYPES, size, context, {
    most: Math.max(1, most - 1), skip: 1, short,
  }));
}

/**
 * @param {import("./show.js").Text} item
 * @param {Context} context
 * @param {boolean} upright
 * @param {boolean} short without facts and notes that can be spared
 * @returns {HTMLElement} its facts, then its text
 */
function noticeText(item, context, upright, short) {
  const root = parseText(context.removed ? "" : item.html);
  prepareTables(root);
  if (short) for (const note of Array.from(root.querySelectorAll(".footnote, .footnote-ref"))) note.remove();
  const lines = item.rows.map(([name, value, over]) => {
    const past = over === undefined ? "" : overWords(over, context.now());
    const label = make("span", { class: "kx-key" }, [name + TEXTS.kiosk.colon]);
    const pieces = value.length <= LONGEST_ON_A_LINE ? [value] : value.split(/(?= )/);
    const words = make("span", {}, pieces.map((piece) => {
      return piece.trim().length <= LONGEST_ON_A_LINE ? make("span", { class: "kx-kept" }, [piece]) : piece;
    }));
    if (past) words.append(make("span", { class: "kx-kept kx-over" }, [past]));
    return make("div", { class: value.length < LONGEST_FACT ? "kx-fact kx-whole" : "kx-fact" }, [label, words]);
  });
  // On an upright screen what can be spared comes last: the text begins on the first slide.
  const spare = short || upright ? lines.splice(lines.length - (item.spare || 0)) : [];
  if (lines.length) root.insertBefore(make("div", { class: "kx-facts" }, lines), root.firstChild);
  if (spare.length && !short) root.append(make("div", { class: "kx-facts kx-whole kx-last" }, spare));
  return root;
}

/**
 * @param {import("./show.js").Rule} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
async function ruleSlides(item, size, context) {
  const root = parseText(item.html);
  prepareTables(root);
  if (!Array.from(root.childNodes).some(isBlock)) root.append(make("p", {}, Array.from(root.childNodes)));
  const short = root.childNodes.length === 1 && (root.textContent || "").length <= LONGEST_SHORT;
  if (short && root.firstElementChild) root.firstElementChild.classList.add("kx-short");
  const { number, count } = item;
  const place = `${fill(TEXTS.kiosk.item, { number })}  ${fill(TEXTS.kiosk.of, { count })}`;
  const name = `rule/${item.id}/${number}`;
  const slides = await textSlides(name, Object.assign(partsOf(item), { number: place }), root, LARGE, size, context);
  slides.forEach((slide, index) => (slide.name = index ? `${name}/${index + 1}` : name));
  return slides;
}
