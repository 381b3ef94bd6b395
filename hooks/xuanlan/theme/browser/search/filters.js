/** The bar over the results: order, and filters whose choices are counted only for a reader who wants them. */

import { all, make, setHidden, setText } from "../shared/dom.js";
import { isSifting, NO_SIFTING } from "./address.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

/** @typedef {import("./address.js").Wish} Wish */
/** @typedef {import("./facets.js").Choice} Choice */
/** @typedef {import("./engine.js").Answer} Answer */

/** @returns {HTMLSelectElement[]} one for each wish */
function wishes() {
  return /** @type {HTMLSelectElement[]} */ (all("[data-sift] select[data-wish]"));
}

/**
 * Makes the bar work.
 * @param {(wish: Record<string, string>) => void} changed gets the wishes that are new
 * @param {() => void} opened the choices are wanted
 */
export function startFilters(changed, opened) {
  for (const select of wishes()) {
    select.addEventListener("change", () => changed({ [wishOf(select)]: select.value }));
  }
  for (const button of all("[data-sift-open]")) {
    button.addEventListener("click", () => {
      unfoldFilters(button.getAttribute("aria-expanded") !== "true");
      opened();
    });
  }
  for (const button of all("[data-sift-clear]")) {
    button.addEventListener("click", () => {
      const opener = all("[data-sift-open]")[0];
      if (opener) opener.focus();
      changed(NO_SIFTING);
    });
  }
}

/**
 * @param {HTMLSelectElement} select
 * @returns {string}
 */
function wishOf(select) {
  return select.getAttribute("data-wish") || "";
}

/** @param {boolean} open */
function unfoldFilters(open) {
  for (const button of all("[data-sift-open]")) button.setAttribute("aria-expanded", String(open));
  for (const panel of all("[data-sift-panel]")) setHidden(panel, !open);
}

/** @returns {boolean} */
function isUnfolded() {
  return all('[data-sift-open][aria-expanded="true"]').length > 0;
}

/**
 * Shows the bar for a query that has hits, with the wishes as they stand.
 * @param {Wish} wish
 * @param {boolean} wanted
 */
export function showFilters(wish, wanted) {
  for (const bar of all("[data-sift]")) {
    // Filters from an address are laid open; a reader who folds them later is left in peace.
    if (bar.hidden && wanted && isSifting(wish)) unfoldFilters(true);
    setHidden(bar, !wanted);
  }
  for (const button of all("[data-sift-clear]")) setHidden(button, !isSifting(wish));
  for (const select of wishes()) choose(select, wish[/** @type {keyof Wish} */ (wishOf(select))]);
}

/**
 * Counts the choices if the reader sees them.
 * @param {Answer} answer
 * @param {Wish} wish
 * @param {() => boolean} stale whether another answer has come meanwhile
 */
export async function countFilters(answer, wish, stale) {
  if (!isUnfolded()) return;
  noteFilters(TEXTS.search.counting);
  try {
    /** @type {Record<string, Choice[]>} */
    const facets = await answer.facets();
    if (stale()) return;
    for (const select of wishes()) {
      const choices = facets[wishOf(select)];
      if (choices) offer(select, choices, wish[/** @type {keyof Wish} */ (wishOf(select))]);
    }
    noteFilters("");
  } catch (error) {
    if (!stale()) noteFilters(TEXTS.search.uncounted);
  }
}

/** @param {string} words beside the filters; empty when there is nothing to say */
function noteFilters(words) {
  for (const note of all("[data-sift-note]")) {
    setText(note, words);
    setHidden(note, !words);
  }
}

/**
 * The first option, which wishes nothing, stays.
 * @param {HTMLSelectElement} select
 * @param {Choice[]} choices
 * @param {string} value
 */
function offer(select, choices, value) {
  while (select.options.length > 1) select.remove(1);
  for (const choice of choices) {
    // What goes without saying elsewhere has to be said here.
    const template = choice.files ? TEXTS.search.choice_of_files : TEXTS.search.choice;
    addChoice(select, choice.value, fill(template, { label: choice.label || TEXTS.search.in_force, count: choice.count }));
  }
  if (value && !choices.some((choice) => choice.value === value)) addChoice(select, value, fill(TEXTS.search.choice, { label: value, count: 0 }));
  choose(select, value);
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 * @param {string} words
 */
function addChoice(select, value, words) {
  select.append(make("option", { value }, [words]));
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value from an address it may not (or not yet) be among the choices
 */
function choose(select, value) {
  const known = Array.from(select.options).some((option) => option.value === value);
  if (!known) select.append(make("option", { value }, ["\u2026"]));
  if (select.value !== value) select.value = value;
}
