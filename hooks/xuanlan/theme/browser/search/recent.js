/** Recent searches. They stay on this device, where the browser lets us. */

import { all, make } from "../shared/dom.js";
import { searchHref } from "./address.js";

const RECENT_KEY = "xuanlan-recent";
const MOST_RECENT = 8;
const LONGEST_RECENT = 200;

/** @returns {string[]} newest first */
function recentSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT_KEY) || "[]");
    return kept.filter((/** @type {unknown} */ one) => typeof one === "string" && one).slice(0, MOST_RECENT);
  } catch (error) {
    return [];
  }
}

/** @param {string} query a search that the reader meant as it stands */
export function rememberSearch(query) {
  const text = query.trim();
  if (!text || text.length > LONGEST_RECENT) return;
  const others = recentSearches().filter((one) => one !== text);
  keepRecent([text, ...others].slice(0, MOST_RECENT));
}

/** @param {string[]} searches */
function keepRecent(searches) {
  try {
    if (searches.length) localStorage.setItem(RECENT_KEY, JSON.stringify(searches));
    else localStorage.removeItem(RECENT_KEY);
  } catch (error) {
    // Then there are none.
  }
}

/** @param {boolean} wanted whether the list, if there is one, is to be seen */
export function showRecent(wanted) {
  for (const section of all("[data-recent]")) {
    const searches = wanted ? recentSearches() : [];
    for (const list of all("ul", section)) {
      list.textContent = "";
      for (const query of searches) list.append(make("li", {}, [make("a", { href: searchHref(query) }, [query])]));
    }
    section.hidden = !searches.length;
  }
}

/** @param {() => void} after called when the reader has cleared the list */
export function startRecent(after) {
  for (const button of all("[data-recent-clear]")) {
    button.addEventListener("click", () => {
      keepRecent([]);
      showRecent(false);
      after();
    });
  }
}
