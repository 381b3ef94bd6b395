/**
 * One line of a text around what was searched, pure; tests/vectors/excerpts.json has examples.
 *
 * The text is folded in pieces that fold independently, the parts of the query are looked for in the whole, and only
 * the piece with the chosen place is mapped back sign by sign: a text of 100,000 characters takes some milliseconds.
 */

import { fold } from "./folding.js";

/** @typedef {{text: string, at: number, folded: number}} Piece where it stands in the line and in the folded line */

const WHITE = /[\s\x1c-\x1f\x85]+/g;
const PIECE = 256;
const LONGEST_PIECE = 4096;
/** Places that are looked at for each part when there are several. */
const MOST_PLACES = 5000;
/** How far a cut may move to the end of a clause, as a part of the line, and to the edge of a word. */
const NEAR = 1 / 8;
const LONGEST_WORD = 30;

const STOPS = ".!?;\n\u3002\uff01\uff1f\uff1b";
const PAUSES = ",:\uff0c\u3001\uff1a";
const ENDS = STOPS + PAUSES;
const CLOSERS = ")]\"'\u201d\u2019\uff09\u3015\u3011\u300b\u300d\u300f";
const MARK = /^(?:[\u0300-\u036f\u180b-\u180f\u200d\u20d0-\u20ff\udc00-\udfff\ufe00-\ufe0f]|\ud83c[\udffb-\udfff])/;
/** Two of these letters are one flag. */
const FLAGS = /(?:\ud83c[\udde6-\uddff])*$/;
const AFTER_FULL_STOP = /([\u3001-\u303f\uff01-\uff1f\u201d])\n/g;
const WORD = /[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
const HANZI = /[\u4e00-\u9fff]/;
const PLAIN = /^[0-9A-Za-z]{2}$/;

/**
 * @param {string} text
 * @param {string[]} parts folded, as queryParts gives them
 * @param {number} [length] about as many characters; more when a hit is longer
 * @returns {string} one line around the first hit of a single part, or where most of several parts stand together; the
 *   beginning of the text when no part is in it
 */
export function excerptAround(text, parts, length) {
  const room = length || 90;
  const line = text.replace(WHITE, (run) => (run.includes("\n") ? "\n" : " ")).trim();
  const pieces = cutPieces(line);
  const place = bestPlace(pieces.map((piece) => piece.text).join(""), parts, room);
  const first = place ? unfold(line, pieces, place[0]) : 0;
  const behind = place ? unfold(line, pieces, place[1] - 1) + 1 : 0;
  const rest = Math.max(room - (behind - first), 0);
  const lead = Math.min(first, Math.max(Math.floor(rest / 3), rest - (line.length - behind)));
  const near = Math.ceil(room * NEAR);
  let start = startNear(line, first - lead, first, near);
  // No line begins with closing punctuation.
  while (start < first && (ENDS + CLOSERS + " ").includes(line[start])) start += 1;
  const end = endNear(line, Math.max(start + room, behind), behind, near);
  const head = start > 0 && !endsClause(line, start, STOPS) ? "\u2026" : "";
  const cut = end < line.length && !endsClause(line, end, STOPS);
  const body = line.slice(start, end).replace(AFTER_FULL_STOP, "$1").replace(/\n/g, " ").trim();
  return head + (cut ? body.replace(/[,:\uff0c\u3001\uff1a ]+$/, "") + "\u2026" : body);
}

/**
 * Pieces whose folds, joined, are the fold of the line: nothing folds across the edge before a hanzi, nor between two
 * ASCII letters or digits.
 * @param {string} line
 * @returns {Piece[]} `text` is folded
 */
function cutPieces(line) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  let folded = 0;
  while (at < line.length) {
    let end = Math.min(at + PIECE, line.length);
    const last = Math.min(at + LONGEST_PIECE, line.length);
    while (end < last && !HANZI.test(line[end]) && !PLAIN.test(line.slice(end - 1, end + 1))) end += 1;
    const text = fold(line.slice(at, end));
    pieces.push({ text, at, folded });
    folded += text.length;
    at = end;
  }
  return pieces;
}

/**
 * @param {string} folded
 * @param {string[]} parts
 * @param {number} width
 * @returns {[number, number] | null} from the first hit to the end of the last one that shall be shown, in `folded`
 */
function bestPlace(folded, parts, width) {
  /** @type {Array<[number, number]>} where, and which part */
  const found = [];
  const wanted = parts.filter((part, index) => part && parts.indexOf(part) === index);
  wanted.forEach((part, which) => {
    const most = wanted.length > 1 ? MOST_PLACES : 1;
    let at = folded.indexOf(part);
    for (let count = 0; at >= 0 && count < most; count += 1) {
      found.push([at, which]);
      at = folded.indexOf(part, at + part.length);
    }
  });
  found.sort((one, other) => one[0] - other[0]);
  /** @type {number[]} how often each part stands in the window */
  const counts = wanted.map(() => 0);
  let kinds = 0;
  let most = 0;
  let left = 0;
  /** @type {[number, number] | null} */
  let best = null;
  for (const [at, which] of found) {
    counts[which] += 1;
    if (counts[which] === 1) kinds += 1;
    const end = at + wanted[which].length;
    while (found[left][0] < at && (end - found[left][0] > width || counts[found[left][1]] > 1)) {
      counts[found[left][1]] -= 1;
      if (!counts[found[left][1]]) kinds -= 1;
      left += 1;
    }
    if (kinds > most) {
      most = kinds;
      best = [found[left][0], end];
    }
  }
  return best;
}

/**
 * @param {string} line
 * @param {Piece[]} pieces
 * @param {number} unit of the folded line
 * @returns {number} where in the line it comes from
 */
function unfold(line, pieces, unit) {
  const later = pieces.findIndex((one) => one.folded > unit);
  const index = (later < 0 ? pieces.length : later) - 1;
  const piece = pieces[index];
  let low = piece.at;
  let high = index + 1 < pieces.length ? pieces[index + 1].at : line.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fold(line.slice(piece.at, middle)).length > unit - piece.folded) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * @param {string} line
 * @param {number} from where the excerpt would begin
 * @param {number} first the hit, which it must hold
 * @param {number} near
 * @returns {number} a better beginning near by
 */
function startNear(line, from, first, near) {
  if (from <= 0) return 0;
  const clause = clauseNear(line, from, Math.max(from - near, 0), Math.min(from + near, first));
  if (clause >= 0) return clause;
  const inner = edgeOfWord(line, from, 1, Math.min(first, from + LONGEST_WORD));
  return inner >= 0 ? inner : edgeOfWord(line, Math.min(from, first), -1, Math.max(from - LONGEST_WORD, 0), true);
}

/**
 * @param {string} line
 * @param {number} to where the excerpt would end
 * @param {number} behind the end of the hit, which it must hold
 * @param {number} near
 * @returns {number} a better end near by
 */
function endNear(line, to, behind, near) {
  if (to >= line.length) return line.length;
  const clause = clauseNear(line, to, Math.max(to - 2 * near, behind), Math.min(to + near / 2, line.length));
  if (clause >= 0) return clause;
  const inner = edgeOfWord(line, to, -1, Math.max(behind, to - LONGEST_WORD));
  return inner >= 0 ? inner : edgeOfWord(line, to, 1, Math.min(to + LONGEST_WORD, line.length), true);
}

/**
 * @param {string} line
 * @param {number} at
 * @param {number} low
 * @param {number} high
 * @returns {number} the end of a sentence, else of a clause, that is nearest to `at` within the bounds; -1 for none
 */
function clauseNear(line, at, low, high) {
  for (const signs of [STOPS, ENDS]) {
    for (let off = 0; at - off >= low || at + off <= high; off += 1) {
      if (at - off >= low && at - off <= high && endsClause(line, at - off, signs)) return at - off;
      if (at + off <= high && at + off >= low && endsClause(line, at + off, signs)) return at + off;
    }
  }
  return -1;
}

/**
 * @param {string} line
 * @param {number} at
 * @param {string} signs
 * @returns {boolean} whether a clause that ends in one of `signs` ends before `at`
 */
function endsClause(line, at, signs) {
  if (at >= line.length) return true;
  if (!isEdge(line, at) || (line[at] !== "\n" && (ENDS + CLOSERS).includes(line[at]))) return false;
  let back = at - 1;
  while (back > 0 && (CLOSERS + " ").includes(line[back])) back -= 1;
  return signs.includes(line[back]);
}

/**
 * @param {string} line
 * @param {number} at
 * @param {number} step 1 or -1
 * @param {number} limit how far to go
 * @param {boolean} [anyway] a word without end is cut
 * @returns {number} the next place where nothing is cut in two; -1 when there is none
 */
function edgeOfWord(line, at, step, limit, anyway) {
  for (let place = at; (limit - place) * step >= 0; place += step) {
    if (isEdge(line, place)) return place;
  }
  if (!anyway) return -1;
  let place = at;
  while (place > 0 && MARK.test(line.slice(place, place + 1))) place -= 1;
  return place;
}

/**
 * @param {string} line
 * @param {number} at
 * @returns {boolean} whether a cut before `at` leaves characters, Latin words and numbers such as 3.5 whole
 */
function isEdge(line, at) {
  if (at <= 0 || at >= line.length) return true;
  if (MARK.test(line.slice(at, at + 2)) || /[\u200d\udb40]/.test(line[at - 1])) return false;
  if (line[at] === "\udb40" || isWithinFlag(line, at)) return false;
  const before = line.slice(Math.max(at - 4, 0), at).replace(/[.:,@_/-]+$/, "").slice(-1);
  const after = line.slice(at, at + 4).replace(/^[.:,@_/-]+/, "").slice(0, 1);
  return !(WORD.test(before) && WORD.test(after));
}

/**
 * @param {string} line
 * @param {number} at
 * @returns {boolean} whether a cut before `at` would divide the two letters of a flag
 */
function isWithinFlag(line, at) {
  if (!/^\ud83c[\udde6-\uddff]/.test(line.slice(at, at + 2))) return false;
  const flags = FLAGS.exec(line.slice(Math.max(at - 40, 0), at));
  return Boolean(flags && flags[0].length % 4);
}
