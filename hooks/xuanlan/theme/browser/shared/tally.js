/** How many notices of an archive are in force, by a clock, pure: the twin of models/tally.py (tests/vectors/tally.json). */

import { TEXTS } from "./texts.js";
import { fill } from "./words.js";

/** `n` notices, `g` of them no longer in force; `e`: when (epoch seconds) how many more expire. */
/** @typedef {{n: number, g?: number, e?: Array<[number, number]>}} Tally */

/**
 * @param {string | null} json the attribute data-tally
 * @returns {Tally | null} null when it cannot be used
 */
export function parseTally(json) {
  try {
    const tally = JSON.parse(json || "");
    return Number.isFinite(tally.n) && (tally.e === undefined || Array.isArray(tally.e)) ? tally : null;
  } catch (error) {
    return null;
  }
}

/**
 * @param {Tally} tally
 * @param {number} now
 * @returns {string} how many there are, and how many of them are in force
 */
export function tallyWords(tally, now) {
  return filled(tally, now, TEXTS.tally.all, TEXTS.tally.split);
}

/**
 * @param {Tally} tally
 * @param {number} now
 * @returns {string} the same in brackets, to stand behind the name of an archive
 */
export function tallyShort(tally, now) {
  return filled(tally, now, TEXTS.tally.short_all, TEXTS.tally.short);
}

/**
 * @param {Tally} tally
 * @param {number} now
 * @returns {string} how many are in force, of a list that has no others
 */
export function tallyListed(tally, now) {
  return fill(TEXTS.tally.all, { total: tally.n - goneAt(tally, now) });
}

/**
 * @param {Tally} tally
 * @param {number} now
 * @param {string} whole the template where all are in force
 * @param {string} split the template where some are not
 * @returns {string}
 */
function filled(tally, now, whole, split) {
  const gone = goneAt(tally, now);
  return fill(gone ? split : whole, { total: tally.n, current: tally.n - gone, gone });
}

/**
 * @param {Tally} tally
 * @param {number} now
 * @returns {number} how many are no longer in force
 */
function goneAt(tally, now) {
  return (tally.e || []).reduce((sum, [moment, count]) => (moment <= now ? sum + count : sum), tally.g || 0);
}
