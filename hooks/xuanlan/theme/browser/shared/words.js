/** States in words, from the texts that Python uses too (data/states.json). Pure. */

import { TEXTS } from "./texts.js";
import { daysLeft, fromWords, listRemoved, untilWords } from "./schedule.js";

/**
 * @param {string} template with names in braces
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * @param {string} state
 * @returns {string} empty when there is nothing to say
 */
export function label(state) {
  return TEXTS.labels[state] || "";
}

/**
 * @param {number} until
 * @param {number} now
 * @returns {string} what stands behind an end, such as a deadline, when it is past; else empty
 */
export function overWords(until, now) {
  return now >= until ? TEXTS.sentences.over : "";
}

/**
 * @param {string} state
 * @param {import("./schedule.js").Facts} facts
 * @param {number} now
 * @returns {string} the sentence at the top of a notice; empty when there is nothing to say
 */
export function sentence(state, facts, now) {
  let key = state;
  /** @type {Record<string, string | number>} */
  const values = { publish: fromWords(facts.p) };
  const days = daysLeft(facts, now);
  if (state === "open" && days !== null) {
    key = days > 0 ? "open_until" : "open_last";
    values.days = days;
  }
  if (facts.o !== undefined) values.open_from = fromWords(facts.o);
  if (facts.c !== undefined) values.open_until = untilWords(facts.c);
  if (facts.e !== undefined) values.expires = untilWords(facts.e);
  const words = fill(TEXTS.sentences[key] || "", values);
  return words && state !== "withdrawn" && listRemoved(facts, now) ? words + TEXTS.sentences.list_removed : words;
}
