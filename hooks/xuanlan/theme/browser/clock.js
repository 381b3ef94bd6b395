/** The page's clock: the reader's own, as far as it can be right, and a beat once a minute. */

import { root } from "./dom.js";
import { plausibleNow } from "./time.js";

const MINUTE = 60000;

/** @returns {number} epoch seconds */
export function now() {
  const header = root();
  const built = header ? Date.parse(header.getAttribute("data-built") || "") / 1000 : NaN;
  return plausibleNow(Date.now() / 1000, built);
}

/**
 * Runs `task` at once, after each full minute and when the reader comes back to the page.
 * @param {() => void} task must not throw
 */
export function everyMinute(task) {
  const beat = () => {
    task();
    setTimeout(beat, MINUTE - (Date.now() % MINUTE) + 50);
  };
  beat();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) task();
  });
}
