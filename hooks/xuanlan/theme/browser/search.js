/** Search by title, document number and unit: the results page, and window.xuanlan.search on every page. */

import { now } from "./clock.js";
import { all, make, setText, siteHref } from "./dom.js";
import { hitRanges, queryParts } from "./fold.js";
import { loadTitles } from "./load-titles.js";
import { find } from "./rank.js";
import { TEXTS } from "./texts.js";
import { fill, label } from "./words.js";

const AT_ONCE = 50;

/** Offers the search to other scripts and answers the query in the address, if this is the results page. */
export function startSearch() {
  window.xuanlan = Object.assign(window.xuanlan || {}, { search });
  const results = document.getElementById("search-results");
  if (results) showResults(results, new URLSearchParams(window.location.search).get("q") || "");
}

/**
 * @param {string} query
 * @returns {Promise<{total: number, ids: string[], hits: import("./rank.js").Hit[]}>} all that match, best first
 */
async function search(query) {
  const hits = find(await loadTitles(), query, now());
  return { total: hits.length, ids: hits.map((hit) => hit.id), hits };
}

/**
 * @param {HTMLElement} results
 * @param {string} query
 */
async function showResults(results, query) {
  for (const box of all('form[data-search] input[name="q"]')) /** @type {HTMLInputElement} */ (box).value = query;
  // Only the sentence with the count is announced; a list in a live region would be read out whole.
  results.setAttribute("aria-live", "off");
  results.textContent = "";
  const status = make("span", { role: "status" });
  results.append(make("h2", { class: "xl-results__count" }, [status]));
  const parts = queryParts(query);
  if (!parts.length) {
    finish(results, status, TEXTS.search.hint, 0);
    return;
  }
  setText(status, TEXTS.search.busy);
  try {
    const { total, hits } = await search(query);
    const shown = query.trim();
    if (total) showHits(results, hits, parts);
    finish(results, status, fill(total ? TEXTS.search.count : TEXTS.search.none, { total, query: shown }), total);
  } catch (error) {
    setText(status, TEXTS.search.failed);
    results.setAttribute("data-failed", "true");
  }
}

/**
 * @param {HTMLElement} results
 * @param {HTMLElement} status
 * @param {string} words
 * @param {number} total
 */
function finish(results, status, words, total) {
  setText(status, words);
  results.setAttribute("data-total", String(total));
  results.setAttribute("data-ready", "true");
}

/**
 * The first hits, and a button for more: a query of one character may find thousands.
 * @param {HTMLElement} results
 * @param {import("./rank.js").Hit[]} hits
 * @param {string[]} parts
 */
function showHits(results, hits, parts) {
  const list = make("ol", { class: "xl-list xl-results__list" });
  const more = make("button", { type: "button", class: "xl-results__more" });
  let shown = 0;
  const showMore = () => {
    const batch = hits.slice(shown, shown + AT_ONCE);
    shown += batch.length;
    const entries = batch.map((hit) => makeEntry(hit, parts));
    list.append(...entries);
    more.hidden = shown >= hits.length;
    setText(more, fill(TEXTS.search.more, { count: Math.min(AT_ONCE, hits.length - shown) }));
    return entries[0];
  };
  more.addEventListener("click", () => {
    const link = showMore().querySelector("a");
    if (link) link.focus();
  });
  showMore();
  results.append(list, more);
}

/**
 * @param {import("./rank.js").Hit} hit
 * @param {string[]} parts
 * @returns {HTMLElement}
 */
function makeEntry(hit, parts) {
  const href = siteHref(`n/${encodeURIComponent(hit.id)}/index.html`);
  const title = make("span", { class: "xl-entry__title" }, [
    make("a", { "data-hit": hit.id, href }, marked(hit.title, parts)),
  ]);
  const words = label(hit.state);
  if (words) title.append(" ", make("span", { class: `xl-tag xl-tag--${hit.state}` }, [words]));
  const meta = make("span", { class: "xl-entry__meta" });
  for (const text of [hit.doc_no, hit.unit]) {
    if (text) meta.append(make("span", { class: "xl-entry__unit" }, marked(text, parts)), " ");
  }
  meta.append(make("time", { class: "xl-date", datetime: hit.date }, [hit.date]));
  return make("li", { class: "xl-entry" }, [title, " ", meta]);
}

/**
 * @param {string} text
 * @param {string[]} parts
 * @returns {Array<Node | string>} the text with its hits in <mark>
 */
function marked(text, parts) {
  /** @type {Array<Node | string>} */
  const pieces = [];
  let at = 0;
  for (const [start, end] of hitRanges(text, parts)) {
    pieces.push(text.slice(at, start), make("mark", {}, [text.slice(start, end)]));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}
