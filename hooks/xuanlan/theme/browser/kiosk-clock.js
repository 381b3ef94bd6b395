/** The clock of a screen: the machine's as far as it can be right, or the one that a preview sets. */

import { plausibleNow } from "./time.js";

export class Clock {
  /** @param {string} search of the page's address; clock=ISO sets the clock, Shanghai time unless it says otherwise */
  constructor(search) {
    this.built = NaN;
    /** @type {number | null} seconds that the clock is ahead of the machine's, in a preview */
    this.ahead = null;
    const asked = new URLSearchParams(search).get("clock");
    if (asked) this.set(moment(asked));
  }

  /** @param {number} at epoch seconds; NaN leaves the clock as it is */
  set(at) {
    if (Number.isFinite(at)) this.ahead = at - machine();
  }

  /** @returns {number} epoch seconds */
  now() {
    return this.ahead === null ? plausibleNow(machine(), this.built) : machine() + this.ahead;
  }

  /** @returns {boolean} whether the machine's clock cannot be right, so that the time of the build stands in */
  implausible() {
    return this.ahead === null && this.now() !== machine() && Number.isFinite(this.built);
  }
}

/** @returns {number} */
function machine() {
  return Math.floor(Date.now() / 1000);
}

/**
 * @param {string} text
 * @returns {number} epoch seconds, NaN when it says none
 */
function moment(text) {
  const iso = text.trim().replace(/ (\d\d:?\d\d)$/, "+$1"); // a + in an address is read as a blank
  const local = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.exec(iso);
  const whole = local ? `${local[1] ? iso : `${iso}T00:00`}+08:00` : iso;
  return Math.floor(Date.parse(whole) / 1000);
}

/** @returns {number} seconds that only ever grow, whatever somebody does to the machine's clock */
export function elapsed() {
  return performance.now() / 1000;
}
