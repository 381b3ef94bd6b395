/** Folding for search, pure: the twin of text.fold, held together by tests/vectors/fold.json. */

const UNSEEN = new RegExp(
  "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\u{e0000}-\\u{e0fff}]",
  "gu"
);
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** One sign for each family that typists mix. @type {Array<[RegExp, string]>} */
const SAME = [
  [/[[{\u3014\u3010\u3016\u3018\u301a]/g, "("],
  [/[\]}\u3015\u3011\u3017\u3019\u301b]/g, ")"],
  [/[\u201c-\u201f\u301d\u301e]/g, '"'],
  [/[\u2018-\u201b]/g, "'"],
  [/[\u2010-\u2015\u2212\u2500]/g, "-"],
  [/[\u2022\u2027\u22c5\u30fb]/g, "\u00b7"],
  [/\u301c/g, "~"],
  [/\u2236/g, ":"],
  [/\u25cb/g, "\u3007"],
  [/\u03c2/g, "\u03c3"],
];

/**
 * @param {string} text
 * @returns {string} as search compares it; the rules stand in text.py
 */
export function fold(text) {
  const wide = text.replace(UNSEEN, "").normalize("NFKC");
  let same = wide.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
  for (const [family, sign] of SAME) same = same.replace(family, sign);
  const spaced = same.replace(SPACE, " ");
  return spaced.replace(/ ([^0-9a-z])/g, "$1").replace(/([^0-9a-z]) /g, "$1").replace(/^ | $/g, "");
}

/**
 * @param {string} query
 * @returns {string[]} its parts between white space, folded, each once; each must be found
 */
export function queryParts(query) {
  return Array.from(new Set(query.split(SPACE).map(fold).filter(Boolean)));
}

/**
 * Where `parts` stand in `text`, so that hits can be marked in the text as it is written.
 * @param {string} text
 * @param {string[]} parts folded
 * @returns {Array<[number, number]>} half-open ranges of `text`, ascending, apart from each other
 */
export function hitRanges(text, parts) {
  let folded = "";
  /** @type {Array<[number, number]>} for each unit of `folded` where it comes from */
  const origin = [];
  let at = 0;
  for (const sign of text) {
    const piece = fold(sign);
    for (let unit = 0; unit < piece.length; unit += 1) origin.push([at, at + sign.length]);
    folded += piece;
    at += sign.length;
  }
  /** @type {Array<[number, number]>} */
  const found = [];
  for (const part of parts) {
    let start = part ? folded.indexOf(part) : -1;
    while (start >= 0) {
      found.push([origin[start][0], origin[start + part.length - 1][1]]);
      start = folded.indexOf(part, start + part.length);
    }
  }
  found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  /** @type {Array<[number, number]>} */
  const ranges = [];
  for (const [start, end] of found) {
    const last = ranges[ranges.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}
