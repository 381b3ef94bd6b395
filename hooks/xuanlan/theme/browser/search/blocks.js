/** Blocks of the search index and what their tables say of single documents; index/__init__.py describes the files. */

import { loadTable, loadText } from "./load.js";
import { isListed, listRemoved, stateAt } from "../shared/schedule.js";

/** `edition` changes with the content of the block's files; `bits`: binary logarithm of the number of list files, `initials` of those of initials of titles. */
/** @typedef {{set: string, name: string, bits: number, size: number, edition: string, initials?: number}} Block */
/** @typedef {{state: string, removed: boolean}} Standing `removed`: whether the list of names has been taken down */

export const NOTICES = "n";
export const PAGES = "p";
export const FILES = "a";
/** How many characters tell the files of one notice apart, a hyphen before them included. */
const TAG = 13;
/** @type {Standing} */
const IN_FORCE = { state: "current", removed: false };

/**
 * @param {string} set
 * @param {Array<[string, number, number, string, number?]>} [listed] none in an index that is older than the set
 * @returns {Block[]}
 */
export function blocksOf(set, listed) {
  return (listed || []).map(([name, bits, size, edition, initials]) => ({ set, name, bits, size, edition, initials }));
}

/**
 * @param {Block} block
 * @param {number} number
 * @returns {Promise<string>} id of a notice, address of a page, name of a file in the index
 */
export async function nameOf(block, number) {
  return (await loadTable(`${block.set}/${block.name}/ids.js`, block.edition))[number];
}

/**
 * @param {Block} block
 * @param {number} number
 * @returns {Promise<string>} the lines of the document's text file
 */
export async function textOf(block, number) {
  const key = block.set === PAGES ? `${block.name}-${number}` : (await nameOf(block, number)).split("/")[0];
  return loadText(`${block.set}/text/${key}.js`, block.edition);
}

/**
 * @param {string} name of a file in the index
 * @returns {{notice: string, file: string}} the id of its notice, and its name beside that
 */
export function splitName(name) {
  const at = name.indexOf("/");
  return { notice: name.slice(0, at - TAG), file: name.slice(at + 1) };
}

/**
 * @param {Block} block
 * @param {string} text the lines of a document's text file
 * @returns {{head: string[], body: string}} `head`: title, document number, unit, kind, date, lengths of the phrases of
 *   the title, of a file the title of its notice
 */
export function partsOf(block, text) {
  const lines = text.split("\n");
  const length = block.set === FILES ? 7 : 6;
  return { head: lines.slice(0, length), body: lines.slice(length).join("\n") };
}

/**
 * @param {Block} block
 * @returns {Promise<any>} column, unit and year of its documents
 */
export function facetsOf(block) {
  return loadTable(`${block.set}/${block.name}/facets.js`, block.edition);
}

/**
 * @param {Block} block
 * @param {number} now
 * @returns {Promise<(number: number) => Standing>}
 */
export async function standingsOf(block, now) {
  /** @type {Array<[number, object]>} */
  const times = await loadTable(`${block.set}/${block.name}/times.js`, block.edition);
  const known = new Map(
    times.map(([number, facts]) => {
      const all = Object.assign({ p: -Infinity }, facts);
      return [number, { state: stateAt(all, now), removed: listRemoved(all, now) }];
    })
  );
  return (number) => known.get(number) || IN_FORCE;
}

/**
 * @param {string} state
 * @returns {number} 1 when a notice in this state is no longer in force
 */
export function gone(state) {
  return isListed(state) ? 0 : 1;
}
