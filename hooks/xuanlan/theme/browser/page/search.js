/** Full-text search on every page: its script is loaded when somebody asks, or when this is the results page. */

import { failureWords } from "../shared/failures.js";
import { SCRIPTS } from "../shared/scripts.js";
import { loadScript } from "../shared/load-script.js";
import { startSearchBoxes } from "../shared/search-boxes.js";

/** Offers the search to other scripts, looks after the boxes and, on the results page, answers what is asked. */
export function startSearch() {
  const search = async (/** @type {string} */ query) => (await reader()).search(query);
  window.xuanlan = Object.assign(window.xuanlan || {}, { search });
  startSearchBoxes();
  const results = document.getElementById("search-results");
  if (results) reader().then((found) => found.startSearchPage(results), (error) => admitFailure(results, error));
}

/** @returns {Promise<NonNullable<Window["xuanlanSearch"]>>} rejected when the script cannot be loaded */
async function reader() {
  if (!window.xuanlanSearch) await loadScript(SCRIPTS["search.js"]);
  if (!window.xuanlanSearch) throw new Error("search.js does not run here");
  return window.xuanlanSearch;
}

/**
 * @param {HTMLElement} results
 * @param {unknown} error
 */
function admitFailure(results, error) {
  results.textContent = failureWords(error);
  results.setAttribute("data-failed", "true");
}
