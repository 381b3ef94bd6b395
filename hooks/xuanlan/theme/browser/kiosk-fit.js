/**
 * A text over as many slides as it needs: measured where it will stand, each as full as looks well. The pieces together
 * are the whole text, in order.
 */

import { breaksOf } from "./kiosk-breaks.js";
import { fragment } from "./kiosk-fragment.js";
import { neededWidth, toRecords } from "./kiosk-tables.js";

/**
 * @typedef {{text: HTMLElement, width: number, height: number}} Box where text is put, and the room there, in pixels
 * @typedef {{content: DocumentFragment, type: number}} Piece of a text, and its type size in pixels
 */

/** So much of a slide may stay empty for the sake of a better break. */
const EMPTIEST = 0.5;
/** What an empty part of a slide costs, against the costs of breaks. */
const EMPTINESS = 1.3;
/** A last slide that is less full than this is filled from those before it. */
const THIN = 0.7;
/** Larger type is taken for as many slides when each is at least this full. */
const FULL_ENOUGH = 0.6;
const SMALLER = 0.92;

/**
 * @param {HTMLElement} root its children are the text; tables in it may be turned into records
 * @param {Box} first the first slide
 * @param {Box} next every other
 * @param {number[]} types sizes for a text that fits on one slide, in pixels, largest first; the last one is the usual
 * @returns {Piece[]} at least one
 */
export function pieces(root, first, next, types) {
  const usual = types[types.length - 1];
  fitTables(root, first, next, usual);
  const whole = () => /** @type {DocumentFragment} */ (contentOf(root));
  setType(first, usual);
  if (fits(first, whole(), 1)) {
    const wide = widestTable(root);
    const type = types.find((size) => wide * size <= first.width && setType(first, size) && fits(first, whole(), 1));
    return [{ content: whole(), type: type || usual }];
  }
  const breaks = breaksOf(root);
  const wide = widestTable(root);
  let [chosen, cuts] = [usual, balanced(root, breaks, first, next, usual)];
  for (const type of types.slice(0, -1).reverse()) {
    const larger = wide * type <= first.width ? balanced(root, breaks, first, next, type) : [];
    if (larger.length !== cuts.length || emptiest(root, breaks, larger, first, next) < FULL_ENOUGH) break;
    [chosen, cuts] = [type, larger];
  }
  return cut(root, breaks, first, next, chosen, cuts);
}

/**
 * @param {HTMLElement} root
 * @param {import("./kiosk-breaks.js").Break[]} breaks
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
 * @returns {number} em that its widest table needs
 */
function widestTable(root) {
  return Array.from(root.querySelectorAll("table")).reduce((most, table) => Math.max(most, neededWidth(table)), 0);
}

/**
 * @param {HTMLElement} root
 * @param {import("./kiosk-breaks.js").Break[]} breaks
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
 * @param {Box} box
 * @param {number} type
 * @returns {boolean} true
 */
function setType(box, type) {
  box.text.style.fontSize = `${type}px`;
  return true;
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
 * @param {Box} box
 * @param {Node} content
 * @param {number} share of the height that may be filled
 * @returns {boolean}
 */
function fits(box, content, share) {
  box.text.textContent = "";
  box.text.append(content);
  return filled(box) <= share && box.text.scrollWidth <= box.text.clientWidth + 1;
}

/**
 * @param {Box} box
 * @returns {number} 1 when it is full
 */
function filled(box) {
  return box.text.getBoundingClientRect().height / box.height;
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

/**
 * @param {HTMLElement} root
 * @param {import("./kiosk-breaks.js").Break[]} breaks
 * @param {Box} first
 * @param {Box} next
 * @param {number} type
 * @returns {number[]} the break at which each slide endsOf, so that the last is not nearly empty
 */
function balanced(root, breaks, first, next, type) {
  const full = endsOf(root, breaks, first, next, type, 1);
  const last = full.length - 1;
  if (!last) return full;
  fits(next, fragment(root, breaks[full[last - 1]], breaks[full[last]]), 1);
  const rest = filled(next);
  if (rest > THIN) return full;
  for (const more of [0.03, 0.08, 0.14, 0.2, 0.26]) {
    const share = (last + rest) / (last + 1) + more;
    const even = share < 0.98 ? endsOf(root, breaks, first, next, type, share) : full;
    if (even.length <= full.length) return even;
  }
  return full;
}

/**
 * @param {HTMLElement} root
 * @param {import("./kiosk-breaks.js").Break[]} breaks
 * @param {Box} first
 * @param {Box} next
 * @param {number} type
 * @param {number} share of each slide that is filled
 * @returns {number[]}
 */
function endsOf(root, breaks, first, next, type, share) {
  /** @type {number[]} */
  const found = [];
  const end = breaks.length - 1;
  setType(first, type);
  setType(next, type);
  let room = ((first.width * first.height) / (type * type * 1.7)) * share;
  for (let from = 0; from < end; from = found[found.length - 1]) {
    const box = found.length ? next : first;
    /** @param {number} most */
    const furthestAt = (most) => {
      return furthest(breaks, from, room, (to) => fits(box, fragment(root, breaks[from], breaks[to]), most));
    };
    let most = furthestAt(share);
    if (most === from && share < 1) most = furthestAt(1);
    const to = most === from ? from + 1 : bestEnd(breaks, from, most);
    room = Math.max(20, breaks[most].weight - breaks[from].weight);
    found.push(to);
  }
  return found;
}

/**
 * @param {import("./kiosk-breaks.js").Break[]} breaks
 * @param {number} from
 * @param {number} room characters that may fit
 * @param {(to: number) => boolean} fit
 * @returns {number} the last break up to which the text fits; `from` when there is none
 */
function furthest(breaks, from, room, fit) {
  const end = breaks.length - 1;
  let low = from;
  let high = end + 1;
  let wanted = breaks[from].weight + room;
  while (high - low > 1) {
    if (high <= end && low > from && breaks[high].weight - breaks[low].weight < 4) break;
    let to = high <= end ? (low + high) >> 1 : breaks.findIndex((one) => one.weight >= wanted);
    if (to < 0) to = end;
    to = Math.min(Math.max(to, low + 1), high - 1);
    if (fit(to)) low = to;
    else high = to;
    wanted = breaks[low].weight + room * 0.3;
  }
  return low;
}

/**
 * @param {import("./kiosk-breaks.js").Break[]} breaks
 * @param {number} from
 * @param {number} most the last that fits
 * @returns {number} the bestEnd at which to end the slide
 */
function bestEnd(breaks, from, most) {
  if (most === breaks.length - 1) return most;
  const start = breaks[from].weight;
  const whole = breaks[most].weight - start || 1;
  let found = most;
  let least = Infinity;
  for (let to = most; to > from; to--) {
    const share = (breaks[to].weight - start) / whole;
    if (share < EMPTIEST && least < 3) break;
    const cost = breaks[to].cost + (1 - share) * EMPTINESS;
    if (cost < least) {
      least = cost;
      found = to;
    }
  }
  return found;
}
