/** The clock of a screen: the machine's as far as it can be right, or the one that a preview sets. */

import { plausibleNow } from "../shared/schedule.js";

const SLACK = 600;

export class Clock {
  /** @param {string} search of the page's address; clock=ISO sets the clock, Shanghai time unless it says otherwise */
  constructor(search) {
    this.built = NaN;
    /** the last plausible moment, in epoch seconds, and `elapsed()` at that time */
    this.sure = { at: NaN, elapsed: 0 };
    /** @type {number | null} seconds that the clock is ahead of the machine's, in a preview */
    this.ahead = null;
    const asked = new URLSearchParams(search).get("clock");
    if (asked) this.set(moment(asked));
  }

  /** @param {number} at epoch seconds; NaN leaves the clock as it is */
  set(at) {
    if (Number.isFinite(at)) this.ahead = at - machine();
  }

  /**
   * While the machine's clock is implausible, time goes on from the last plausible moment, at first from the time of
   * the build, so that notices still expire.
   * @returns {number} epoch seconds
   */
  now() {
    if (this.ahead !== null) return machine() + this.ahead;
    if (plausibleNow(machine(), this.built) === machine()) {
      this.sure = { at: machine(), elapsed: elapsed() };
      return machine();
    }
    if (!(this.sure.at >= this.built)) this.sure = { at: this.built, elapsed: elapsed() };
    return Math.floor(this.sure.at + elapsed() - this.sure.elapsed);
  }

  /** @returns {boolean} whether the machine's clock cannot be right, so that the time of the build stands in */
  implausible() {
    const given = machine();
    // Two machines may differ by minutes: nothing that staff must look after.
    return this.ahead === null && plausibleNow(given, this.built - SLACK) !== given && Number.isFinite(this.built);
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

/** @returns {number} monotonic seconds: nobody can set them back, whatever happens to the machine's clock */
export function elapsed() {
  return performance.now() / 1000;
}
