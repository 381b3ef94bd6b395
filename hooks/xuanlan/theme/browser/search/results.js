/** What stands in #search-results: a sentence with the count, notices, files, pages of docs/, or why there is nothing. */

import { all, make, setText } from "../shared/dom.js";
import { failureWords } from "../shared/failures.js";
import { queryParts, signsIn } from "../shared/folding.js";
import { fileEntry, noticeEntry, pageEntry } from "./entries.js";
import { makeCalls } from "./calls.js";
import { makeAdvice } from "./none.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./hits.js").Hit} Hit */
/** @typedef {import("./further.js").Further} Further */
/**
 * `hits` and `files` are the first of the answer's; `calls` are hotlines that were asked for; `further` says that the answer is
 * to less than the query; `step` more are shown at a time; `sifting` says that a filter is set,
 * which no page of docs/ can meet; `keep` is told how many hits are shown.
 * @typedef {{answer: Answer, hits: Hit[], files: Hit[], calls: import("./hotlines.js").Hotline[], further: Further | null, query: string, sifting: boolean, step: number,
 *   keep: (shown: number) => void}} View
 */
/**
 * Hits that are shown by and by: the `first` of them, how one becomes a list `entry`, attribute and words of the `button`.
 * @typedef {{found: import("./engine.js").Hits, first: Hit[], entry: (hit: Hit) => HTMLElement, button: string,
 *   more: string, keep: (shown: number) => void}} Series
 */

const PATIENCE = 200;
const LONGEST_SHOWN = 40;

/**
 * Says that a search is under way, unless the answer comes before it could be read.
 * @param {HTMLElement} results
 * @returns {number} the timer, to be cleared with the answer
 */
export function showBusy(results) {
  markUnready(results);
  results.removeAttribute("data-failed");
  const say = () => {
    const count = results.querySelector("[data-count]");
    if (count) setText(count, TEXTS.search.busy);
    else redraw(results, [makeCount(TEXTS.search.busy)]);
    tellStatus(TEXTS.search.busy);
  };
  if (!results.hasChildNodes()) redraw(results, [makeCount(TEXTS.search.busy)]);
  return window.setTimeout(say, PATIENCE);
}

/** @param {HTMLElement} results what it shows is no longer what is asked */
export function markUnready(results) {
  results.setAttribute("data-ready", "false");
}

/**
 * @param {HTMLElement} results
 * @param {string} hint for a reader who asked for nothing; may be empty
 */
export function showNothing(results, hint) {
  redraw(results, hint ? [make("p", { class: "xl-results__note" }, [hint])] : []);
  tellStatus(hint);
  finish(results, 0);
}

/**
 * @param {HTMLElement} results
 * @param {unknown} error
 * @param {() => void} retry
 */
export function showFailure(results, error, retry) {
  const words = failureWords(error);
  const again = make("button", { type: "button", class: "xl-button" }, [TEXTS.search.again]);
  again.addEventListener("click", retry);
  redraw(results, [makeCount(words), again]);
  tellStatus(words);
  results.setAttribute("data-failed", "true");
}

/**
 * @param {HTMLElement} results
 * @param {View} view
 * @returns {HTMLElement | null} the place for advice when nothing at all was found
 */
export function showAnswer(results, view) {
  const { answer, query, sifting } = view;
  const { further } = view;
  const parts = further ? further.parts : queryParts(answer.simplified || query);
  const pages = sifting ? [] : answer.pages;
  const shown = shorten(query.trim());
  const calls = sifting || !view.calls.length ? [] : [makeCalls(view.calls)];
  const nodes = [...calls, makeCount(countWords(view, shown)), makePrinted(query)];
  if (further) nodes.push(make("p", { class: "xl-results__note", "data-further": "" }, [further.note]));
  else if (answer.simplified) {
    const words = fill(TEXTS.search.simplified, { query: shown, simplified: shorten(answer.simplified.trim()) });
    nodes.push(make("p", { class: "xl-results__note" }, [words]));
  }
  if (answer.total && answer.files.total) nodes.push(makeWay(answer.files.total));
  if (answer.total) nodes.push(...makeNotices(view, parts));
  if (answer.files.total) nodes.push(makeFiles(view, parts));
  if (pages.length) nodes.push(makePages(pages, parts));
  const advice = further && further.parts.length ? makeAdvice() : answer.all || answer.files.all || pages.length || calls.length ? null : makeAdvice();
  if (advice) nodes.push(advice);
  redraw(results, nodes);
  finish(results, answer.total);
  return advice;
}

/** @param {HTMLElement} results whose sentence is announced; a list in a live region would be read out whole */
export function tellCount(results) {
  const said = all("#xl-results-calls, [data-hotline-hit] a, [data-count], [data-further], .xl-results__way", results).map((element) => element.textContent || "");
  tellStatus(said.join("\uff0c"));
}

/** @param {string} words */
function tellStatus(words) {
  for (const status of all("[data-search-status]")) setText(status, words);
}

/**
 * @param {HTMLElement} results
 * @param {number} total
 */
function finish(results, total) {
  results.setAttribute("data-total", String(total));
  results.setAttribute("data-ready", "true");
}

/**
 * Puts `nodes` in place of what stands there. A reader whose focus was among it goes on at the first link.
 * @param {HTMLElement} results
 * @param {HTMLElement[]} nodes
 */
function redraw(results, nodes) {
  const inside = results.contains(document.activeElement);
  results.textContent = "";
  results.append(...nodes);
  const next = all("li a, button", results)[0] || all("a", results)[0];
  if (inside && next) next.focus();
}

/**
 * @param {View} view
 * @param {string} query as it is shown
 * @returns {string}
 */
function countWords(view, query) {
  const { total, files } = view.answer;
  const pages = !view.sifting && view.answer.pages.length;
  const texts = TEXTS.search;
  if (view.sifting && view.answer.all) return fill(texts.sifted, { all: view.answer.all, total });
  if (total) return fill(texts.count, { total });
  if (files.total) return fill(pages ? texts.only_files_and_pages : texts.only_files, { query });
  if (!pages && !view.sifting && view.calls.length) return fill(texts.only_calls, { query });
  return fill(pages ? texts.only_pages : texts.none, { query });
}

/**
 * @param {string} words
 * @returns {HTMLElement}
 */
function makeCount(words) {
  return make("h2", { class: "xl-results__count", "data-count": "" }, [words]);
}

/**
 * @param {string} query
 * @returns {HTMLElement} the query in words, for paper, where the box is hidden
 */
function makePrinted(query) {
  return make("p", { class: "xl-print-only" }, [fill(TEXTS.search.printed, { query: query.trim() })]);
}

/**
 * The first hits, and a button for more: a query of one character may find thousands.
 * @param {Series} series
 * @param {number} step how many more are shown at a time
 * @returns {HTMLElement[]}
 */
function makeSeries(series, step) {
  const { found } = series;
  const list = make("ol", { class: "xl-results__list" });
  const more = make("button", { type: "button", class: "xl-button xl-results__more", [series.button]: "" });
  let shown = 0;
  /** @param {Hit[]} hits */
  const show = (hits) => {
    const entries = hits.map(series.entry);
    shown += entries.length;
    list.append(...entries);
    more.hidden = shown >= found.total;
    setText(more, fill(series.more, { count: Math.min(step, found.total - shown) }));
    return entries[0];
  };
  more.addEventListener("click", async () => {
    const before = shown;
    setText(more, TEXTS.search.busy);
    try {
      const hits = await found.hits(before, step);
      if (shown !== before || !more.isConnected) return;
      const waiting = document.activeElement === more || document.activeElement === document.body;
      const link = show(hits).querySelector("a");
      if (link && waiting) link.focus();
      series.keep(shown);
    } catch (error) {
      setText(more, TEXTS.search.again);
    }
  });
  show(series.first);
  return [list, more];
}

/**
 * @param {View} view
 * @param {string[]} parts
 * @returns {HTMLElement[]}
 */
function makeNotices(view, parts) {
  const entry = (/** @type {Hit} */ hit) => noticeEntry(hit, parts);
  const { answer: found, hits: first, keep, step } = view;
  return makeSeries({ found, first, entry, button: "data-more", more: TEXTS.search.more, keep }, step);
}

/**
 * @param {View} view
 * @param {string[]} parts
 * @returns {HTMLElement} attached files
 */
function makeFiles(view, parts) {
  const entry = (/** @type {Hit} */ hit) => fileEntry(hit, parts);
  const { files: found } = view.answer;
  const texts = TEXTS.search;
  const series = { found, first: view.files, entry, button: "data-more-files", more: texts.more_files, keep: () => {} };
  const note = make("p", { class: "xl-results__note" }, [fill(texts.files_note, { total: found.total })]);
  return makeSection("files", texts.files, [note, ...makeSeries(series, view.step)]);
}

/**
 * @param {number} total of the attached files
 * @returns {HTMLElement} the way to them, past the notices
 */
function makeWay(total) {
  const button = make("button", { type: "button" }, [fill(TEXTS.search.also_files, { total })]);
  button.addEventListener("click", () => {
    const first = all("a[data-file-hit]")[0];
    const title = document.getElementById("xl-results-files");
    if (first) first.focus();
    if (title) title.scrollIntoView();
  });
  return make("p", { class: "xl-results__way" }, [button]);
}

/**
 * @param {Hit[]} pages
 * @param {string[]} parts
 * @returns {HTMLElement}
 */
function makePages(pages, parts) {
  const entries = pages.map((page) => pageEntry(page, parts));
  return makeSection("pages", TEXTS.search.pages, [make("ol", { class: "xl-results__list" }, entries)]);
}

/**
 * @param {string} name
 * @param {string} words of its heading
 * @param {HTMLElement[]} content
 * @returns {HTMLElement}
 */
function makeSection(name, words, content) {
  const title = make("h2", { class: "xl-results__title", id: `xl-results-${name}` }, [words]);
  return make("section", { class: "xl-results__section", "aria-labelledby": title.id }, [title, ...content]);
}

/**
 * @param {string} text
 * @returns {string} short enough for a sentence
 */
function shorten(text) {
  const signs = signsIn(text);
  return signs.length > LONGEST_SHOWN ? signs.slice(0, LONGEST_SHOWN).join("") + "\u2026" : text;
}
