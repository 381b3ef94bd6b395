/**
 * Where a text may be broken between two slides, and what each break costs: little between blocks, a little more after
 * a sentence, much within one, most after a heading.
 */

import { costWithin, signsOf } from "./signs.js";
import { isBlock, isPicture } from "./source.js";

/**
 * @typedef {{node: Node, offset: number, cost: number, weight: number}} Break
 *   a position as in a Range; cost 0 to 5, 0 best; weight: characters, about, from the beginning of the text to here
 */

const AFTER_HEADING = 3;
/** Between a picture and the text that stands beside it. */
const BESIDE = 2;
/** Before footnotes and facts at the end: none stands on a slide without the end of the text. */
const NO_BREAK = 3;

/**
 * @param {HTMLElement} root
 * @returns {Break[]} the beginning first, the end last
 */
export function breaksOf(root) {
  const walk = new Walk(root);
  walk.block(root);
  walk.found.push({ node: root, offset: root.childNodes.length, cost: 0, weight: walk.weight });
  return walk.found;
}

class Walk {
  /** @param {HTMLElement} root */
  constructor(root) {
    /** @type {Break[]} */
    this.found = [{ node: root, offset: 0, cost: 0, weight: 0 }];
    this.weight = 0;
    /** @type {{node: Node, offset: number} | null} the outermost position between the last content and the next */
    this.between = null;
    this.cost = 0;
  }

  /** @param {Element} element */
  block(element) {
    const children = Array.from(element.childNodes);
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (isBlock(child)) {
        if (isLast(/** @type {Element} */ (child))) this.cost = Math.max(this.cost, NO_BREAK);
        this.part(element, index);
        if (isWhole(child)) this.whole(/** @type {Element} */ (child));
        else this.block(/** @type {Element} */ (child));
        this.cost = costAfter(/** @type {Element} */ (child));
      } else {
        let end = index;
        while (end < children.length && !isBlock(children[end])) end++;
        this.part(element, index);
        this.run(children.slice(index, end));
        index = end - 1;
      }
    }
  }

  /**
   * @param {Node} node
   * @param {number} offset
   */
  part(node, offset) {
    if (!this.between && this.weight > 0) this.between = { node, offset };
  }

  /** Content follows: records the position before it as a break. */
  arrive() {
    if (this.between) this.found.push(Object.assign(this.between, { cost: this.cost, weight: this.weight }));
    this.between = null;
    this.cost = 0;
  }

  /** @param {Element} element a row, a picture: not to be divided */
  whole(element) {
    this.arrive();
    const pictured = isPicture(element) || element.querySelector("[data-media]");
    this.weight += (element.textContent || "").length + (pictured ? 80 : 8);
  }

  /** @param {Node[]} nodes of one stretch of running text */
  run(nodes) {
    const places = signsOf(nodes);
    const text = places.map((place) => place.sign).join("");
    if (!text) return;
    this.arrive();
    let last = 0;
    for (let index = 1; index < text.length; index++) {
      const cost = costWithin(text, index, index - last);
      if (cost < 0) continue;
      last = index;
      this.found.push({ node: places[index].node, offset: places[index].offset, cost, weight: this.weight + index });
    }
    this.weight += text.length + 4;
  }
}

/**
 * @param {Element} element
 * @returns {boolean} notes or facts at the end of a text, which do not stand on a slide without it
 */
function isLast(element) {
  return element.classList.contains("footnote") || element.classList.contains("kx-last");
}

/**
 * @param {Node} node
 * @returns {boolean} whether it must stay on one slide
 */
function isWhole(node) {
  const element = /** @type {Element} */ (node);
  if (/^(?:TR|THEAD|CAPTION|HR|FIGURE)$/.test(element.nodeName) || isPicture(element)) return true;
  return element.classList.contains("kx-whole") || element.classList.contains("xl-figure");
}

/**
 * @param {Element} element
 * @returns {number} what it costs to break behind it
 */
function costAfter(element) {
  if (/^(?:H[1-6]|THEAD|CAPTION|COLGROUP)$/.test(element.tagName) || element.classList.contains("admonition-title")) {
    return AFTER_HEADING;
  }
  if (element.classList.contains("kx-beside")) return BESIDE;
  if (/^(?:DT|SUMMARY)$/.test(element.tagName) || element.classList.contains("kx-summary")) return 1;
  if (element.classList.contains("kx-pair") && element.nextElementSibling) return 0.9;
  if (element.tagName === "TR") return costAfterRow(element);
  return /[\uff1a:]\s*$/.test(element.textContent || "") ? 0.4 : 0;
}

/**
 * @param {Element} row
 * @returns {number} more where one row alone would stand before or behind the break
 */
function costAfterRow(row) {
  const next = row.nextElementSibling;
  return next && (!row.previousElementSibling || !next.nextElementSibling) ? 0.3 : 0.05;
}
