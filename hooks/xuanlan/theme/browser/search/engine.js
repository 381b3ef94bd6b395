/** Exact search over notices, attached files and hand-written pages; how the index is made stands in index/__init__.py. */

import { queryParts } from "../shared/folding.js";
import { blocksOf, FILES, gone, nameOf, NOTICES, PAGES, standingsOf } from "./blocks.js";
import { countChoices, fits } from "./facets.js";
import { hitsOf } from "./hits.js";
import { loadIndex, loadText } from "./load.js";
import { PLACES, placesOf } from "./match.js";
import { simplify } from "./simplify.js";

const MOST_PAGES = 10;

/** @typedef {import("./blocks.js").Block} Block */
/**
 * `age` counts from the newest; the text of a notice whose list is `removed` must not be shown.
 * @typedef {{block: Block, number: number, place: number, state: string, removed: boolean, age: number}} Match
 */
/** @typedef {{notices: Match[], pages: Match[], files: Match[]}} Found best first */
/** @typedef {{column?: string, unit?: string, year?: string, state?: string, sort?: string}} Wish */
/** @typedef {import("./hits.js").Hit} Hit */
/**
 * `all` counts what was found before the wishes left something out, `total` what is left.
 * @typedef {{total: number, all: number, hits: (from: number, count: number) => Promise<Hit[]>}} Hits
 */
/**
 * The hits of an answer itself are notices.
 * @typedef {Hits & {files: Hits, pages: Hit[], simplified: string, ids: () => Promise<string[]>,
 *   facets: () => Promise<import("./facets.js").Facets>}} Answer
 */

/**
 * Everything that holds every part of `query` in its title, document number or text.
 * @param {string} query
 * @param {number} now epoch seconds
 * @param {Wish} wish what the notices shall be, and in which order
 * @returns {Promise<Answer>} rejected when a file of the index cannot be loaded
 */
export async function lookUp(query, now, wish) {
  const parts = queryParts(query);
  if (!parts.length) return answerTo({ notices: [], pages: [], files: [] }, parts, "", wish || {});
  const found = await findAnew(parts, now);
  if (isEmpty(found) && (await loadIndex()).simplified) {
    const simplified = simplify(query, await loadText("simplified.js", "").catch(() => ""));
    const again = simplified === query ? [] : queryParts(simplified);
    const more = again.length ? await find(await loadIndex(), again, now) : found;
    if (!isEmpty(more)) return answerTo(more, again, simplified, wish || {});
  }
  return answerTo(found, parts, "", wish || {});
}

/**
 * @param {Found} found
 * @returns {boolean}
 */
function isEmpty(found) {
  return !found.notices.length && !found.pages.length && !found.files.length;
}

/**
 * @param {string[]} parts
 * @param {number} now
 * @returns {Promise<Found>} with a fresh list of blocks if the loaded one does not fit the files on the server
 */
async function findAnew(parts, now) {
  try {
    return await find(await loadIndex(), parts, now);
  } catch (error) {
    return find(await loadIndex(true), parts, now);
  }
}

/**
 * @param {Found} found
 * @param {string[]} parts
 * @param {string} simplified
 * @param {Wish} wish
 * @returns {Promise<Answer>}
 */
export async function answerTo(found, parts, simplified, wish) {
  const [notices, files] = await Promise.all([wished(found.notices, wish), wished(found.files, wish)]);
  return Object.assign(counted(notices, found.notices, parts), {
    files: counted(files, found.files, parts),
    pages: await hitsOf(found.pages.slice(0, MOST_PAGES), parts),
    simplified,
    ids: () => Promise.all(notices.map((match) => nameOf(match.block, match.number))),
    facets: () => countChoices(found.notices, found.files),
  });
}

/**
 * @param {Match[]} matches
 * @param {Wish} wish
 * @returns {Promise<Match[]>}
 */
async function wished(matches, wish) {
  const fitting = await fits(matches, wish);
  return wish.sort === "date" ? fitting.slice().sort((one, other) => one.age - other.age) : fitting;
}

/**
 * @param {Match[]} matches
 * @param {Match[]} before
 * @param {string[]} parts
 * @returns {Hits}
 */
function counted(matches, before, parts) {
  const hits = (/** @type {number} */ from, /** @type {number} */ count) =>
    hitsOf(matches.slice(from, from + count), parts);
  return { total: matches.length, all: before.length, hits };
}

/**
 * @param {Record<string, any>} index
 * @param {string[]} parts folded
 * @param {number} now
 * @returns {Promise<Found>}
 */
async function find(index, parts, now) {
  const sets = [NOTICES, PAGES, FILES].map((set) => matchesIn(blocksOf(set, index[set]), parts, now));
  const [notices, pages, files] = await Promise.all(sets);
  return { notices, pages, files };
}

/**
 * @param {Block[]} blocks
 * @param {string[]} parts
 * @param {number} now
 * @returns {Promise<Match[]>} best first
 */
async function matchesIn(blocks, parts, now) {
  return ranked(blocks, await Promise.all(parts.map((part) => placesOf(blocks, part))), now);
}

/**
 * @param {Block[]} blocks
 * @param {Uint8Array[][]} places of each part of a query, where it stands in each block
 * @param {number} now
 * @returns {Promise<Match[]>} the documents that hold all parts, best first
 */
export async function ranked(blocks, places, now) {
  const matches = await Promise.all(blocks.map((block, at) => matchesOf(block, places.map((part) => part[at]), now)));
  const newest = matches.reverse().reduce((all, some) => all.concat(some), []);
  newest.forEach((match, age) => {
    match.age = age;
  });
  return newest.sort((one, other) => one.place - other.place || gone(one.state) - gone(other.state) || one.age - other.age);
}

/**
 * @param {Block} block
 * @param {Uint8Array[]} parts where each part of the query stands, for each document
 * @param {number} now
 * @returns {Promise<Match[]>} the newest first; the place of a document is the worst place of the query's parts
 */
async function matchesOf(block, parts, now) {
  const worst = parts.slice(1).reduce((all, places) => all.map((place, at) => Math.max(place, places[at])), parts[0]);
  if (worst.every((place) => place === PLACES.NOWHERE)) return [];
  const standing = await standingsOf(block, now);
  /** @type {Match[]} */
  const found = [];
  worst.forEach((place, number) => {
    const { state, removed } = standing(number);
    if (place === PLACES.NOWHERE || (removed && (place >= PLACES.BODY || block.set === FILES))) return;
    found.push({ block, number, place, state, removed, age: 0 });
  });
  return found.reverse();
}
