/** Exact search over notices and hand-written pages; how the index is made stands in index/__init__.py. */

import { queryParts } from "./fold.js";
import { countChoices, fits } from "./search-facets.js";
import { hitOf, nameOf } from "./search-hits.js";
import { loadPart, loadTable, loadText } from "./search-load.js";
import { PLACES, placesOf } from "./search-match.js";
import { simplify } from "./search-simplify.js";
import { isListed, stateAt } from "./time.js";

const MOST_PAGES = 10;

/** @typedef {import("./search-match.js").Block} Block */
/** `age` counts from the newest. @typedef {{block: Block, number: number, place: number, state: string, age: number}} Match */
/** @typedef {{column?: string, unit?: string, year?: string, state?: string, sort?: string}} Wish */
/** @typedef {import("./search-hits.js").Hit} Hit */
/**
 * @typedef {{total: number, all: number, pages: Hit[], simplified: string,
 *   hits: (from: number, count: number) => Promise<Hit[]>, ids: () => Promise<string[]>,
 *   facets: () => Promise<import("./search-facets.js").Facets>}} Answer
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
  const index = parts.length ? await loadPart("index.js") : { n: [], p: [] };
  const found = await find(index, parts, now);
  if (parts.length && index.simplified && !found.notices.length && !found.pages.length) {
    const simplified = simplify(query, await loadText("simplified.js"));
    const again = simplified === query ? [] : queryParts(simplified);
    const more = again.length ? await find(index, again, now) : found;
    if (more.notices.length || more.pages.length) return answer(more, again, simplified, wish || {});
  }
  return answer(found, parts, "", wish || {});
}

/**
 * @param {{notices: Match[], pages: Match[]}} found
 * @param {string[]} parts
 * @param {string} simplified
 * @param {Wish} wish
 * @returns {Promise<Answer>}
 */
async function answer(found, parts, simplified, wish) {
  const wanted = await fits(found.notices, wish);
  const matches = wish.sort === "date" ? wanted.slice().sort((one, other) => one.age - other.age) : wanted;
  const pages = found.pages.slice(0, MOST_PAGES);
  return {
    total: matches.length,
    all: found.notices.length,
    pages: await Promise.all(pages.map((match) => hitOf(match, parts))),
    simplified,
    hits: (from, count) => Promise.all(matches.slice(from, from + count).map((match) => hitOf(match, parts))),
    ids: () => Promise.all(matches.map(nameOf)),
    facets: () => countChoices(found.notices),
  };
}

/**
 * @param {Record<string, any>} index
 * @param {string[]} parts folded
 * @param {number} now
 * @returns {Promise<{notices: Match[], pages: Match[]}>} best first
 */
async function find(index, parts, now) {
  const [notices, pages] = await Promise.all([matchesIn("n", index.n, parts, now), matchesIn("p", index.p, parts, now)]);
  return { notices, pages };
}

/**
 * @param {string} set
 * @param {Array<[string, number, number]>} listed
 * @param {string[]} parts
 * @param {number} now
 * @returns {Promise<Match[]>} best first
 */
async function matchesIn(set, listed, parts, now) {
  const blocks = listed.map(([name, bits, size]) => block(set, name, bits, size));
  const places = await Promise.all(parts.map((part) => placesOf(blocks, part)));
  const matches = await Promise.all(
    blocks.map(async (each, at) => {
      const worst = worstOf(places.map((part) => part[at]));
      const states = worst.some((place) => place !== PLACES.NOWHERE) ? await statesOf(each, now) : new Map();
      /** @type {Match[]} */
      const found = [];
      worst.forEach((place, number) => {
        if (place === PLACES.NOWHERE) return;
        found.push({ block: each, number, place, state: states.get(number) || "current", age: 0 });
      });
      return found.reverse();
    })
  );
  const newest = matches.reverse().reduce((all, some) => all.concat(some), []);
  newest.forEach((match, age) => {
    match.age = age;
  });
  return newest.sort((one, other) => one.place - other.place || gone(one) - gone(other) || one.age - other.age);
}

/**
 * @param {Uint8Array[]} parts places of each part of the query
 * @returns {Uint8Array} the worst of them, for each document
 */
function worstOf(parts) {
  return parts.slice(1).reduce((worst, places) => worst.map((place, at) => Math.max(place, places[at])), parts[0]);
}

/**
 * @param {string} set
 * @param {string} name
 * @param {number} bits
 * @param {number} size
 * @returns {Block}
 */
function block(set, name, bits, size) {
  const names = () => loadTable(`${set}/${name}/ids.js`);
  const key = async (/** @type {number} */ number) =>
    `${set}/text/${set === "n" ? (await names())[number] : `${name}-${number}`}.js`;
  return { set, name, bits, size, key };
}

/**
 * @param {Block} of
 * @param {number} now
 * @returns {Promise<Map<number, string>>} states by number, where there is more to say than that the notice is in force
 */
async function statesOf(of, now) {
  /** @type {Array<[number, object]>} */
  const times = await loadTable(`${of.set}/${of.name}/times.js`);
  return new Map(times.map(([number, facts]) => [number, stateAt(Object.assign({ p: -Infinity }, facts), now)]));
}

/**
 * @param {Match} match
 * @returns {number} 1 when it is no longer in force
 */
function gone(match) {
  return isListed(match.state) ? 0 : 1;
}
