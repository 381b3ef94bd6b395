/** SHA-256 (FIPS 180-4), pure: a page from plain http or from a folder has no crypto.subtle. */

const K = new Uint32Array(64);
const START = new Uint32Array(8);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  let prime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime = prime && candidate % divisor !== 0;
  if (!prime) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(candidate));
  K[found++] = fraction(Math.cbrt(candidate));
}

/**
 * @param {number} root
 * @returns {number} the first 32 bits of its fractional part
 */
function fraction(root) {
  return ((root - Math.floor(root)) * 4294967296) >>> 0;
}

/**
 * @param {string} text ASCII only
 * @returns {string} 64 hexadecimal digits
 */
export function sha256(text) {
  const length = text.length;
  const blocks = ((length + 8) >> 6) + 1;
  const block = new Uint8Array(64);
  const view = new DataView(block.buffer);
  const hash = START.slice();
  const words = new Uint32Array(64);
  for (let number = 0; number < blocks; number++) {
    const from = number * 64;
    for (let at = 0; at < 64; at++) block[at] = from + at < length ? text.charCodeAt(from + at) : 0;
    if (from <= length && length < from + 64) block[length - from] = 0x80;
    if (number === blocks - 1) {
      view.setUint32(56, Math.floor(length / 0x20000000));
      view.setUint32(60, (length << 3) >>> 0);
    }
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(at * 4);
    mix(hash, words);
  }
  return Array.from(hash, (word) => `0000000${word.toString(16)}`.slice(-8)).join("");
}

/**
 * @param {Uint32Array} hash
 * @param {Uint32Array} words 64, of which the first 16 are given
 */
function mix(hash, words) {
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15];
    const late = words[at - 2];
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[at] = (words[at - 16] + s0 + words[at - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let at = 0; at < 64; at++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + K[at] + words[at]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    hash[at] = (hash[at] + word) | 0;
  });
}

/**
 * @param {number} word
 * @param {number} by bits
 * @returns {number}
 */
function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}
