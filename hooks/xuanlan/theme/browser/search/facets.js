/** Column, unit, year and state of what was found: choices with counts, and what is left after choosing. */

import { facetsOf } from "./blocks.js";
import { label } from "../shared/words.js";

/** @typedef {import("./engine.js").Match} Match */
/**
 * A state that goes without saying has an empty label. `count` is of notices; where there are none, of attached files.
 * @typedef {{value: string, label: string, count: number, files: boolean}} Choice
 */
/** @typedef {{column: Choice[], unit: Choice[], year: Choice[], state: Choice[]}} Facets */
/** What can be chosen of one document, as pairs of value and label. @typedef {Record<string, Array<[string, string]>>} Traits */

/**
 * @param {Match[]} matches
 * @param {import("./engine.js").Wish} wish
 * @returns {Promise<Match[]>} those that fit, in the same order
 */
export async function fits(matches, wish) {
  const wishes = Object.entries({ column: wish.column, unit: wish.unit, year: wish.year, state: wish.state });
  const set = wishes.filter(([, value]) => value);
  if (!set.length) return matches;
  const traits = await Promise.all(matches.map(traitsOf));
  return matches.filter((_, at) => set.every(([name, value]) => traits[at][name].some(([own]) => own === value)));
}

/**
 * @param {Match[]} notices
 * @param {Match[]} files
 * @returns {Promise<Facets>} the choices that occur: years newest first; of the others those of notices first, in each
 *   group the most frequent first
 */
export async function countChoices(notices, files) {
  /** @type {Record<string, Map<string, Choice>>} */
  const counted = { column: new Map(), unit: new Map(), year: new Map(), state: new Map() };
  const traits = await Promise.all(notices.concat(files).map(traitsOf));
  traits.forEach((some, at) => {
    const ofFile = at >= notices.length;
    for (const name of Object.keys(counted)) {
      for (const [value, words] of some[name]) {
        const choice = counted[name].get(value) || { value, label: words, count: 0, files: ofFile };
        if (choice.files === ofFile) choice.count += 1;
        counted[name].set(value, choice);
      }
    }
  });
  const byCount = (/** @type {string} */ name) =>
    Array.from(counted[name].values()).sort(
      (one, other) =>
        Number(one.files) - Number(other.files) || other.count - one.count || (one.value < other.value ? -1 : 1)
    );
  const year = byCount("year").sort((one, other) => (one.value < other.value ? 1 : -1));
  return { column: byCount("column"), unit: byCount("unit"), year, state: byCount("state") };
}

/**
 * @param {Match} match
 * @returns {Promise<Traits>}
 */
async function traitsOf(match) {
  const table = await facetsOf(match.block);
  const year = table.year[table.since.filter((/** @type {number} */ first) => first <= match.number).length - 1];
  const state = match.state;
  return {
    column: [table.columns[table.column[match.number]]],
    unit: table.unit[match.number].map((/** @type {number} */ at) => [table.units[at], table.units[at]]),
    year: [[year, year]],
    state: [[state, label(state)]],
  };
}
