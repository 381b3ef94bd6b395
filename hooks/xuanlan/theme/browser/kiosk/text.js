/** Slides with a text in a frame: on one slide in the largest type that fits, else on several in the usual type. */

import { make } from "../shared/dom.js";
import { putBeside } from "./beside.js";
import { pieces } from "./fit.js";
import { Frame } from "./frame.js";
import { loadPictures, showPictures, sizePictures } from "./pictures.js";
import { inPhrases } from "../shared/phrases.js";
import { shapeOf, unitOf } from "./shape.js";
import { keepNumbers, softenAddresses } from "./words.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */
/**
 * @typedef {{most?: number, skip?: number, short?: () => HTMLElement}} Bounds most slides, of a text that needs more in its
 *   short form, which says where the rest is; how many slides of that name come first
 */

/** Heights of the type in hundredths of the slide's height; the last is the usual one. */
export const TYPES = { landscape: [7.4, 6.6, 5.8, 5.1, 4.5], portrait: [6.6, 5.7, 4.9, 4.3, 3.8] };
/** A question with its options stays on one slide as long as it can be read. */
export const ASKED = {
  landscape: [7.4, 6.6, 5.8, 5.1, 4.5, 4.1, 3.7, 3.3],
  portrait: [6.6, 5.7, 4.9, 4.3, 3.8, 3.4, 3, 2.7, 2.4, 2.1],
};
/** Smaller ones, where a text would else be cut short, or its last slide nearly empty. */
const TIGHT = { landscape: [4.2, 3.9], portrait: [3.6] };
export const LARGE = {
  landscape: [18, 15.5, 13, 11, 9.5, 8.4, 7.4, 6.6, 5.8, 5.1, 4.5],
  portrait: [12, 10, 8.6, 7.4, 6.4, 5.5, 4.6, 3.86],
};
/** Most characters in a line: from a longer one the eye does not find the next. */
const LONGEST_LINE = 38;
/** Largest share of the height of a slide's text that a picture in it may take. */
const PICTURE = 0.66;
/** The same where the text then needs fewer slides. */
const SMALL_PICTURE = 0.44;

/**
 * @param {string} name of the slides, before the number of each
 * @param {import("./frame.js").Parts} parts
 * @param {HTMLElement} root its children are the text
 * @param {{landscape: number[], portrait: number[]}} types
 * @param {Size} size
 * @param {Context} context
 * @param {Bounds} [bounds]
 * @returns {Promise<Slide[]>}
 */
export async function textSlides(name, parts, root, types, size, context, bounds) {
  const { most = Infinity, skip = 0, short } = bounds || {};
  /** @param {HTMLElement} text @param {import("./frame.js").Parts} around @param {string} widest */
  const lay = async (text, around, widest) => {
    keepNumbers(text);
    if (shapeOf(size) === "portrait") softenAddresses(text);
    const pictures = await loadPictures(text, context.media);
    return laidOut(name, around, text, types, size, context, pictures, widest, most, skip);
  };
  let slides = await lay(root, parts, "88/88");
  if (slides.length > 1 && short && root.querySelector("[data-media]")) {
    const fewer = await lay(root, Object.assign({}, parts, { small: true }), "88/88");
    if (fewer.length < slides.length) slides = fewer;
  }
  if (slides.length > most && short) slides = await lay(short(), Object.assign({}, parts, { more: true }), "88/88");
  else if (slides.length > 99) slides = await lay(root, parts, "888/888");
  for (const slide of slides) await showPictures(slide.element, context.media);
  return slides;
}

/**
 * @param {string} name
 * @param {import("./frame.js").Parts} parts
 * @param {HTMLElement} root
 * @param {{landscape: number[], portrait: number[]}} types
 * @param {Size} size
 * @param {Context} context
 * @param {Map<string, HTMLImageElement>} pictures
 * @param {string} widest number of a slide that room is kept for
 * @param {number} most
 * @param {number} skip
 * @returns {Slide[]} one more than `most` where the whole text needs more and `parts` do not say where it is
 */
function laidOut(name, parts, root, types, size, context, pictures, widest, most, skip) {
  /** @type {Frame[]} */
  const frames = [];
  try {
    frames.push(new Frame(parts, size, context, true, widest), new Frame(parts, size, context, false, widest));
    if (frames[0].overflow && !root.querySelector(".kx-whole-title")) {
      root.insertBefore(make("p", { class: "kx-whole-title" }, inPhrases(parts.title, parts.phrases)), root.firstChild);
    }
    const [first, next] = frames.map((frame) => frame.box());
    const lower = Math.min(first.height, next.height);
    sizePictures(root, pictures, first.width, lower * (parts.small ? SMALL_PICTURE : PICTURE));
    if (shapeOf(size) === "landscape") putBeside(root, pictures, first.width, lower);
    const tight = types === TYPES ? typesFor(TIGHT, first, size) : [];
    const all = pieces(root, first, next, typesFor(types, first, size), tight, most);
    const found = parts.more ? all.slice(0, most) : all;
    return found.map((piece, index) => {
      const page = found.length + skip > 1 ? `${index + 1 + skip}/${found.length + skip}` : "";
      return { name: `${name}/${index + 1 + skip}`, element: frames[index ? 1 : 0].filled(piece, page) };
    });
  } finally {
    for (const frame of frames) frame.element.remove();
    context.host.textContent = "";
  }
}

/**
 * @param {{landscape: number[], portrait: number[]}} types
 * @param {import("./box.js").Box} box
 * @param {Size} size
 * @returns {number[]} pixels; where a line would be too long, the type is larger
 */
function typesFor(types, box, size) {
  const shape = shapeOf(size) === "portrait" ? types.portrait : types.landscape;
  const least = Math.min(box.width / LONGEST_LINE, box.height / 3);
  return Array.from(new Set(shape.map((height) => Math.max(height * unitOf(size), least))));
}
