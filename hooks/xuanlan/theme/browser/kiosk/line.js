/** A text as one line: what an LED strip shows. */

import { CLOSING, OPENING } from "./signs.js";
import { isBlock } from "./source.js";
import { TEXTS } from "../shared/texts.js";

const GAP = "\u3000";

/**
 * @param {Node} root
 * @returns {string} its text, block after block, items with their numbers, pictures by their words
 */
export function lineOf(root) {
  /** @type {string[]} */
  const parts = [""];
  const end = () => {
    if (parts[parts.length - 1].trim()) parts.push("");
  };
  /** @param {Node} node */
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) parts[parts.length - 1] += (node.nodeValue || "").replace(/\s+/g, " ");
    if (!(node instanceof HTMLElement)) return;
    const block = isBlock(node) || node.nodeName === "BR";
    if (block) end();
    if (node.hasAttribute("data-media")) parts[parts.length - 1] += wordsFor(node.getAttribute("data-alt"));
    const number = node.nodeName === "LI" ? node.getAttribute("value") : null;
    if (number) parts[parts.length - 1] += `${number}. `;
    node.childNodes.forEach(visit);
    if (block) end();
  };
  root.childNodes.forEach(visit);
  return parts.map((part) => part.trim()).filter(Boolean).join(GAP);
}

/**
 * @param {string | null} alt
 * @returns {string}
 */
function wordsFor(alt) {
  return alt ? `\uff08${alt}\uff09` : TEXTS.kiosk.picture;
}

/**
 * @param {string} text
 * @param {number} most characters of a piece
 * @returns {string[]} pieces of about the same length, broken behind a sentence where one ends near; at least one
 */
export function shortened(text, most) {
  const count = Math.ceil(text.length / most);
  const found = [];
  let from = 0;
  for (let left = count; text.length - from > most; left--) {
    const even = Math.min(most, Math.ceil((text.length - from) / Math.max(1, left)));
    let to = from + even;
    let least = Infinity;
    for (let at = from + most; at > from + most * 0.5; at--) {
      const cost = costAt(text, at) + Math.abs(at - from - even) / most;
      if (cost < least) {
        least = cost;
        to = at;
      }
    }
    found.push(text.slice(from, to));
    from = to;
  }
  return [...found, text.slice(from)];
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} what it costs to break there
 */
function costAt(text, at) {
  const [before, after] = [text[at - 1], text[at]];
  if (/[\u0300-\u036f\u200d\ufe0f\udc00-\udfff]/.test(after) || before === "\u200d") return 9;
  if (CLOSING.includes(after) || OPENING.includes(before) || /^[\w.@/-]{2}$/.test(before + after)) return 4;
  if (before === GAP || /[\u3002\uff01\uff1f\uff1b]/.test(before)) return 0;
  return CLOSING.includes(before) ? 0.15 : 0.4;
}
