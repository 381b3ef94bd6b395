/** What is not broken between two lines: telephone numbers. */

import { make } from "../shared/dom.js";

/** A number with hyphens in it, short enough for a narrow screen. */
const HYPHENED = /(\d{1,8}(?:-\d{1,8}){1,3})/;

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
