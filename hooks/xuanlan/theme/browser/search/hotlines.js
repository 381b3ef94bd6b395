/** Hotlines that a query asks for: by name, number, department, or what they are for. */

import { fold, queryParts } from "../shared/folding.js";
import { loadIndex, loadTable } from "./load.js";

/**
 * An entry of the register; `hours_facts` is the JSON of the hours, `href` leads to the page of hotlines, from the root.
 * @typedef {{name: string, number: string, extension: string, tel: string, unit: string, purpose: string, hours: string,
 *   hours_facts: string, note: string, href: string}} Hotline
 */

/** What people write behind the name of an office when they want its number. */
const ASKS = /^(.+?)(?:\u8054\u7cfb)?(?:\u7535\u8bdd|\u70ed\u7ebf|\u53f7\u7801|\u8054\u7cfb\u65b9\u5f0f)+$/;
/** Digits that are the end of a number: without the area code, as they are dialled on the spot. */
const LEAST_DIGITS = 5;
const RANK = { NUMBER: 0, NAME: 1, UNIT: 2, PURPOSE: 3, NONE: 4 };

/**
 * @param {string} query
 * @returns {Promise<Hotline[]>} best first; none where they cannot be loaded: the notices are answer enough
 */
export async function hotlinesFor(query) {
  const parts = queryParts(query);
  const { hotlines } = await loadIndex();
  if (!parts.length || !hotlines) return [];
  /** @type {Hotline[]} */
  const known = await loadTable("hotlines.js", hotlines).catch(() => []);
  const ranked = known.map((one) => ({ one, rank: Math.max(...parts.map((part) => rankOf(one, part))) }));
  const found = ranked.filter(({ rank }) => rank < RANK.NONE);
  return found.sort((one, other) => one.rank - other.rank).map(({ one }) => one);
}

/**
 * @param {Hotline} hotline
 * @param {string} part folded
 * @returns {number}
 */
function rankOf(hotline, part) {
  const digits = part.replace(/[-+() ]/g, "");
  if (/^[0-9]+$/.test(digits)) return isNumber(hotline, digits) ? RANK.NUMBER : RANK.NONE;
  const asked = ASKS.exec(part);
  for (const word of asked ? [part, asked[1]] : [part]) {
    if (word.length < 2) continue;
    if (/^[0-9]+$/.test(word) && isNumber(hotline, word)) return RANK.NUMBER;
    if (fold(hotline.name).includes(word)) return RANK.NAME;
    if (fold(hotline.unit).includes(word)) return RANK.UNIT;
    if (fold(hotline.purpose).includes(word)) return RANK.PURPOSE;
  }
  return RANK.NONE;
}

/**
 * @param {Hotline} hotline
 * @param {string} digits
 * @returns {boolean}
 */
function isNumber(hotline, digits) {
  const number = hotline.number.replace(/[^0-9]/g, "");
  return number === digits || (digits.length >= LEAST_DIGITS && number.endsWith(digits));
}
