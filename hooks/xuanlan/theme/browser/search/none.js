/** What helps when nothing was found: the parts of the query that have hits on their own, and whom to call. */

import { now } from "../shared/clock.js";
import { make, siteHref } from "../shared/dom.js";
import { queryParts, signsIn } from "../shared/folding.js";
import { searchHref } from "./address.js";
import { lookUp } from "./engine.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

const MOST_SHORTER = 4;
const MOST_TRIED = 10;
export const LATIN_OR_DIGIT = /[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/** @returns {HTMLElement} advice; shorter searches find their place in it later */
export function makeAdvice() {
  const calls = make("a", { href: siteHref("hotlines/index.html") }, [TEXTS.search.hotlines]);
  return make("div", { class: "xl-none" }, [
    make("p", {}, [TEXTS.search.advice]),
    make("p", {}, [TEXTS.search.call, calls, TEXTS.search.stop]),
  ]);
}

/**
 * Puts shorter searches that find something ahead of the advice.
 * @param {HTMLElement} advice
 * @param {string} query
 * @param {() => boolean} stale whether the reader searches something else meanwhile
 */
export async function addShorter(advice, query, stale) {
  const list = make("ul", { class: "xl-none__list" });
  /** @type {string[]} */
  const found = [];
  for (const text of shorterQueries(query).slice(0, MOST_TRIED)) {
    // A piece of a shorter query that has hits already would have no fewer, but worse ones.
    if (found.some((longer) => longer.includes(text))) continue;
    const total = await countOf(text);
    if (stale()) return;
    if (!total) continue;
    found.push(text);
    const link = make("a", { href: searchHref(text) }, [text]);
    list.append(make("li", {}, [link, " ", fill(TEXTS.search.shorter_count, { total })]));
    if (found.length === MOST_SHORTER) break;
  }
  if (found.length) advice.prepend(make("h3", { class: "xl-none__title" }, [TEXTS.search.shorter]), list);
}

/**
 * @param {string} query
 * @returns {Promise<number>} 0 when it cannot be told
 */
async function countOf(query) {
  try {
    return (await lookUp(query, now(), {})).total;
  } catch (error) {
    return 0;
  }
}

/**
 * @param {string} query
 * @returns {string[]} its words; of a single word halves, beginnings and ends
 */
function shorterQueries(query) {
  const words = query.split(/\s+/).filter((word) => queryParts(word).length);
  const pieces = words.length > 1 ? words.concat(...words.map(piecesOf)) : piecesOf(words[0] || "");
  return pieces.filter((piece, index) => pieces.indexOf(piece) === index && queryParts(piece).length);
}

/**
 * @param {string} word
 * @returns {string[]} longest first; a Latin word or a number is not cut
 */
function piecesOf(word) {
  const signs = signsIn(word);
  const half = Math.ceil(signs.length / 2);
  /** @type {string[]} */
  const pieces = [];
  for (const length of [half, Math.ceil(half / 2), 4, 3, 2].sort((one, other) => other - one)) {
    if (length < 2 || length > half) continue;
    for (const at of [length, signs.length - length]) {
      if (LATIN_OR_DIGIT.test(signs[at - 1]) && LATIN_OR_DIGIT.test(signs[at])) continue;
      pieces.push((at === length ? signs.slice(0, at) : signs.slice(at)).join(""));
    }
  }
  return pieces;
}
