/** Words as a voice is to say them: dates, times, numbers of documents and telephones. Pure; Python: channels/speech.py. */

const DIGITS = "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";
const TEN = "\u5341";
const YEAR = "\u5e74";
const DASH = "\\s?(?:\u2014\u2014?|[-\u2013\u2212\uff0d~\uff5e\u81f3])\\s?";
const TO = "\u81f3";
/** Ends of the hours of a part of the day, and its name: 凌晨 上午 中午 下午 晚上. */
const PARTS = [
  [6, "\u51cc\u6668"],
  [12, "\u4e0a\u5348"],
  [13, "\u4e2d\u5348"],
  [18, "\u4e0b\u5348"],
  [24, "\u665a\u4e0a"],
];
/** 下午 傍晚 晚上 晚间 夜间 当晚 今晚 明晚: a time behind one of them counts from noon. */
const LATE = /\u4e0b\u5348|\u508d\u665a|\u665a\u4e0a|\u665a\u95f4|\u591c\u95f4|\u5f53\u665a|\u4eca\u665a|\u660e\u665a/;
/** 凌晨 早上 上午 中午 下午 傍晚 晚上 right before a time. */
const SAID = /(?:\u4e0b\u5348|\u508d\u665a|\u665a\u4e0a|\u51cc\u6668|\u65e9\u4e0a|\u4e0a\u5348|\u4e2d\u5348)$/;
const CLAUSE = /[\u3002\uff1b\uff01\uff1f\n]/;

/**
 * @param {string} digits
 * @returns {string} one by one as on the telephone, where 1 is 幺
 */
export function byDigits(digits) {
  return digits.replace(/[0-9]/g, (sign) => (sign === "1" ? "\u5e7a" : DIGITS[Number(sign)]));
}

/** @param {string} digits */
function year(digits) {
  return digits.replace(/[0-9]/g, (sign) => (sign === "0" ? "\u3007" : DIGITS[Number(sign)])) + YEAR;
}

/**
 * @param {number} number below 100
 * @returns {string}
 */
function count(number) {
  if (number < 10) return DIGITS[number];
  const tens = Math.floor(number / 10);
  return (tens > 1 ? DIGITS[tens] : "") + TEN + (number % 10 ? DIGITS[number % 10] : "");
}

/**
 * @param {string} hour
 * @param {string} minute
 * @param {string} clause what stands before it
 */
function time(hour, minute, clause) {
  const number = Number(hour);
  const part = PARTS.find(([end]) => number < Number(end));
  const twelve = number > 12 && part ? number - 12 : number;
  const name = part && !SAID.test(clause) && (number > 12 || !LATE.test(clause)) ? String(part[1]) : "";
  const words = name + (twelve === 2 ? "\u4e24" : count(twelve)) + "\u70b9";
  if (minute === "00") return words;
  if (minute === "30") return words + "\u534a";
  return words + (minute[0] === "0" ? DIGITS[0] : "") + count(Number(minute)) + "\u5206";
}

const NOT_BEFORE = "(^|[^0-9.])";
const DATE = new RegExp(`${NOT_BEFORE}([12][0-9]{3})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12][0-9]|3[01])(?![0-9.])`, "g");
const DAY = /([12][0-9]{3})\u5e74(?:(1[0-2]|0?[1-9])\u6708)?|(1[0-2]|0?[1-9])\u6708(?=[0-9]{1,2}\u65e5)|([0-9]{1,2})\u65e5/g;
const CLOCK = new RegExp(`${NOT_BEFORE}([01]?[0-9]|2[0-4])[:\uff1a]([0-5][0-9])(?![0-9:\uff1a])`, "g");
const SPAN = new RegExp(`([0-9]{1,2}[:\uff1a][0-9]{2}|[0-9\u65e5])${DASH}(?=(?:[12][0-9]{3}\u5e74)?(?:[0-9]{1,2}\u6708)?[0-9]{1,2}\u65e5|[0-9]{1,2}[:\uff1a][0-9]{2})`, "g");
const DOCUMENT = /\u3014([12][0-9]{3})\u3015\u7b2c?([1-9][0-9]{0,3})\u53f7/g;
const PHONE = new RegExp(
  `${NOT_BEFORE}(0[0-9]{2,3}[-\u2014\uff0d][0-9]{7,8}|0[0-9]{9,11}|1[3-9][0-9]{9}|[48]00[-\u2014\uff0d]?[0-9]{3}[-\u2014\uff0d]?[0-9]{4}|[2-8][0-9]{6,7}|12[0-9]{3}|9[56][0-9]{3,4}|1[12][0-9](?=\u62a5\u8b66|\u6025\u6551|\u706b\u8b66))(?![0-9.\u5143\u4eba\u4e07])`,
  "g",
);
const ADDRESS = /https?:\/\/[!-~]+|www\.[!-~]+/gi;
/** （网址见原文） */
const SEE_TEXT = "\uff08\u7f51\u5740\u89c1\u539f\u6587\uff09";

/**
 * @param {string} text
 * @returns {string}
 */
export function say(text) {
  return text
    .replace(ADDRESS, SEE_TEXT)
    .replace(DOCUMENT, (_, one, number) => `${year(one)}\u7b2c${Number(number) < 100 ? count(Number(number)) : number}\u53f7`)
    .replace(DATE, (_, before, one, month, day) => `${before}${year(one)}${count(Number(month))}\u6708${count(Number(day))}\u65e5`)
    .replace(SPAN, `$1${TO}`)
    .replace(DAY, (_, one, month, other, day) => {
      if (day) return count(Number(day)) + "\u65e5";
      return (one ? year(one) : "") + (month || other ? count(Number(month || other)) + "\u6708" : "");
    })
    .replace(CLOCK, (_, before, hour, minute, at, whole) => {
      const clause = (whole.slice(0, at) + before).split(CLAUSE).pop() || "";
      return before + time(hour, minute, clause);
    })
    .replace(PHONE, (_, before, number) => before + byDigits(number.replace(/[^0-9]/g, " ")));
}
