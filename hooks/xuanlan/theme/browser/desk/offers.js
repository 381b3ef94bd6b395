/** Words from the registers that an input offers while somebody types. */

import { make } from "./elements.js";

const BEFORE = /^.*[、，,；;]\s*/;

/** @type {{ [name: string]: Array<[string, string]> }} */
let known = {};

/** @param {{ [name: string]: Array<[string, string]> }} offers words, and what they are, by the names of offers */
export function learn(offers) {
  known = offers;
}

/**
 * @param {string} name of an offer
 * @returns {Array<[string, string]>} words, and what they are
 */
export function offered(name) {
  return known[name] || [];
}

/**
 * @param {string} name of an offer
 * @param {unknown} value
 * @returns {string} what it is
 */
export function meaning(name, value) {
  const found = offered(name).find(([one]) => one === value);
  return found ? found[1] : "";
}

/**
 * @param {HTMLInputElement} input
 * @param {import("./types").Field} field
 */
export function offer(input, field) {
  if (!field.offer) return;
  const id = "offer-" + field.offer;
  input.setAttribute("list", id);
  input.setAttribute("autocomplete", "off");
  const fill = () => {
    const list = document.getElementById(id) || document.body.appendChild(make("datalist", { id }));
    // Several stand in one line, and each of them may be chosen.
    const before = field.type === "list" ? (BEFORE.exec(input.value) || [""])[0] : "";
    list.replaceChildren(...offered(field.offer).map(([value, words]) => make("option", { value: before + value }, [words])));
  };
  input.addEventListener("focus", fill);
  input.addEventListener("input", fill);
}
