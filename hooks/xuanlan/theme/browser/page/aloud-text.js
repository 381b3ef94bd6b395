/** The text of a page as sentences, each with the places where it stands. */

import { byDigits, say } from "./aloud-say.js";

const LEFT_OUT =
  "[hidden], button, nav, select, details:not([open]) > :not(summary), [aria-hidden='true'], .xl-code, .xl-aloud, .xl-share," +
  " .xl-article__tools, .xl-article__more, .xl-file__facts, .xl-file__hash, .xl-rule__number, .xl-turn, script, style";
const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary, blockquote, div, section, header, article";
const NUMBER = ".xl-tel, a[href^='tel:']";
/** To behind 。！？；… and what closes there. */
const SENTENCE = /[^\u3002\uff01\uff1f\uff1b\u2026\n]+[\u3002\uff01\uff1f\uff1b\u2026]*[\u201d\u2019\uff09\u300b\u300d]*/g;
/** A long one is cut behind ，or ：because some voices stop within one that takes them fifteen seconds. */
const LONGEST = 70;
const HALF = /[^\uff0c\uff1a]*[\uff0c\uff1a]?/g;

/**
 * @typedef {{ words: string, marks: HTMLElement[] }} Sentence
 * @typedef {{ node: Text, start: number, end: number }} Piece
 */

/**
 * @param {HTMLElement} article
 * @returns {Sentence[]} each piece of them is in an element of its own until `unmark`
 */
export function marked(article) {
  const pieces = sentences(article);
  const made = pieces.map(() => /** @type {Sentence} */ ({ words: "", marks: [] }));
  pieces.forEach((one, number) => {
    made[number].words = say(one.map(spoken).join(""));
  });
  // From the last to the first, so that places in a text that is divided stay true.
  for (let number = pieces.length - 1; number >= 0; number -= 1) {
    for (const piece of pieces[number].slice().reverse()) made[number].marks.unshift(mark(piece));
  }
  return made.filter((one) => /[0-9A-Za-z\u3400-\u9fff]/.test(one.words));
}

/** @param {HTMLElement} article */
export function unmark(article) {
  for (const element of Array.from(article.querySelectorAll("span.xl-said"))) {
    const parent = element.parentNode;
    if (!parent) continue;
    while (element.firstChild) parent.insertBefore(element.firstChild, element);
    parent.removeChild(element);
    parent.normalize();
  }
}

/**
 * @param {HTMLElement} article
 * @returns {Piece[][]}
 */
function sentences(article) {
  /** @type {Piece[][]} */
  const found = [];
  for (const nodes of blocks(article)) {
    const text = nodes.map((node) => node.data).join("");
    let at = 0;
    for (const part of parts(text)) {
      const start = at;
      at += part.length;
      if (part.trim()) found.push(piecesOf(nodes, start, at));
    }
  }
  return found;
}

/**
 * @param {string} text
 * @returns {string[]} which joined are the text
 */
function parts(text) {
  /** @type {string[]} */
  const found = [];
  let at = 0;
  for (const match of text.match(SENTENCE) || []) {
    const start = text.indexOf(match, at);
    if (start > at) found.push(text.slice(at, start));
    at = start + match.length;
    if (match.length <= LONGEST) found.push(match);
    else found.push(...clauses(match));
  }
  if (at < text.length) found.push(text.slice(at));
  return found;
}

/** @param {string} sentence */
function clauses(sentence) {
  /** @type {string[]} */
  const found = [""];
  for (const clause of sentence.match(HALF) || []) {
    if (found[found.length - 1] && (found[found.length - 1] + clause).length > LONGEST) found.push("");
    found[found.length - 1] += clause;
  }
  return found;
}

/**
 * @param {Text[]} nodes
 * @param {number} start
 * @param {number} end in their joined text
 * @returns {Piece[]}
 */
function piecesOf(nodes, start, end) {
  /** @type {Piece[]} */
  const found = [];
  let at = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.data.length)];
    if (from < to) found.push({ node, start: from, end: to });
    at += node.data.length;
  }
  return found;
}

/**
 * @param {HTMLElement} article
 * @returns {Text[][]} texts that stand on one line, or in one paragraph, together
 */
function blocks(article) {
  /** @type {Text[][]} */
  const found = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    const parent = text.parentElement;
    if (!parent || !text.data.trim() || parent.closest(LEFT_OUT) || !parent.getClientRects().length) continue;
    const block = parent.closest(BLOCK);
    if (block !== last) found.push([]);
    found[found.length - 1].push(text);
    last = block;
  }
  return found;
}

/** @param {Piece} piece */
function spoken({ node, start, end }) {
  const words = node.data.slice(start, end);
  const parent = node.parentElement;
  return parent && parent.closest(NUMBER) ? byDigits(words.replace(/[-\u2014\uff0d]/g, " ")) : words;
}

/** @param {Piece} piece */
function mark({ node, start, end }) {
  if (end < node.data.length) node.splitText(end);
  const own = start ? node.splitText(start) : node;
  const element = document.createElement("span");
  element.className = "xl-said";
  if (own.parentNode) own.parentNode.replaceChild(element, own);
  element.append(own);
  return element;
}
