/**
 * Lists of the search index, pure. The format stands in index/lists.py: for a pair of characters, in which texts it
 * stands, and for each occurrence which of the text's own x and y they are.
 */

import { takeBits, takeCount, takeNumber } from "./bits.js";

export const NUMBER = (1 << 21) - 1;
const X_K = 8;
/** The parameter of a list of zeros; smaller ones are not written. */
const ALL_ZERO = -5;
/** For a number that stands alone. */
const LONE_K = { TEXTS: 10, WHICH: 2, TIMES: 0, I: 0, J: 0 };

/**
 * The occurrences of a key in one field: the texts, ascending; those in texts[n] are at first[n] to first[n + 1] in
 * `i` and `j`, ascending too. For single characters and whole numbers `i` and `j` are empty.
 * @typedef {{texts: Int32Array, first: Int32Array, i: Int32Array, j: Int32Array}} Places
 */

/**
 * @param {number} x
 * @param {number} y
 * @param {number} bits
 * @returns {number} which of 2^bits files holds the list of the key (x, y)
 */
export function fileOf(x, y, bits) {
  let mixed = (Math.imul(x, 0x9e3779b1) + Math.imul(y, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) & ((1 << bits) - 1);
}

/**
 * @param {Uint8Array} bytes of a file
 * @param {number} bits of the block, as fileOf takes them
 * @param {number} x
 * @param {number} y
 * @returns {[Places, Places] | null} head and body of the list with the key (x, y); null when there is none. Throws an
 *   error when the file is cut off or belongs to another edition
 */
export function readList(bytes, bits, x, y) {
  const reader = { bytes, at: 0 };
  if (takeBits(reader, 5) !== bits) throw new Error("search: a list of another edition");
  let key = 0;
  for (let left = takeCount(reader); left > 0; left -= 1) {
    key += takeNumber(reader, X_K);
    const other = takeBits(reader, 1) ? takeBits(reader, 21) : takeBits(reader, 16);
    const pairs = other > 0 && key < NUMBER;
    const head = readPlaces(reader, pairs);
    const body = readPlaces(reader, pairs);
    if (reader.at > bytes.length * 8) throw new Error("search: a damaged file");
    if (key === x && other === y) return [head, body];
    if (key > x) return null;
  }
  return null;
}

/**
 * @param {import("./bits.js").Reader} reader
 * @param {boolean} pairs
 * @returns {Places}
 */
function readPlaces(reader, pairs) {
  const count = takeCount(reader);
  const first = new Int32Array(count + 1);
  if (!count) return { texts: new Int32Array(0), first, i: new Int32Array(0), j: new Int32Array(0) };
  const texts = readGaps(reader, Int32Array.of(0, count), LONE_K.TEXTS);
  if (!pairs) return { texts, first, i: new Int32Array(0), j: new Int32Array(0) };
  const times = new Int32Array(count).fill(1);
  const more = takeCount(reader);
  if (more) {
    const which = readGaps(reader, Int32Array.of(0, more), LONE_K.WHICH);
    const often = readNumbers(reader, more, LONE_K.TIMES);
    which.forEach((text, at) => {
      times[text] = 2 + often[at];
    });
  }
  times.forEach((known, text) => {
    first[text + 1] = first[text] + known;
  });
  return { texts, first, i: readGaps(reader, first, LONE_K.I), j: readGaps(reader, first, LONE_K.J) };
}

/**
 * Numbers that ascend from each of `first` to the next and are written as gaps after their parameter.
 * @param {import("./bits.js").Reader} reader
 * @param {Int32Array} first
 * @param {number} lone the parameter of a single number
 * @returns {Int32Array}
 */
function readGaps(reader, first, lone) {
  const numbers = readNumbers(reader, first[first.length - 1], lone);
  for (let run = 0; run + 1 < first.length; run += 1) {
    for (let at = first[run] + 1; at < first[run + 1]; at += 1) numbers[at] += numbers[at - 1] + 1;
  }
  return numbers;
}

/**
 * A list of numbers as index/bits.py describes it, after its parameter.
 * @param {import("./bits.js").Reader} reader
 * @param {number} count
 * @param {number} lone the parameter of a single number
 * @returns {Int32Array}
 */
function readNumbers(reader, count, lone) {
  const numbers = new Int32Array(count);
  const k = count > 1 ? takeBits(reader, 4) + ALL_ZERO : lone;
  if (k >= 0) {
    for (let at = 0; at < count; at += 1) numbers[at] = takeNumber(reader, k);
  } else if (k > ALL_ZERO) {
    for (let at = takeNumber(reader, -k); at < count; at += 1 + takeNumber(reader, -k)) {
      numbers[at] = 1 + takeNumber(reader, 0);
    }
  }
  return numbers;
}

/**
 * Strings that end with the first pair, each joined with a second pair that begins with the same character.
 * @param {Places} left only `j` of its occurrences counts
 * @param {Places} right
 * @returns {Places} the joined strings; `i` and `j` are those of the second pair
 */
export function joined(left, right) {
  /** @type {number[]} */
  const texts = [];
  const first = [0];
  /** @type {number[]} */
  const i = [];
  /** @type {number[]} */
  const j = [];
  let a = 0;
  let b = 0;
  while (a < left.texts.length && b < right.texts.length) {
    if (left.texts[a] < right.texts[b]) a += 1;
    else if (left.texts[a] > right.texts[b]) b += 1;
    else {
      let one = left.first[a];
      let other = right.first[b];
      while (one < left.first[a + 1] && other < right.first[b + 1]) {
        if (left.j[one] < right.i[other]) one += 1;
        else if (left.j[one] > right.i[other]) other += 1;
        else {
          i.push(right.i[other]);
          j.push(right.j[other]);
          one += 1;
          other += 1;
        }
      }
      if (j.length > first[first.length - 1]) {
        texts.push(left.texts[a]);
        first.push(j.length);
      }
      a += 1;
      b += 1;
    }
  }
  return { texts: Int32Array.from(texts), first: Int32Array.from(first), i: Int32Array.from(i), j: Int32Array.from(j) };
}
