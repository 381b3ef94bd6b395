/** Search over titles, document numbers and units, pure. */

import { fold, queryParts } from "./fold.js";
import { isListed, parseFacts, stateAt } from "./time.js";

/** One row of search/titles.js: id, title, doc_no, unit, kind, date, facts as JSON.
 * @typedef {[string, string, string, string, string, string, string]} TitleRow */
/** @typedef {{id: string, title: string, doc_no: string, unit: string, kind: string, date: string, state: string}} Hit */

const EXACT = 0;
const PREFIX = 1;
const INSIDE = 2;
const DOC_NO = 3;
const UNIT = 4;
const NOWHERE = 5;

/**
 * All notices that match every part of `query`: by where they match (title exactly, at its start, inside it, document
 * number, unit), in force before out of force, newer first.
 * @param {TitleRow[]} rows
 * @param {string} query
 * @param {number} now
 * @returns {Hit[]}
 */
export function find(rows, query, now) {
  const parts = queryParts(query);
  if (!parts.length) return [];
  const whole = fold(query);
  /** @type {Array<{hit: Hit, place: number, gone: number}>} */
  const found = [];
  for (const [id, title, doc_no, unit, kind, date, json] of rows) {
    const place = placeOf(whole, parts, fold(title), fold(doc_no), fold(unit));
    if (place === NOWHERE) continue;
    const facts = parseFacts(json);
    const state = facts ? stateAt(facts, now) : "current";
    if (state === "draft" || state === "scheduled") continue;
    found.push({ hit: { id, title, doc_no, unit, kind, date, state }, place, gone: isListed(state) ? 0 : 1 });
  }
  found.sort((one, other) => one.place - other.place || one.gone - other.gone || newerFirst(one.hit, other.hit));
  return found.map((entry) => entry.hit);
}

/**
 * @param {string} whole the folded query
 * @param {string[]} parts
 * @param {string} title folded, as the two that follow
 * @param {string} docNo
 * @param {string} unit
 * @returns {number} the best place of the whole query in the title, else the worst place of its parts
 */
function placeOf(whole, parts, title, docNo, unit) {
  const inTitle = placeInTitle(whole, title);
  if (inTitle !== NOWHERE) return inTitle;
  const places = parts.map((part) => {
    if (title.includes(part)) return INSIDE;
    if (docNo.includes(part)) return DOC_NO;
    return unit.includes(part) ? UNIT : NOWHERE;
  });
  return Math.max(...places);
}

/**
 * @param {string} part
 * @param {string} title
 * @returns {number}
 */
function placeInTitle(part, title) {
  const at = title.indexOf(part);
  if (at < 0) return NOWHERE;
  if (at > 0) return INSIDE;
  return part === title ? EXACT : PREFIX;
}

/**
 * @param {Hit} one
 * @param {Hit} other
 * @returns {number}
 */
function newerFirst(one, other) {
  if (one.date !== other.date) return one.date < other.date ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}
