/** The designs for screens, by their size: portrait, landscape, LED strip. */

import { make } from "../shared/dom.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */

/**
 * @param {Size} size
 * @returns {"strip" | "portrait" | "landscape"} the design for a screen of that size
 */
export function shapeOf(size) {
  if (size.height < 200 || size.width > size.height * 6) return "strip";
  return size.width < size.height * 1.2 ? "portrait" : "landscape";
}

/**
 * @param {Size} size
 * @returns {number} the unit of lengths, in pixels: a hundredth of the height, less on a very narrow screen
 */
export function unitOf(size) {
  return shapeOf(size) === "portrait" ? Math.min(size.height / 100, size.width / 52) : size.height / 100;
}

/**
 * @param {string} kind
 * @param {Size} size
 * @param {Array<Node | string>} [children]
 * @returns {HTMLElement} an empty slide of that kind, in the design for that size
 */
export function emptySlide(kind, size, children) {
  const slide = make("section", { class: `kx-slide kx-${kind} kx-${shapeOf(size)}` }, children);
  slide.style.width = `${size.width}px`;
  slide.style.height = `${size.height}px`;
  slide.style.setProperty("--kx-edge", `${size.height * 0.022}px`);
  slide.style.setProperty("--kx-u", `${unitOf(size)}px`);
  return slide;
}

/**
 * @param {Context} context
 * @returns {string} whose screen it is
 */
export function siteOf(context) {
  return (context.screen && context.screen.site) || "";
}
