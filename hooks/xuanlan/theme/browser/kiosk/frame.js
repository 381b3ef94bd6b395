/** The frame of a slide: title above, text, and at the side or the foot who says it, when, and where it stands. */

import { make } from "../shared/dom.js";
import { signsIn } from "../shared/folding.js";
import { inPhrases } from "../shared/phrases.js";
import { codeFigure } from "./code.js";
import { emptySlide, shapeOf, unitOf } from "./shape.js";
import { TEXTS } from "../shared/texts.js";
import { widestPhrase } from "./words.js";

/**
 * @typedef {{width: number, height: number}} Size CSS pixels
 * @typedef {{host: HTMLElement, media: (key: string) => string, screen: import("./show.js").Screen | null, now: () => number,
 *   removed: boolean}} Context
 * @typedef {{name: string, element: HTMLElement, seconds?: number, start?: (element: HTMLElement) => void,
 *   stop?: () => void}} Slide
 * @typedef {import("./show.js").Code} Code
 * @typedef {{kind: string, title: string, phrases?: string, label?: string, number?: string, docNo?: string, unit?: string, date?: string,
 *   code?: Code | null, urgent?: boolean, more?: boolean, small?: boolean}} Parts
 *   what stands around a text; more: it goes on elsewhere; small: its pictures are
 */

/** Heights of a title's type on a first slide, in hundredths of the slide's height. */
const TITLES = { landscape: [7.4, 6.6, 5.8, 5.2, 4.6], portrait: [5.4, 4.8, 4.3, 3.9] };
/** A title that takes a larger share of the height is moved into the text. */
const HIGHEST_TITLE = 0.3;

export class Frame {
  /**
   * @param {Parts} parts
   * @param {Size} size
   * @param {Context} context
   * @param {boolean} first whether it is for the first slide, with the whole title
   * @param {string} widest number of a slide that room is kept for
   */
  constructor(parts, size, context, first, widest) {
    const shape = shapeOf(size) === "portrait" ? "portrait" : "landscape";
    this.text = make("div", { class: "kx-text" });
    this.body = make("div", { class: "kx-body" }, [this.text]);
    this.title = make("h1", { class: "kx-title" }, inPhrases(parts.title, parts.phrases));
    const upright = shape === "portrait";
    const page = make("span", { class: "kx-page" }, [widest]);
    const above = make("p", { class: "kx-above" });
    if (parts.label) above.append(make("span", { class: "kx-label" }, [parts.label]));
    if (parts.number) above.append(make("span", { class: "kx-number" }, [parts.number]));
    const number = parts.docNo && first ? make("span", { class: "kx-docno" }, [parts.docNo]) : "";
    const date = parts.date ? make("span", { class: "kx-date" }, [parts.date]) : "";
    above.append(...(!upright ? [number] : parts.title ? [date, page] : []));
    const head = make("header", { class: "kx-head" }, above.textContent ? [above] : []);
    if (parts.title) head.append(this.title);
    const by = make("div", { class: "kx-by" });
    if (parts.unit) by.append(unitLine(parts.unit));
    if (!upright) by.append(make("p", {}, [date]), make("p", { class: "kx-place" }, [page]));
    else if (number && !parts.more) by.append(make("p", {}, [number]));
    if (parts.more) by.append(make("p", { class: "kx-more" }, [TEXTS.kiosk.more]));
    const most = unitOf(size) * (upright ? 11.2 : 36);
    const code = parts.code ? codeFigure(parts.code, most) : null;
    const side = make("aside", { class: "kx-side" }, code ? [by, code] : [by]);
    const bare = !code && !parts.unit && !parts.date;
    this.element = emptySlide(parts.kind, size, [head, this.body, ...(bare ? [] : [side])]);
    if (parts.urgent) this.element.classList.add("kx-urgent");
    if (bare) this.element.classList.add("kx-bare");
    if (!first) this.element.classList.add("kx-later");
    this.overflow = false;
    context.host.append(this.element);
    if (code && parts.code && !upright) this.fitCode(side, code, parts.code, most);
    if (first) this.fitTitle(TITLES[shape], size);
    else this.shorten();
  }

  /** @returns {import("./box.js").Box} */
  box() {
    const { width, height } = this.body.getBoundingClientRect();
    return { text: this.text, width: Math.floor(width), height: Math.floor(height) };
  }

  /**
   * Where many units share a notice, the code makes room for their names.
   * @param {HTMLElement} side
   * @param {HTMLElement} figure
   * @param {Code} code
   * @param {number} most
   */
  fitCode(side, figure, code, most) {
    for (let size = most * 0.9; side.scrollHeight > side.clientHeight + 1 && size > most * 0.3; size -= most * 0.1) {
      const smaller = codeFigure(code, size);
      if (!smaller) return;
      figure.replaceWith(smaller);
      figure = smaller;
    }
  }

  /**
   * The largest type at which the title takes no more than two lines; else the smallest.
   * @param {number[]} heights
   * @param {Size} size
   */
  fitTitle(heights, size) {
    const wide = widestPhrase(this.title);
    for (const height of heights) {
      const type = height * unitOf(size);
      this.title.style.fontSize = `${type}px`;
      if (wide * type > this.title.clientWidth) continue;
      if (this.title.offsetHeight <= type * 1.3 * 2 + 1) return;
    }
    this.overflow = this.title.offsetHeight > size.height * HIGHEST_TITLE;
    if (this.overflow) this.element.classList.add("kx-later");
    if (this.overflow) this.shorten();
  }

  /** One line, with dots for what does not fit. */
  shorten() {
    const whole = signsIn(this.title.textContent || "");
    let low = 0;
    let high = whole.length;
    if (this.title.scrollWidth <= this.title.clientWidth) return;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      this.title.textContent = `${whole.slice(0, middle).join("")}\u2026`;
      if (this.title.scrollWidth <= this.title.clientWidth) low = middle;
      else high = middle;
    }
    this.title.textContent = `${whole.slice(0, low).join("")}\u2026`;
  }

  /**
   * @param {import("./fit.js").Piece} piece
   * @param {string} page such as 2/5; may be empty
   * @returns {HTMLElement} a slide with that text
   */
  filled(piece, page) {
    this.text.textContent = "";
    const slide = /** @type {HTMLElement} */ (this.element.cloneNode(true));
    const text = /** @type {HTMLElement} */ (slide.querySelector(".kx-text"));
    text.style.fontSize = `${piece.type}px`;
    text.append(piece.content);
    const number = slide.querySelector(".kx-page");
    if (number) number.textContent = page;
    return slide;
  }
}

/**
 * @param {string} unit names with wide blanks between them
 * @returns {HTMLElement} where a line ends between two names
 */
function unitLine(unit) {
  const line = make("p", { class: "kx-unit" });
  unit.split("\u3000").forEach((name, index) => line.append(index ? " " : "", make("span", {}, [name])));
  return line;
}
