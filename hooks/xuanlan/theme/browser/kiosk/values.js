/** The core values: the overview of three levels, and one word as large as possible. */

import { make } from "../shared/dom.js";
import { siteOf } from "./shape.js";
import { textSlides } from "./text.js";
import { TEXTS } from "../shared/texts.js";

const OVERVIEW_TYPES = {
  landscape: [15, 13, 11.5, 10, 9, 8.2, 7.4, 6.6, 5.8, 5.1, 4.5],
  portrait: [9.5, 8.2, 7.2, 6.4, 5.7, 5, 4.4, 3.86],
};
const WORD_TYPES = { landscape: [34, 30, 26, 22, 18, 14, 10], portrait: [22, 20, 18, 16, 14, 12, 10, 8] };

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/**
 * @param {import("./show.js").Values} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function valuesSlide(item, size, context) {
  const levels = item.levels.map((/** @type {any} */ level) => {
    const words = level.words.map((/** @type {string} */ word) => make("span", { class: "kx-word" }, [word]));
    const title = make("p", { class: "kx-level__title" }, [level.aim || level.title]);
    return make("div", { class: "kx-level kx-whole" }, [title, make("p", { class: "kx-level__words" }, words)]);
  });
  const parts = { kind: "values", title: TEXTS.kiosk.values, unit: siteOf(context), code: item.code };
  return named("values", await textSlides("values", parts, make("div", {}, levels), OVERVIEW_TYPES, size, context));
}

/**
 * @param {import("./show.js").Value} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function valueSlide(item, size, context) {
  const root = make("div", {}, [
    make("div", { class: "kx-value-word kx-whole" }, [
      make("p", { class: "kx-value-word__zh" }, [item.word]),
      make("p", { class: "kx-value-word__en", lang: "en" }, [item.english]),
    ]),
  ]);
  const label = item.aim || item.level;
  const parts = { kind: "value", title: TEXTS.kiosk.values, label, unit: siteOf(context), code: item.code };
  return named(`value/${item.number}`, await textSlides("value", parts, root, WORD_TYPES, size, context));
}

/**
 * @param {string} name
 * @param {Slide[]} slides
 * @returns {Slide[]} the slides, the first with that name, the others with a number behind it
 */
function named(name, slides) {
  slides.forEach((slide, index) => (slide.name = index ? `${name}/${index + 1}` : name));
  return slides;
}
