/**
 * Where lines of a text may end: between the phrases that the build has found (text/phrases.py). As in pages, <wbr> stands
 * between phrases, for an element with `word-break: keep-all`; what is tied, or has marks in it, is an element of its own.
 */

import { make } from "./dom.js";

/** A mark within a phrase, where a browser might end a line. */
const LOOSE = /[^](?=[^\p{L}\p{N}_])[^][^]/u;

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
 * @param {(from: number, to: number) => Array<Node | string>} [nodesOf] what stands for a part of the text
 * @param {(at: number) => boolean} [mayPart] whether an element may end at this place
 * @returns {Array<Node | string>} the text, to be put into an element that keeps words whole
 */
export function inPhrases(text, lengths, nodesOf, mayPart) {
  const nodes = nodesOf || ((from, to) => [text.slice(from, to)]);
  /** @type {Array<Node | string>} */
  const made = [];
  let [at, plain] = [0, false];
  for (const ends of wholesOf(text, lengths)) {
    const to = ends[ends.length - 1];
    const parts = ends.map((end, index) => text.slice(index ? ends[index - 1] : at, end));
    const apart = ends.length > 1 || parts.some((part) => LOOSE.test(part));
    const kept = apart && (!mayPart || (mayPart(at) && mayPart(to)));
    /** @type {Array<Node | string>} */
    const inner = [];
    for (const end of ends) {
      if (inner.length) inner.push(make("wbr", {}));
      inner.push(...nodes(at, end));
      at = end;
    }
    if (!kept && plain) made.push(make("wbr", {}));
    made.push(...(kept ? [make("span", { class: "xl-phrase" }, inner)] : inner));
    plain = !kept;
  }
  return made;
}
