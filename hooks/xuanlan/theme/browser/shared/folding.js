/** Folding for search, pure: the twin of text/folding.py, held together by tests/vectors/fold.json. */
const UNSEEN = new RegExp(
  "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\u{e0000}-\\u{e0fff}]",
  "gu"
);
/** A flag; or a character with its marks, its colour of skin, and what is joined to it: a family is one sign. */
const SIGN = /\p{Regional_Indicator}{2}|[^](?:\p{M}|[\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d[^])*/gu;
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

const FIRST_RADICAL = 0x2e81;
/** The ideographs that the radicals from U+2E81 on look like: RADICALS in text/characters.py. */
const IDEOGRAPHS = Array.from(
  "\u5382\u4e5b\u4e5a\u4e59\u4ebb\u5182\u{20628}\u5200\u5202\u535c\u353e\u5c0f\u5c10\u5140\u5c23\u5c22\u{21bc2}" +
    "\u5df3\u5e7a\u5f51\u5f50\u5fc4\u5fc3\u624c\u6535\u2e9a\u65e1\u65e5\u6708\u6b7a\u6bcd\u6c11\u6c35\u6c3a\u706c" +
    "\u722b\u722c\u4e2c\u725b\u72ad\u738b\u{24d14}\u76ee\u793a\u793b\u{25ad7}\u7cf9\u7e9f\u7f53\u7f52\u34c1\u5197" +
    "\u{2626b}\u7f8a\u{2634c}\u{2634b}\u8002\u8080\u807f\u8089\u{26951}\u8279\u827a\u827b\u864e\u8864\u8980\u897f" +
    "\u89c1\u89d2\u{278b2}\u8ba0\u8d1d\u{27fb7}\u8f66\u8fb6\u8fb7\u8fb8\u9091\u9485\u9577\u9578\u957f\u95e8" +
    "\u{28e0f}\u961d\u96e8\u9752\u97e6\u9875\u98ce\u98de\u98df\u{2967f}\u98e0\u9963\u{29810}\u9a6c\u9aa8\u9b3c" +
    "\u9c7c\u9e1f\u5364\u9ea6\u9ec4\u9efe\u6589\u9f50\u6b6f\u9f7f\u7adc\u9f99\u9f9c\u4e80\u9f9f"
);

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
 * @returns {string} as search compares it; text/folding.py describes the rules
 */
export function fold(text) {
  const wide = text.replace(UNSEEN, "").normalize("NFKC");
  let same = wide.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
  for (const [family, sign] of SAME) same = same.replace(family, sign);
  same = same.replace(/[\u2e81-\u2ef3]/g, (sign) => IDEOGRAPHS[sign.charCodeAt(0) - FIRST_RADICAL]);
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
  for (const sign of signsIn(text)) {
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

/**
 * @param {string} text
 * @returns {string[]} sign by sign as readers see it, none torn
 */
export function signsIn(text) {
  return text.match(SIGN) || [];
}
