/** What an emergency says at a glance: what to do in the largest type, until when, whom to call, and the code. */

import { make } from "../shared/dom.js";
import { inPhrases } from "../shared/phrases.js";
import { shanghaiDate, untilWords } from "../shared/schedule.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";
import { codePicture } from "./code.js";
import { emptySlide, shapeOf, unitOf } from "./shape.js";
import { widestPhrase } from "./words.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/** Heights of type in hundredths of the slide's height: of what is to be done, largest first, and of all else. */
const WHAT = [17, 15, 13, 11.6, 10.4, 9.4, 8.5, 7.7, 7, 6.5, 6.2];
const OTHERS = [7.4, 6.05];
/** Of a title that is too long for the rest. */
const SMALL_TITLES = [5.6, 5.1, 4.7, 4.3, 3.9];
const SHRINK = 0.93;
const CODE_SIZES = { landscape: 34, portrait: 9.9 };
/** Slides of the text between two times that it is said what to do. */
const BETWEEN = 2;

/**
 * @param {import("./show.js").Text} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Slide}
 */
export function alarmSlide(item, size, context) {
  const { alarm, code } = item;
  const { text, phrases } = alarm || { text: item.title, phrases: item.phrases };
  const unit = unitOf(size);
  const shape = shapeOf(size) === "portrait" ? "portrait" : "landscape";
  const title = make("h1", { class: "kx-title" }, inPhrases(item.title, item.phrases));
  const head = make("header", { class: "kx-alarm__head" }, [make("span", { class: "kx-label" }, [TEXTS.kiosk.urgent]), title]);
  // Where the notice says nothing more, this is its text.
  const what = make("p", { class: alarm && alarm.whole ? "kx-text kx-alarm__what" : "kx-alarm__what" });
  const until = make("p", { class: "kx-alarm__until" }, untilOf(item, context.now()));
  const call = make("p", { class: "kx-alarm__call" }, callOf(item).map((words) => {
    return make("span", { class: /^[\d\s-]+$/.test(words) ? "kx-kept" : "" }, [words]);
  }));
  const picture = code ? codePicture(code.svg, CODE_SIZES[shape] * unit) : null;
  const scan = make("figcaption", { class: "kx-alarm__scan" }, [TEXTS.kiosk.scan]);
  const figure = picture ? [make("figure", { class: "kx-code kx-alarm__code" }, shape === "portrait" ? [picture] : [picture, scan])] : [];
  const element = emptySlide("alarm", size, [head, what, until, call, ...figure]);
  element.classList.add("kx-urgent");
  if (!figure.length) element.classList.add("kx-bare");
  context.host.append(element);

  /** @type {(first: number, second: number, third: number, whole: boolean) => boolean} */
  const fits = (first, second, third, whole) => {
    what.textContent = "";
    what.append(...(whole ? inPhrases(text, phrases) : [text]));
    what.classList.toggle("kx-alarm__whole", whole);
    what.style.fontSize = `${first * unit}px`;
    title.style.fontSize = `${third * unit}px`;
    for (const one of [head, until, call, scan]) one.style.fontSize = `${second * unit}px`;
    const wide = [title, until, call, ...(whole ? [what] : [])].every((one) => {
      return one.scrollWidth <= one.clientWidth + 1 && widestPhrase(one) * parseFloat(one.style.fontSize) <= one.clientWidth;
    });
    return wide && what.scrollHeight <= what.clientHeight + 1;
  };
  const found = [true, false].some((whole) => {
    const alike = WHAT.some((first) => OTHERS.some((rest) => rest < first && fits(first, rest, rest, whole)));
    return alike || SMALL_TITLES.some((third) => WHAT.some((first) => fits(first, OTHERS[1], third, whole)));
  });
  for (let first = 6; !found && first > 1 && !fits(first, first, first * 0.8, false); ) first *= SHRINK;
  element.remove();
  return { name: `${item.kind}/${item.id}/1`, element };
}

/**
 * @param {import("./show.js").Text} item
 * @param {number} now
 * @returns {string[]} until when it holds, without a year that everybody knows; nothing if it has no end
 */
export function untilOf({ facts }, now) {
  if (facts.e === undefined) return [];
  const year = `${shanghaiDate(now).getUTCFullYear()}\u5e74`;
  const words = untilWords(facts.e);
  return [fill(TEXTS.kiosk.valid, { until: words.startsWith(year) ? words.slice(year.length) : words })];
}

/**
 * @param {import("./show.js").Text} item
 * @returns {string[]} whom to call, and the number
 */
export function callOf({ alarm }) {
  return alarm ? [alarm.name, alarm.phone].filter(Boolean) : [];
}

/**
 * @template T
 * @param {T} alarm
 * @param {T[]} rest
 * @returns {T[]} the rest, with what is to be done before every second one
 */
export function between(alarm, rest) {
  /** @type {T[]} */
  const all = [];
  rest.forEach((one, index) => all.push(...(index % BETWEEN ? [one] : [alarm, one])));
  return all.length ? all : [alarm];
}
