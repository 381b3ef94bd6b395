/** Hotlines: the number large, what for and when, and whether somebody answers now. */

import { make, setHidden, setText } from "../shared/dom.js";
import { isOpen } from "../shared/hours.js";
import { siteOf } from "./shape.js";
import { textSlides } from "./text.js";
import { TEXTS } from "../shared/texts.js";

const ROW_TYPES = { landscape: [6.2, 5.4, 4.8, 4.3], portrait: [5.4, 4.8, 4.3, 3.86] };
/** Seconds between two looks at the clock. */
const STATES_EVERY = 10;

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/**
 * @param {import("./show.js").Hotlines} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function hotlineSlides(item, size, context) {
  const root = make("div", {}, item.lines.map(rowOf));
  showStates(root, context.now());
  const parts = { kind: "hotlines", title: TEXTS.kiosk.hotlines, unit: siteOf(context), code: item.code };
  const slides = await textSlides("hotlines", parts, root, ROW_TYPES, size, context);
  for (const slide of slides) keepUp(slide, context);
  return slides;
}

/**
 * @param {import("./show.js").Line} line
 * @returns {HTMLElement}
 */
function rowOf(line) {
  const state = make("span", { class: "kx-line__state" });
  /** @type {string[]} */
  const told = [line.hours, line.purpose, line.note].filter(Boolean);
  const more = told.map((text) => make("span", {}, [text]));
  if (line.open) {
    state.setAttribute("data-hours", JSON.stringify(line.open));
    more.unshift(state);
  }
  return make("div", { class: "kx-line kx-whole" }, [
    make("p", { class: "kx-line__name" }, [line.name]),
    make("p", { class: "kx-line__number" }, [line.number]),
    make("p", { class: "kx-line__more" }, more),
  ]);
}

/**
 * @param {HTMLElement} scope
 * @param {number} now
 */
export function showStates(scope, now) {
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll("[data-hours]"))) {
    const open = isOpen(JSON.parse(label.getAttribute("data-hours") || ""), now);
    setText(label, open ? TEXTS.hours.open : TEXTS.hours.closed);
    label.classList.toggle("kx-line__state--open", open);
    setHidden(label, false);
  }
}

/**
 * @param {Slide} slide
 * @param {Context} context
 */
function keepUp(slide, context) {
  let timer = 0;
  slide.start = (element) => {
    const look = () => showStates(element, context.now());
    look();
    clearInterval(timer);
    timer = setInterval(look, STATES_EVERY * 1000);
  };
  slide.stop = () => clearInterval(timer);
}
