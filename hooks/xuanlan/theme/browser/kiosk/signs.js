/** Between which characters a slide may end: not before a closing mark, not after an opening one, not within a word. */

export const CLOSING =
  "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u300d\u300f\u3011\u3015\u3017\u201d\u2019\u2026\u2014\uff5e\u00b7" +
  ",.;:?!)]}%\u2030\u2103\uff05";
export const OPENING = "\uff08\u300a\u3008\u300c\u300e\u3010\u3014\u3016\u201c\u2018([{";
const SENTENCE = /[\u3002\uff01\uff1f\uff1b\u2026!?;\n][\u201d\u2019\uff09\u300b\u300d]*$/;
const CLAUSE = /[\uff0c\u3001\uff1a,:][\u201d\u2019\uff09]*$/;
const WORD_SIGN = /[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u08ff_@#&+%./:=?~\uff5e\u2013-]/;
const JOINED = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\udc00-\udfff]/;
/** Longest word, and longest run of marks, that is not broken, in characters. */
const LONGEST = 40;
const MUST = 5;

/**
 * @param {Node[]} nodes
 * @returns {Array<{node: Node, offset: number, sign: string}>} each character's place
 */
export function signsOf(nodes) {
  /** @type {Array<{node: Node, offset: number, sign: string}>} */
  const places = [];
  /** @param {Node} node */
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.nodeValue || "";
      for (let offset = 0; offset < text.length; offset++) places.push({ node, offset, sign: text[offset] });
    } else if (node.nodeName === "BR") {
      const parent = /** @type {Node} */ (node.parentNode);
      const offset = Array.from(parent.childNodes).indexOf(/** @type {ChildNode} */ (node));
      places.push({ node: parent, offset, sign: "\n" });
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
export function costWithin(text, index, far) {
  const before = text[index - 1];
  const after = text[index];
  if (JOINED.test(after) || /[\u200d\ud800-\udbff]/.test(before) || /[ \n]/.test(after)) return -1;
  if (isFlag(text, index)) return -1;
  const edge = Math.min(index, text.length - index) < 10 ? 0.3 : 0;
  if (CLOSING.includes(after) || OPENING.includes(before) || (WORD_SIGN.test(before) && WORD_SIGN.test(after))) {
    return far > LONGEST ? MUST : -1;
  }
  const told = text.slice(Math.max(0, index - 4), index);
  if (SENTENCE.test(told)) return 0.1 + edge;
  if (CLAUSE.test(told)) return 0.3 + edge;
  return (/[0-9]/.test(before) || /[0-9]/.test(after) ? 1.1 : 0.9) + edge;
}

/**
 * @param {string} text
 * @param {number} index
 * @returns {boolean} whether a break here would divide a flag, or a sign from its skin tone
 */
function isFlag(text, index) {
  const after = text.slice(index, index + 2);
  if (/^\ud83c[\udffb-\udfff]/.test(after)) return true;
  if (!/^\ud83c[\udde6-\uddff]/.test(after)) return false;
  const flags = /(?:\ud83c[\udde6-\uddff])*$/.exec(text.slice(0, index));
  return Boolean(flags && (flags[0].length / 2) % 2);
}
