/** The results page: answers the search, and keeps box, filters and address in agreement. */

import { now } from "../shared/clock.js";
import { queryParts } from "../shared/folding.js";
import { rememberSearch, showRecent, startRecent } from "./recent.js";
import { isSifting, NO_SIFTING, readAddress, writeAddress } from "./address.js";
import { listenToBoxes, searchBoxes, showQuery } from "../shared/search-boxes.js";
import { lookUp } from "./engine.js";
import { lookFurther } from "./further.js";
import { hotlinesFor } from "./hotlines.js";
import { countFilters, showFilters, startFilters } from "./filters.js";
import { listenToArrows } from "./keys.js";
import { addShorter } from "./none.js";
import { markUnready, showAnswer, showBusy, showFailure, showNothing, tellCount } from "./results.js";
import { TEXTS } from "../shared/texts.js";

/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {Pick<import("./results.js").View, "answer" | "hits" | "files" | "calls" | "further">} Shown */

const AT_ONCE = 10;
/** Milliseconds after an answer before it is announced and extras are loaded: the reader may still be typing. */
const SETTLED = 700;

/** @param {HTMLElement} results */
export function startSearchPage(results) {
  const page = new SearchPage(results);
  listenToBoxes(
    () => page.touch(),
    (query, settled) => page.type(query, settled)
  );
  listenToArrows(results);
  startRecent(() => page.focusBox());
  startFilters(
    (wish) => page.sift(wish),
    () => page.count()
  );
  results.addEventListener("click", (event) => {
    const target = event.target instanceof Element && event.target.closest("a[data-hit], a[data-file-hit], a[data-file-notice], a[data-page-hit]");
    if (target) page.remember();
  });
  window.addEventListener("popstate", () => page.restore());
  page.restore();
}

class SearchPage {
  /** @param {HTMLElement} results */
  constructor(results) {
    this.results = results;
    this.title = document.title;
    /** @type {Asked} */
    this.asked = { query: "", wish: Object.assign({ sort: "" }, NO_SIFTING), shown: 0 };
    /** Counts the searches: an answer to an earlier one is not wanted any more. */
    this.turn = 0;
    this.timer = 0;
    /** @type {import("./engine.js").Answer | null} the one on show */
    this.answer = null;
  }

  /** Runs the search in the address. */
  restore() {
    const asked = readAddress();
    if (this.turn && sameSearch(asked, this.asked)) return;
    this.asked = asked;
    showQuery(asked.query);
    this.remember();
    this.run(true);
  }

  /** The reader types: drops the search under way. */
  touch() {
    this.turn += 1;
    clearTimeout(this.timer);
    markUnready(this.results);
  }

  /**
   * @param {string} query
   * @param {boolean} settled whether the reader means it as it stands
   */
  type(query, settled) {
    this.ask({ query }, settled);
    if (settled) this.remember();
  }

  /** @param {Record<string, string>} wish what is new in it */
  sift(wish) {
    this.ask({ wish: Object.assign({}, this.asked.wish, wish) }, true);
  }

  /**
   * @param {Partial<Asked>} change
   * @param {boolean} settled
   */
  ask(change, settled) {
    const asked = Object.assign({}, this.asked, change);
    if (!sameSearch(asked, this.asked)) asked.shown = 0;
    this.asked = asked;
    writeAddress(asked);
    this.run(settled);
  }

  /** Counts the choices of the filters for the answer on show. */
  count() {
    const mine = this.turn;
    if (this.answer) countFilters(this.answer, this.asked.wish, () => mine !== this.turn);
  }

  /** @param {number} shown how many hits the reader has before him */
  keep(shown) {
    if (!this.answer) return;
    this.asked.shown = shown;
    writeAddress(this.asked);
  }

  remember() {
    if (queryParts(this.asked.query).length) rememberSearch(this.asked.query);
  }

  focusBox() {
    const boxes = searchBoxes();
    if (boxes.length) boxes[boxes.length - 1].focus();
  }

  /** @param {boolean} settled */
  async run(settled) {
    this.turn += 1;
    const mine = this.turn;
    const stale = () => mine !== this.turn;
    const { query, wish, shown } = this.asked;
    const empty = !queryParts(query).length;
    clearTimeout(this.timer);
    this.answer = null;
    document.title = empty ? this.title : `${query.trim()} - ${this.title}`;
    showRecent(empty);
    if (empty) {
      showFilters(wish, false);
      showNothing(this.results, settled && mine > 1 ? TEXTS.search.hint : "");
      return;
    }
    const busy = showBusy(this.results);
    try {
      const exact = await lookUp(query, now(), wish);
      const calls = await hotlinesFor(exact.simplified || query);
      const nothing = !exact.all && !exact.files.all && !exact.pages.length && !calls.length;
      const further = nothing ? await lookFurther(query, now(), wish) : null;
      const answer = further ? further.answer : exact;
      const first = Promise.all([answer.hits(0, Math.max(AT_ONCE, shown)), answer.files.hits(0, AT_ONCE)]);
      const [hits, files] = await first;
      if (!stale()) this.show({ answer, hits, files, calls, further }, settled, stale);
    } catch (error) {
      if (!stale()) showFailure(this.results, error, () => this.run(true));
    } finally {
      clearTimeout(busy);
    }
  }

  /**
   * @param {Shown} shown
   * @param {boolean} settled
   * @param {() => boolean} stale
   */
  show(shown, settled, stale) {
    const { query, wish } = this.asked;
    const { answer } = shown;
    this.answer = answer;
    const advice = showAnswer(this.results, {
      ...shown,
      query,
      step: AT_ONCE,
      sifting: isSifting(wish),
      keep: (shown) => this.keep(shown),
    });
    showFilters(wish, answer.all > 0 || answer.files.all > 0 || isSifting(wish));
    this.count();
    const rest = () => {
      tellCount(this.results);
      if (advice) addShorter(advice, query, stale);
    };
    this.timer = window.setTimeout(rest, settled ? 0 : SETTLED);
  }
}

/**
 * @param {Asked} one
 * @param {Asked} other
 * @returns {boolean} whether both have the same hits in the same order
 */
function sameSearch(one, other) {
  const [first, second] = [one, other].map((asked) => JSON.stringify([queryParts(asked.query), asked.wish]));
  return first === second;
}
