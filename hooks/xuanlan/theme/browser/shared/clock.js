/** The page's clock: the reader's own, if it is plausible, and a beat once a minute. */

import { plausibleNow } from "./schedule.js";

const MINUTE = 60000;

/**
 * The time of the build comes from a script of its own (assets/xuanlan/built.js), so that a build without changes
 * changes no page.
 * @returns {number} epoch seconds
 */
export function now() {
  return plausibleNow(Date.now() / 1000, Date.parse(window.xuanlanBuilt || "") / 1000);
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
