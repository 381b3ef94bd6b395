/** What the results page tries when nothing holds all of a query: initials of pinyin, then its longest part. */

import { fold, queryParts, signsIn } from "../shared/folding.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";
import { blocksOf, NOTICES } from "./blocks.js";
import { answerTo, lookUp, ranked } from "./engine.js";
import { loadIndex } from "./load.js";
import { PLACES, placesOf } from "./match.js";
import { LATIN_OR_DIGIT } from "./none.js";

/** @typedef {import("./engine.js").Wish} Wish */
/** What was found, in words; `parts` of the query that stand in it. */
/** @typedef {{answer: import("./engine.js").Answer, note: string, parts: string[]}} Further */

const INITIALS = /^[a-z0-9]*[a-z][a-z0-9]*$/;
const LEAST_INITIALS = 3;
/** As many letters as are looked up without reading any text. */
const MOST_INITIALS = 7;
/** Signs of a piece that is worth showing; a whole word of two signs is, too. */
const LEAST = 4;
const LEAST_WORD = 2;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * @param {string} query
 * @param {number} now
 * @param {Wish} wish
 * @returns {Promise<Further | null>} null when nothing helps; rejected when a file of the index cannot be loaded
 */
export async function lookFurther(query, now, wish) {
  return (await byInitials(query, now, wish)) || (await byLongestPart(query, now, wish));
}

/**
 * @param {string} query
 * @param {number} now
 * @param {Wish} wish
 * @returns {Promise<Further | null>} notices whose titles have these letters as the initials of their pinyin
 */
async function byInitials(query, now, wish) {
  const letters = fold(query);
  const blocks = blocksOf(NOTICES, (await loadIndex())[NOTICES]);
  if (letters.length < LEAST_INITIALS || !INITIALS.test(letters) || blocks.some((one) => one.initials === undefined)) return null;
  const lists = blocks.map((one) => Object.assign({}, one, { name: `${one.name}/i`, bits: one.initials }));
  const pieces = Array.from(new Set([letters.slice(0, MOST_INITIALS), letters.slice(-MOST_INITIALS)]));
  const notices = await ranked(blocks, await Promise.all(pieces.map((piece) => placesOf(lists, piece))), now);
  if (!notices.length) return null;
  const answer = await answerTo({ notices, pages: [], files: [] }, [], "", wish);
  return { answer, note: fill(TEXTS.search.initials, { query: query.trim() }), parts: [] };
}

/**
 * @param {string} query
 * @param {number} now
 * @param {Wish} wish
 * @returns {Promise<Further | null>}
 */
async function byLongestPart(query, now, wish) {
  const part = await longestPart(query);
  if (!part) return null;
  const answer = await lookUp(part, now, wish);
  return answer.all ? { answer, note: fill(TEXTS.search.part, { part }), parts: queryParts(part) } : null;
}

/**
 * @param {string} query
 * @returns {Promise<string>} the longest run of signs within a word of the query that stands in a notice; else its
 *   longest word that does; "" when there is none
 */
async function longestPart(query) {
  const words = query.split(/\s+/).filter((word) => queryParts(word).length);
  let best = "";
  let length = LEAST - 1;
  for (const word of words) {
    const signs = signsIn(word);
    let start = 0;
    while (start + length < signs.length) {
      const run = signs.slice(start, start + length + 1);
      if (await isThere(run.join(""))) {
        length += 1;
        best = trimmed(signs, start, start + length);
      } else start += 1;
    }
  }
  if (signsIn(best).length >= LEAST) return best;
  const whole = words.filter((word) => signsIn(word).length >= LEAST_WORD && word !== query.trim());
  for (const word of whole.sort((one, other) => other.length - one.length)) {
    if (await isThere(word)) return word;
  }
  return "";
}

/**
 * @param {string[]} signs
 * @param {number} start
 * @param {number} end
 * @returns {string} the run without marks at its ends, and without what is only a piece of a Latin word or a number
 */
function trimmed(signs, start, end) {
  const cuts = (/** @type {number} */ at) => at > 0 && at < signs.length && LATIN_OR_DIGIT.test(signs[at - 1]) && LATIN_OR_DIGIT.test(signs[at]);
  let [first, last] = [start, end];
  while (first < last && cuts(first)) first += 1;
  while (last > first && cuts(last)) last -= 1;
  return signs.slice(first, last).join("").replace(EDGES, "");
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it stands in a notice
 */
async function isThere(text) {
  const part = fold(text);
  if (!part) return false;
  const places = await placesOf(blocksOf(NOTICES, (await loadIndex())[NOTICES]), part);
  return places.some((block) => block.some((place) => place !== PLACES.NOWHERE));
}
