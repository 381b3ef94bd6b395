/** The search in the address of the results page: it can be sent to a colleague, or come back to. */

import { siteHref } from "../shared/dom.js";

/** @typedef {{column: string, unit: string, year: string, state: string, sort: string}} Wish "": not set */
/** @typedef {{query: string, wish: Wish, shown: number}} Asked `shown`: how many hits were on the page */

/** The filters of a wish, none of them set. */
export const NO_SIFTING = { column: "", unit: "", year: "", state: "" };
/** Most hits that are fetched at once for a reader who comes back. */
const MOST_SHOWN = 100;
const NAMES = /** @type {Array<keyof Wish>} */ (["column", "unit", "year", "state", "sort"]);

/** @returns {Asked} */
export function readAddress() {
  const given = new URLSearchParams(window.location.search);
  const wish = Object.assign({ sort: "" }, NO_SIFTING);
  for (const name of NAMES) wish[name] = given.get(name) || "";
  return { query: given.get("q") || "", wish, shown: recallShown() };
}

/** @returns {number} how many hits were on the page; 0 when unknown: some pages may not use the history */
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
 * @returns {string} the address of the results page for it
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
