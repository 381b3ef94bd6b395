/** What is not broken between two lines: words in large type, where the browser knows them, and telephone numbers. */

import { make } from "../shared/dom.js";

/** Most characters of a word that is kept on one line. */
const LONGEST_WORD = 8;
/** A number with hyphens in it, short enough for a narrow screen. */
const HYPHENED = /(\d{1,8}(?:-\d{1,8}){1,3})/;

/**
 * @param {string} text
 * @returns {Set<number>} the boundaries between words; empty when the browser does not know them
 */
export function wordEnds(text) {
  const Segmenter = /** @type {any} */ (Intl).Segmenter;
  /** @type {Array<{index: number}>} */
  const words = Segmenter ? Array.from(new Segmenter("zh", { granularity: "word" }).segment(text)) : [];
  return new Set(words.map((word) => word.index));
}

/**
 * @param {string} text
 * @returns {Node[]} the same text, each word in an element that is not broken
 */
export function inWords(text) {
  const starts = [...Array.from(wordEnds(text)), text.length];
  const words = starts.length > 1 ? starts.slice(1).map((end, index) => text.slice(starts[index], end)) : [text];
  return words.map((word) => {
    const kept = word.length > 1 && word.length <= LONGEST_WORD;
    return kept ? make("span", { class: "kx-kept" }, [word]) : document.createTextNode(word);
  });
}

/**
 * @param {HTMLElement} root whose numbers are not to be divided
 */
export function keepNumbers(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const found = [];
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = /** @type {Element} */ (node.parentNode);
    if (HYPHENED.test(node.data) && !parent.closest("pre, code, .kx-kept")) found.push(node);
  }
  for (const node of found) {
    const pieces = node.data.split(HYPHENED).map((piece, index) => {
      return index % 2 ? make("span", { class: "kx-kept" }, [piece]) : document.createTextNode(piece);
    });
    node.replaceWith(...pieces.filter((piece) => piece.textContent));
  }
}
