/** What is searched, as the address of the results page says it: to be sent to a colleague, or come back to. */

import { siteHref } from "../shared/dom.js";

/** @typedef {{column: string, unit: string, year: string, state: string, sort: string}} Wish "" is no wish */
/** @typedef {{query: string, wish: Wish, shown: number}} Asked `shown`: how many hits the reader had before him */

/** The wishes that leave some notices out, at rest. */
export const NO_SIFTING = { column: "", unit: "", year: "", state: "" };
/** So many hits are fetched at once for a reader who comes back. */
const MOST_SHOWN = 100;
const NAMES = /** @type {Array<keyof Wish>} */ (["column", "unit", "year", "state", "sort"]);

/** @returns {Asked} */
export function readAddress() {
  const given = new URLSearchParams(window.location.search);
  const wish = Object.assign({ sort: "" }, NO_SIFTING);
  for (const name of NAMES) wish[name] = given.get(name) || "";
  return { query: given.get("q") || "", wish, shown: recallShown() };
}

/** @returns {number} 0 when unknown; history is refused to some pages */
function recallShown() {
  try {
    const shown = Number(window.history.state && window.history.state.shown) || 0;
    return Math.min(shown, MOST_SHOWN);
  } catch (error) {
    return 0;
  }
}

/** @param {Asked} asked */
export function writeAddress(asked) {
  const { pathname, hash } = window.location;
  const search = searchPart(asked.query, asked.wish);
  try {
    window.history.replaceState({ shown: asked.shown }, "", (search || pathname) + hash);
  } catch (error) {
    // Then only the address stays behind.
  }
}

/**
 * @param {string} query
 * @returns {string} where the results page answers it
 */
export function searchHref(query) {
  return siteHref("search/index.html") + searchPart(query);
}

/**
 * @param {string} query
 * @param {Wish} [wish]
 * @returns {string} the part of an address that begins with "?"; empty without a query
 */
function searchPart(query, wish) {
  if (!query.trim()) return "";
  const params = new URLSearchParams({ q: query.trim() });
  for (const name of NAMES) {
    if (wish && wish[name]) params.set(name, wish[name]);
  }
  return `?${params}`;
}

/**
 * @param {Wish} wish
 * @returns {boolean} whether it leaves some notices out
 */
export function isSifting(wish) {
  return NAMES.some((name) => name !== "sort" && wish[name] !== "");
}
