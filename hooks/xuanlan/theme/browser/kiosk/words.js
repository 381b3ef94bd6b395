/** What is not broken between two lines: telephone numbers, and phrases where the build has marked them. */

import { make } from "../shared/dom.js";
import { widthOf } from "./grid.js";

/** A number with hyphens in it, a day, a time: short enough for a narrow screen. */
const KEPT_WHOLE = new RegExp(
  "(\\d{1,8}(?:-\\d{1,8}){1,3}|(?:\\d{4}\u5e74)?\\d{1,2}\u6708\\d{1,2}\u65e5|\\d{1,2}\u65f6(?:\\d{1,2}\u5206)?|" +
    "\\d{1,2}:\\d\\d(?:\u2014\\d{1,2}:\\d\\d)?|\uff08\u661f\u671f.\uff09)"
);

const LONG_ADDRESS = /([\w-]+(?:[@./][\w-]+)+(?=$|[\uff0c\u3002\u3001\uff1b\uff09]))/;

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
    if (KEPT_WHOLE.test(node.data) && !parent.closest("pre, code, .kx-kept")) found.push(node);
  }
  for (const node of found) {
    const pieces = node.data.split(KEPT_WHOLE).map((piece, index) => {
      return index % 2 ? make("span", { class: "kx-kept" }, [piece]) : document.createTextNode(piece);
    });
    node.replaceWith(...pieces.filter((piece) => piece.textContent));
  }
}

/**
 * Lets long addresses break before their signs: on a narrow screen the mark behind one would begin the next line.
 * @param {HTMLElement} root
 */
export function softenAddresses(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const found = [];
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (LONG_ADDRESS.test(node.data) && !/** @type {Element} */ (node.parentNode).closest("pre, code")) found.push(node);
  }
  for (const node of found) {
    const pieces = node.data.split(LONG_ADDRESS).map((piece, index) => {
      return index % 2 ? piece.split(/(?=[@./])/).map((part, at) => (at ? [make("wbr", {}), part] : [part])) : [[piece]];
    });
    node.replaceWith(...pieces.reduce((all, some) => all.concat(some), []).reduce((all, some) => all.concat(some), []));
  }
}

/**
 * @param {HTMLElement} root
 * @returns {number} the width in em, about, of the widest phrase in it; 0 where no phrases are marked
 */
export function widestPhrase(root) {
  const places = Array.from(root.querySelectorAll("wbr"));
  if (!places.length) return 0;
  const marked = /** @type {HTMLElement} */ (root.cloneNode(true));
  for (const place of Array.from(marked.querySelectorAll("wbr, br, p, li"))) place.before("\n");
  return Math.max(...(marked.textContent || "").split(/\s/).map(widthOf));
}
