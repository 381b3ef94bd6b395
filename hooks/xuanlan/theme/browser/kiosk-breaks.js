/**
 * Where a text may go on to the next slide, and how ill it looks there: between blocks it looks well, after a sentence
 * nearly so, within one badly. Never before a closing mark, after an opening one, within a word or number, after a heading.
 */

import { isBlock, isPicture } from "./kiosk-source.js";

/**
 * @typedef {{node: Node, offset: number, cost: number, weight: number}} Break
 *   a position as in a Range; cost 0 to 5, 0 best; weight: characters, about, from the beginning of the text to here
 */

export const CLOSING =
  "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u300d\u300f\u3011\u3015\u3017\u201d\u2019\u2026\u2014\uff5e\u00b7,.;:?!)]}%\u2030\u2103\uff05";
export const OPENING = "\uff08\u300a\u3008\u300c\u300e\u3010\u3014\u3016\u201c\u2018([{";
const SENTENCE = /[\u3002\uff01\uff1f\uff1b\u2026!?;\n][\u201d\u2019\uff09\u300b\u300d]*$/;
const CLAUSE = /[\uff0c\u3001\uff1a,:][\u201d\u2019\uff09]*$/;
const WORD_SIGN = /[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u08ff_@#&+%./:=?~\uff5e\u2013-]/;
const JOINED = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\udc00-\udfff]/;
/** A word longer than this is broken, as a line would break it; so are marks that never end. */
const LONGEST = 40;
const MUST = 5;
const AFTER_HEADING = 3;

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
    /** @type {{node: Node, offset: number} | null} the outermost place between what was and what comes */
    this.between = null;
    this.cost = 0;
  }

  /** @param {Element} element */
  block(element) {
    const children = Array.from(element.childNodes);
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (isBlock(child)) {
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

  /** What stands between is a place to break at, now that something follows. */
  arrive() {
    if (this.between) this.found.push(Object.assign(this.between, { cost: this.cost, weight: this.weight }));
    this.between = null;
    this.cost = 0;
  }

  /** @param {Element} element a row, a picture: not to be divided */
  whole(element) {
    this.arrive();
    this.weight += (element.textContent || "").length + (isPicture(element) || element.querySelector("[data-media]") ? 80 : 8);
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
 * @param {Node[]} nodes
 * @returns {Array<{node: Node, offset: number, sign: string}>} each character's place
 */
function signsOf(nodes) {
  /** @type {Array<{node: Node, offset: number, sign: string}>} */
  const places = [];
  /** @param {Node} node */
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.nodeValue || "";
      for (let offset = 0; offset < text.length; offset++) places.push({ node, offset, sign: text[offset] });
    } else if (node.nodeName === "BR") {
      const parent = /** @type {Node} */ (node.parentNode);
      places.push({ node: parent, offset: Array.from(parent.childNodes).indexOf(/** @type {ChildNode} */ (node)), sign: "\n" });
    } else {
      node.childNodes.forEach(visit);
    }
  };
  nodes.forEach(visit);
  return places;
}

/**
 * @param {string} text
 * @param {number} index a break would come before this character
 * @param {number} far characters since the last place to break at
 * @returns {number} its cost; below 0 when there may be none
 */
function costWithin(text, index, far) {
  const before = text[index - 1];
  const after = text[index];
  if (JOINED.test(after) || before === "\u200d" || /[\ud800-\udbff]/.test(before) || after === " " || after === "\n") return -1;
  if (isFlag(text, index)) return -1;
  const edge = Math.min(index, text.length - index) < 10 ? 0.3 : 0;
  if (CLOSING.includes(after) || OPENING.includes(before) || (WORD_SIGN.test(before) && WORD_SIGN.test(after))) {
    return far > LONGEST ? MUST : -1;
  }
  const told = text.slice(Math.max(0, index - 4), index);
  if (SENTENCE.test(told)) return 0.1 + edge;
  if (CLAUSE.test(told)) return 0.3 + edge;
  return (/[0-9]/.test(before) || /[0-9]/.test(after) ? 0.7 : 0.5) + edge;
}

/**
 * @param {string} text
 * @param {number} index
 * @returns {boolean} whether two halves of a flag or a colour of skin meet here
 */
function isFlag(text, index) {
  const after = text.slice(index, index + 2);
  if (/^\ud83c[\udffb-\udfff]/.test(after)) return true;
  if (!/^\ud83c[\udde6-\uddff]/.test(after)) return false;
  const flags = /(?:\ud83c[\udde6-\uddff])*$/.exec(text.slice(0, index));
  return Boolean(flags && (flags[0].length / 2) % 2);
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
  if (/^(?:DT|SUMMARY)$/.test(element.tagName) || element.classList.contains("kx-summary")) return 1;
  if (element.classList.contains("kx-pair") && element.nextElementSibling) return 0.35;
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
