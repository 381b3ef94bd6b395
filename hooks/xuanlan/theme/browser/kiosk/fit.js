/**
 * A text over as many slides as it needs: measured where it will stand, each as full as looks well. The pieces together
 * are the whole text, in order.
 */

import { filled, fits, setType } from "./box.js";
import { breaksOf } from "./breaks.js";
import { balanced } from "./cuts.js";
import { fragment } from "./fragment.js";
import { neededWidth } from "./grid.js";
import { widestPhrase } from "./words.js";
import { toRecords } from "./tables.js";

/** @typedef {import("./box.js").Box} Box */
/** @typedef {{content: DocumentFragment, type: number}} Piece of a text, and its type size in pixels */

/** Larger type that needs the same number of slides is taken when each slide is at least this full. */
const FULL_ENOUGH = 0.6;
const SMALLER = 0.92;
/** A last slide that is less full than this is a reason for smaller type. */
const THIN_LAST = 0.4;

/**
 * @param {HTMLElement} root its children are the text; tables in it may be turned into records
 * @param {Box} first the first slide
 * @param {Box} next every other
 * @param {number[]} types sizes for a text that fits on one slide, in pixels, largest first; the last one is the usual
 * @param {number[]} tight smaller ones, for a text that needs fewer slides in them
 * @param {number} most slides; one more says that the text needs more, and what comes after it is left out
 * @returns {Piece[]} at least one
 */
export function pieces(root, first, next, types, tight, most) {
  const usual = types[types.length - 1];
  fitTables(root, first, next, usual);
  const whole = () => /** @type {DocumentFragment} */ (contentOf(root));
  setType(first, usual);
  if (fits(first, whole(), 1)) {
    const wide = widest(root);
    const type = types.find((size) => wide * size <= first.width && setType(first, size) && fits(first, whole(), 1));
    return [{ content: whole(), type: type || usual }];
  }
  const breaks = breaksOf(root);
  const wide = widest(root);
  let [chosen, cuts] = [usual, balanced(root, breaks, first, next, usual, most)];
  for (const type of tight) {
    if (cuts.length <= most && lastOf(root, breaks, cuts, next) >= THIN_LAST) break;
    const smaller = balanced(root, breaks, first, next, type, most);
    if (smaller.length < cuts.length) [chosen, cuts] = [type, smaller];
  }
  const least = tight[tight.length - 1];
  if (cuts.length > most && least) [chosen, cuts] = [least, balanced(root, breaks, first, next, least, most)];
  for (const type of chosen === usual && cuts.length <= most ? types.slice(0, -1).reverse() : []) {
    const larger = wide * type <= first.width ? balanced(root, breaks, first, next, type, most) : [];
    if (larger.length !== cuts.length || emptiest(root, breaks, larger, first, next) < FULL_ENOUGH) break;
    [chosen, cuts] = [type, larger];
  }
  return cut(root, breaks, first, next, chosen, cuts);
}

/**
 * @param {HTMLElement} root
 * @param {import("./breaks.js").Break[]} breaks
 * @param {number[]} cuts
 * @param {Box} first
 * @param {Box} next
 * @returns {number} how full the emptiest slide is
 */
function emptiest(root, breaks, cuts, first, next) {
  return cuts.reduce((least, to, number) => {
    const box = number ? next : first;
    fits(box, fragment(root, breaks[number ? cuts[number - 1] : 0], breaks[to]), 1);
    return Math.min(least, filled(box));
  }, 1);
}

/**
 * @param {HTMLElement} root
 * @param {import("./breaks.js").Break[]} breaks
 * @param {number[]} cuts
 * @param {Box} next
 * @returns {number} how full the last slide is, in the type that was tried last
 */
function lastOf(root, breaks, cuts, next) {
  if (cuts.length < 2) return 1;
  fits(next, fragment(root, breaks[cuts[cuts.length - 2]], breaks[cuts[cuts.length - 1]]), 1);
  return filled(next);
}

/**
 * @param {HTMLElement} root
 * @returns {number} em that its widest table needs, or its widest phrase
 */
function widest(root) {
  const tables = Array.from(root.querySelectorAll("table")).map(neededWidth);
  return Math.max(widestPhrase(root), ...tables);
}

/**
 * @param {HTMLElement} root
 * @param {import("./breaks.js").Break[]} breaks
 * @param {Box} first
 * @param {Box} next
 * @param {number} usual
 * @param {number[]} cuts where each slide ends
 * @returns {Piece[]} in smaller type where what cannot be divided does not fit
 */
function cut(root, breaks, first, next, usual, cuts) {
  let from = 0;
  return cuts.map((to, number) => {
    const content = () => fragment(root, breaks[from], breaks[to]);
    const box = number ? next : first;
    let type = usual;
    for (setType(box, type); type > 4 && !fits(box, content(), 1); setType(box, type)) type *= SMALLER;
    const piece = { content: content(), type };
    from = to;
    return piece;
  });
}

/**
 * @param {HTMLElement} root
 * @returns {DocumentFragment}
 */
function contentOf(root) {
  const copy = document.createDocumentFragment();
  for (const child of Array.from(root.childNodes)) copy.append(child.cloneNode(true));
  return copy;
}

/**
 * Turns tables that are too wide, or have a row too high for a slide, into records.
 * @param {HTMLElement} root
 * @param {Box} first
 * @param {Box} next
 * @param {number} type
 */
function fitTables(root, first, next, type) {
  const lower = first.height < next.height ? first : next;
  setType(lower, type);
  for (const table of Array.from(root.querySelectorAll("table"))) {
    if (neededWidth(table) * type > lower.width * 0.98 || !rowsFit(table, lower)) table.replaceWith(toRecords(table));
  }
}

/**
 * @param {HTMLTableElement} table
 * @param {Box} box
 * @returns {boolean}
 */
function rowsFit(table, box) {
  const copy = /** @type {HTMLTableElement} */ (table.cloneNode(true));
  fits(box, copy, 1);
  const heights = Array.from(copy.rows).map((row) => row.getBoundingClientRect().height);
  const head = copy.tHead ? copy.tHead.getBoundingClientRect().height : 0;
  const room = Math.max(box.height * 0.5 - head, box.height * 0.2);
  return heights.every((height) => height <= room) && copy.offsetWidth <= box.width + 1;
}
