/** A slogan: as large as possible, in lines of about the same length, broken at punctuation. */

import { make } from "../shared/dom.js";
import { CLOSING, OPENING } from "./signs.js";
import { unitOf } from "./shape.js";
import { widthOf } from "./grid.js";
import { textSlides } from "./text.js";
import { wordEnds } from "./words.js";

const BREATH = /[\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01,;:!? \u3000]/;
const LINE = 1.4;
const MOST_LINES = 6;
/** What a line is worth, against 1, that ends within a phrase, and within a word. */
const IN_PHRASE = 0.8;
const IN_WORD = 0.6;

/**
 * @param {import("./show.js").Slogan} item
 * @param {import("./frame.js").Size} size
 * @param {import("./frame.js").Context} context
 * @returns {Promise<import("./frame.js").Slide[]>}
 */
export async function sloganSlide(item, size, context) {
  const text = item.text.trim();
  const room = { width: size.width * 0.9 - size.height * 0.02, height: size.height * 0.86 };
  const lines = linesOf(text, room);
  const paragraphs = lines.map((line) => make("p", { class: "kx-slogan__line" }, hung(line)));
  const root = make("div", {}, [make("div", { class: lines.length <= MOST_LINES ? "kx-whole" : "" }, paragraphs)]);
  const largest = typeOf(lines, room) / unitOf(size);
  const heights = [1, 0.94, 0.88, 0.8, 0.7, 0.6, 0.5].map((share) => largest * share).filter((height) => height > 4);
  heights.push(Math.min(4, largest));
  const types = { landscape: heights, portrait: heights };
  const slides = await textSlides("slogan", { kind: "slogan", title: "" }, root, types, size, context);
  const name = `slogan/${text}`;
  slides.forEach((slide, index) => (slide.name = index ? `${name}/${index + 1}` : name));
  return slides;
}

/**
 * @param {string[]} lines
 * @param {{width: number, height: number}} room
 * @returns {number} the largest type, in pixels, in which these lines fit into the room
 */
function typeOf(lines, room) {
  const across = room.width / Math.max(...lines.map(widthOf));
  return Math.min(across, room.height / (lines.length * LINE), room.height * 0.34);
}

/**
 * @param {string} text
 * @param {{width: number, height: number}} room
 * @returns {string[]} the lines that allow the largest type; breaks within a phrase or a word count against them
 */
function linesOf(text, room) {
  let best = [text];
  let most = 0;
  for (let count = 1; count <= MOST_LINES; count++) {
    const lines = inLines(text, count);
    const worth = typeOf(lines, room) * worthOf(text, lines);
    if (worth > most * 1.02) {
      most = worth;
      best = lines;
    }
  }
  return best.map((line) => line.trim());
}

/**
 * @param {string} text
 * @param {string[]} lines of it
 * @returns {number} 1 when every line ends at punctuation, less when not
 */
function worthOf(text, lines) {
  const words = wordEnds(text);
  let [worth, at] = [1, 0];
  for (const line of lines.slice(0, -1)) {
    at += line.length;
    if (!BREATH.test(line.slice(-1))) worth *= words.has(at) ? IN_PHRASE : IN_WORD;
  }
  return worth;
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string[]} at most so many lines, each ending near its share of the text
 */
function inLines(text, count) {
  const signs = Array.from(text);
  const words = wordEnds(text);
  const lines = [];
  let before = 0;
  let from = 0;
  for (let left = count; left > 1; left--) {
    const share = widthOf(signs.slice(from).join("")) / left;
    let width = 0;
    let to = 0;
    let least = Infinity;
    for (let at = from + 1; at < signs.length; at++) {
      width += widthOf(signs[at - 1]);
      if (!mayBreak(signs[at - 1], signs[at])) continue;
      const word = words.has(before + signs.slice(from, at).join("").length);
      const cost = Math.abs(width - share) / share + (BREATH.test(signs[at - 1]) ? 0 : word ? 0.35 : 0.6);
      if (cost < least) {
        least = cost;
        to = at;
      }
    }
    if (!to) break;
    lines.push(signs.slice(from, to).join(""));
    before += lines[lines.length - 1].length;
    from = to;
  }
  return [...lines, signs.slice(from).join("")];
}

/**
 * @param {string} before
 * @param {string} after
 * @returns {boolean}
 */
function mayBreak(before, after) {
  return !CLOSING.includes(after) && !OPENING.includes(before) && after !== " " && !/^[\w'-]{2}$/.test(before + after);
}

/**
 * @param {string} line
 * @returns {Array<Node | string>} the line, with hanging punctuation at its end
 */
function hung(line) {
  const mark = /[\uff0c\u3001\u3002\uff1b\uff1a]$/.exec(line);
  return mark ? [line.slice(0, -1), make("span", { class: "kx-hang" }, [mark[0]])] : [line];
}
