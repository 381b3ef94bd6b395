/** A piece of a text between two breaks, in copies of the elements that it stands in. */

import { isPicture } from "./source.js";
import { repeatHead } from "./tables.js";

/**
 * What began on the slide before is marked kx-continued: it has no number, no mark and no indent a second time.
 * @param {HTMLElement} root
 * @param {import("./breaks.js").Break} from
 * @param {import("./breaks.js").Break} to
 * @returns {DocumentFragment}
 */
export function fragment(root, from, to) {
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  const piece = range.cloneContents();
  const common = range.commonAncestorContainer;
  for (let node = /** @type {Node | null} */ (common); node && node !== root; node = node.parentNode) {
    if (node.nodeType === Node.TEXT_NODE) continue;
    const around = node.cloneNode(false);
    around.appendChild(piece);
    piece.appendChild(around);
  }
  /** @type {Node | null} */
  let copy = piece.firstChild;
  for (const original of chain(root, from.node)) {
    if (!(copy instanceof Element)) break;
    copy.classList.add("kx-continued");
    const inner = copy.firstChild;
    if (original instanceof HTMLTableElement) repeatHead(original, copy, from);
    copy = inner;
  }
  for (const edge of [first, last]) prune(piece, edge);
  return piece;
}

/**
 * @param {HTMLElement} root
 * @param {Node} node
 * @returns {Element[]} the elements from below root to `node`
 */
function chain(root, node) {
  const found = [];
  for (let at = /** @type {Node | null} */ (node); at && at !== root; at = at.parentNode) {
    if (at instanceof Element) found.unshift(at);
  }
  return found;
}

/** @param {Node} node */
const first = (node) => node.firstChild;
/** @param {Node} node */
const last = (node) => node.lastChild;

/**
 * Removes the empty shells that a cut leaves at an edge.
 * @param {Node} piece
 * @param {(node: Node) => ChildNode | null} edge
 */
function prune(piece, edge) {
  /** @type {ChildNode | null} */
  let node = edge(piece);
  while (node && edge(node)) node = edge(node);
  while (node && node !== piece && node.nodeType === Node.TEXT_NODE ? !node.nodeValue : node && isShell(node)) {
    /** @type {any} */
    const parent = /** @type {ChildNode} */ (node).parentNode;
    /** @type {ChildNode} */ (node).remove();
    if (!parent || parent === piece || parent.firstChild) return;
    node = parent;
  }
}

/**
 * @param {Node} node
 * @returns {boolean} an inline element that holds nothing any more
 */
function isShell(node) {
  if (!(node instanceof Element) || node.firstChild) return false;
  return !/^(?:BR|HR|WBR|TD|TH|COL)$/.test(node.nodeName) && !isPicture(node) && !/xl-/.test(node.className);
}
