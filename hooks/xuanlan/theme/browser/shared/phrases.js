/**
 * Where lines of a text may end: between the phrases that the build has found (text/phrases.py). As in pages
 * (render/phrases.py), <wbr> stands between phrases, for an element with `word-break: keep-all`.
 */

import { make } from "./dom.js";

const OPENS = "\u300a\u3008\u201c\u2018\u300c\u300e\uff08\u3014\u3010\uff3b\uff5b(\\[{";
const CLOSES =
  "\u300b\u3009\u201d\u2019\u300d\u300f\uff09\u3015\u3011\uff3d\uff5d)\\]}\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff0e,.;:!?\u2026\uff05%\u2030\u2103";
/** Characters of a text that fits into any line. */
const ONE_LINE = 8;
const LETTER = "\\p{L}\\p{N}_";
/** A mark within a phrase, with what stands beside it, where a browser might end a line although words are kept whole. */
const LOOSE = new RegExp(
  `(?:[^\\s${OPENS}](?=[^${LETTER}\\s${CLOSES}])|[^${LETTER}\\s${OPENS}](?=[^\\s${CLOSES}]))+.`,
  "gu"
);

/**
 * @param {string} text
 * @param {string} [lengths] of its phrases, such as 4,6+4,3: a plus before one that is tied to the phrase before it
 * @returns {number[][]} for each whole the ends of its phrases; one whole in one phrase when the lengths do not fit
 */
export function wholesOf(text, lengths) {
  let at = 0;
  const found = (lengths || "").split(",").map((whole) => whole.split("+").map((length) => (at += Number(length))));
  return at === text.length ? found : [[text.length]];
}

/**
 * @param {string} text
 * @param {string} [lengths]
 * @param {(at: number) => boolean} [mayPart] whether an element may begin or end at this place
 * @returns {Array<Node | string>} the text, to be put into an element that keeps words whole
 */
export function inPhrases(text, lengths, mayPart) {
  const free = mayPart || (() => true);
  if (Array.from(text).length <= ONE_LINE) return [text];
  /** @type {Array<Node | string>} */
  const made = [];
  let at = 0;
  for (const ends of wholesOf(text, lengths)) {
    const from = at;
    /** @type {Array<Node | string>} */
    const inner = [];
    for (const end of ends) {
      if (inner.length) inner.push(make("wbr", {}));
      inner.push(...partOf(text, at, end, free));
      at = end;
    }
    if (made.length) made.push(make("wbr", {}));
    const tied = ends.length > 1 && free(from) && free(at);
    made.push(...(tied ? [make("span", { class: "xl-tied" }, inner)] : inner));
  }
  return made;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {(at: number) => boolean} free
 * @returns {Array<Node | string>} one phrase
 */
function partOf(text, from, to, free) {
  /** @type {Array<Node | string>} */
  const made = [];
  let at = from;
  LOOSE.lastIndex = 0;
  const phrase = text.slice(from, to);
  for (let match = LOOSE.exec(phrase); match; match = LOOSE.exec(phrase)) {
    const [start, end] = [from + match.index, from + match.index + match[0].length];
    if (!free(start) || !free(end)) continue;
    if (start > at) made.push(text.slice(at, start));
    made.push(make("span", { class: "xl-kept" }, [match[0]]));
    at = end;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}
