/** The search boxes of a page: what the reader types, read as whole words, and the keys that lead out of them. */

import { all } from "./dom.js";

/** What a page that answers in place listens for; `settled` when the reader means the query as it stands. */
/** @typedef {(query: string, settled: boolean) => void} Listener */

const CALM = 150;

/** @returns {HTMLInputElement[]} the header's first, then the page's own */
export function searchBoxes() {
  return /** @type {HTMLInputElement[]} */ (all('form[data-search] input[name="q"]'));
}

/** @param {string} query shown in every box, but the one that has it */
export function showQuery(query) {
  for (const box of searchBoxes()) {
    if (box.value !== query) box.value = query;
  }
}

/** Makes Escape empty a box, or leave an empty one. */
export function startSearchBoxes() {
  for (const box of searchBoxes()) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      if (!box.value) box.blur();
      else {
        box.value = "";
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  }
}

/**
 * Calls `tell` a moment after the last letter, and at once when a form is submitted; no other page is then loaded.
 * @param {() => void} touch at each change, ahead of `tell`
 * @param {Listener} tell
 */
export function listenToBoxes(touch, tell) {
  let timer = 0;
  for (const box of searchBoxes()) {
    let composing = false;
    const typed = () => {
      if (composing) return;
      clearTimeout(timer);
      showQuery(box.value);
      touch();
      timer = window.setTimeout(() => tell(box.value, false), box.value ? CALM : 0);
    };
    box.addEventListener("compositionstart", () => {
      composing = true;
      clearTimeout(timer);
    });
    box.addEventListener("compositionend", () => {
      composing = false;
      typed();
    });
    box.addEventListener("input", typed);
    const form = box.form;
    if (!form) continue;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      showQuery(box.value);
      // On a telephone the keyboard stands before the results.
      if (window.matchMedia("(pointer: coarse)").matches) box.blur();
      tell(box.value, true);
    });
  }
}
