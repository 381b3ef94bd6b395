/** A slogan: as large as possible, in lines of about the same length, each a clause or at least whole phrases of one. */

import { make } from "../shared/dom.js";
import { wholesOf } from "../shared/phrases.js";
import { unitOf } from "./shape.js";
import { widthOf } from "./grid.js";
import { textSlides } from "./text.js";

/** Between clauses; what stands there falls away where a line ends, as on a banner. */
const PAUSE = /[\uff0c\uff1b,; \u3000]+$/;
/** Behind these a line may end almost as well. */
const BREATH = /[\u3001\u3002\uff1a\uff1f\uff01:?!]$/;
const LINE = 1.4;
const MOST_LINES = 6;
/** What lines are worth, against 1, of which one ends within a clause, and by how much less for each further one. */
const IN_CLAUSE = 0.65;
const FURTHER = 0.85;

/**
 * @param {import("./show.js").Slogan} item
 * @param {import("./frame.js").Size} size
 * @param {import("./frame.js").Context} context
 * @returns {Promise<import("./frame.js").Slide[]>}
 */
export async function sloganSlide(item, size, context) {
  const text = item.text.trim();
  const room = { width: size.width * 0.9 - size.height * 0.02, height: size.height * 0.86 };
  const lines = linesOf(phrasesOf(text, item.phrases), room);
  const paragraphs = lines.map((line) => make("p", { class: "kx-slogan__line" }, [line]));
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
 * @param {string} lengths of its phrases
 * @returns {string[]}
 */
function phrasesOf(text, lengths) {
  const ends = wholesOf(text, lengths).reduce((all, some) => all.concat(some), []);
  return ends.map((end, index) => text.slice(index ? ends[index - 1] : 0, end));
}

/**
 * @param {string[]} phrases
 * @param {{width: number, height: number}} room
 * @returns {string[]} the lines that allow the largest type; breaks within a clause count against them
 */
function linesOf(phrases, room) {
  /** @type {string[]} */
  let best = [];
  let most = 0;
  for (let count = 1; count <= Math.min(MOST_LINES, phrases.length); count++) {
    const lines = inLines(phrases, count);
    const within = lines.slice(0, -1).filter((line) => !PAUSE.test(line)).length;
    const bare = lines.map((line, index) => (index < lines.length - 1 ? line.replace(PAUSE, "") : line).trim());
    const worth = typeOf(bare, room) * (within ? IN_CLAUSE * Math.pow(FURTHER, within - 1) : 1);
    if (worth > most * 1.02) {
      most = worth;
      best = bare;
    }
  }
  return best;
}

/**
 * @param {string[]} phrases
 * @param {number} count
 * @returns {string[]} at most so many lines, each ending near its share of the text
 */
function inLines(phrases, count) {
  const lines = [];
  let from = 0;
  for (let left = count; left > 1; left--) {
    const share = widthOf(phrases.slice(from).join("")) / left;
    let width = 0;
    let to = 0;
    let least = Infinity;
    for (let at = from + 1; at < phrases.length; at++) {
      const phrase = phrases[at - 1];
      width += widthOf(phrase);
      const cost = Math.abs(width - share) / share + (PAUSE.test(phrase) ? 0 : BREATH.test(phrase) ? 0.3 : 0.5);
      if (cost < least) {
        least = cost;
        to = at;
      }
    }
    if (!to) break;
    lines.push(phrases.slice(from, to).join(""));
    from = to;
  }
  return [...lines, phrases.slice(from).join("")];
}
