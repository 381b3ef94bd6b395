/** Reads data files of the search index: bytes, codes, texts. The writers: index/packing.py, index/bits.py. */

import { inflate } from "./inflate.js";

const REFUSED = [0x00, 0x0a, 0x0d, 0x22, 0x5c];
const TWO_BYTES = 0x100;
const LONGEST_RUN = 16;
const PLAIN_BITS = 21;
const ENCODINGS = ["gb18030", "utf-8"];
/** The signs that control characters stand for, from 1 on, the line feed left out. */
const SHORT =
  "\uff0c\u3002\u3001\u7684\uff1a\uff1b\uff08\uff09\u201c\u201d\u4e00\u4e0d\u65e5\u6708\u5b66" +
  "\u751f\u5de5\u4eba\u6709\u65f6\u5728\u548c\u4e3a\u4f5c\u9662\u90e8\u52a1\u53ca\u7406\u8bf7";

/**
 * A position in bytes read bit by bit; the most significant bit of a byte comes first.
 * @typedef {{bytes: Uint8Array, at: number}} Reader
 */

/**
 * @param {string} text as it stands in the script
 * @returns {Uint8Array} throws an error for what packing.py cannot have written
 */
export function unpackBytes(text) {
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  let bits = 0;
  let held = 0;
  const add = (/** @type {number} */ sign) => {
    held = ((held & 127) << 7) | sign;
    bits += 7;
    if (bits < 8) return;
    bits -= 8;
    bytes[length] = held >> bits;
    length += 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < TWO_BYTES) add(code);
    else {
      const place = (code - TWO_BYTES) >> 7;
      if (place >= 2 * REFUSED.length) throw new Error("search: a damaged file");
      add(REFUSED[place % REFUSED.length]);
      if (place < REFUSED.length) add((code - TWO_BYTES) & 127);
    }
  }
  return bytes.subarray(0, length);
}

/**
 * @param {Reader} reader
 * @param {number} count of bits, at most 31
 * @returns {number} zeros beyond the end
 */
export function takeBits(reader, count) {
  let value = 0;
  let missing = count;
  while (missing > 0) {
    const left = 8 - (reader.at & 7);
    const taken = Math.min(missing, left);
    const byte = reader.bytes[reader.at >> 3] || 0;
    value = (value << taken) | ((byte >> (left - taken)) & ((1 << taken) - 1));
    reader.at += taken;
    missing -= taken;
  }
  return value;
}

/**
 * @param {Reader} reader
 * @param {number} k the parameter
 * @returns {number} in Rice code
 */
export function takeNumber(reader, k) {
  let run = 0;
  while (run < LONGEST_RUN && !takeBits(reader, 1)) run += 1;
  return run < LONGEST_RUN ? (run << k) | takeBits(reader, k) : takeBits(reader, PLAIN_BITS);
}

/**
 * @param {Reader} reader
 * @returns {number} in Elias gamma code. Throws an error when there is none
 */
export function takeCount(reader) {
  let zeros = 0;
  while (!takeBits(reader, 1)) {
    zeros += 1;
    if (zeros > PLAIN_BITS) throw new Error("search: a damaged file");
  }
  return ((1 << zeros) | takeBits(reader, zeros)) - 1;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<string>} rejected when the file is damaged, or where `inflate` is
 */
export async function inflateText(bytes) {
  const text = new TextDecoder(ENCODINGS[bytes[0] & 1]).decode(await inflate(bytes.slice(1)));
  if (bytes[0] & 2) return text;
  return text.replace(/[\x01-\x09\x0b-\x1f]/g, (sign) => SHORT[sign.charCodeAt(0) - (sign < "\n" ? 1 : 2)]);
}
