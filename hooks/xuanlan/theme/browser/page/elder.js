/** 长辈版: a class on <html>, kept on this device where the browser lets us. */

import { all } from "../shared/dom.js";

const KEY = "xuanlan-elder";

/** Applies what was chosen before and makes the switches work. */
export function startElder() {
  apply(recall());
  for (const button of all("button[data-elder-switch]")) {
    button.addEventListener("click", () => {
      const on = !document.documentElement.classList.contains("elder");
      apply(on);
      keep(on);
    });
  }
}

/** @param {boolean} on */
function apply(on) {
  document.documentElement.classList.toggle("elder", on);
  for (const button of all("button[data-elder-switch]")) button.setAttribute("aria-pressed", String(on));
}

/** @returns {boolean} false when there is no memory: file://, private windows and kiosks may refuse it */
function recall() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch (error) {
    return false;
  }
}

/** @param {boolean} on */
function keep(on) {
  try {
    if (on) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch (error) {
    // Then the choice holds for this page only.
  }
}
