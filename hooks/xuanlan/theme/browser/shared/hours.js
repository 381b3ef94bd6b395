/** When a hotline is answered, pure: the twin of is_open in models/hours.py, held to tests/vectors/hours.json. */

import { shanghaiDate } from "./schedule.js";

/** @typedef {Array<Array<[number, number]>>} Hours seven rows, Monday first: [from, until) in minutes of the day */

/**
 * @param {string | null} json the attribute data-hours
 * @returns {Hours | null} null when it cannot be used
 */
export function parseHours(json) {
  try {
    const hours = JSON.parse(json || "");
    const sound = Array.isArray(hours) && hours.length === 7 && hours.every((day) => day.every(isWindow));
    return sound ? hours : null;
  } catch (error) {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isWindow(value) {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}

/**
 * @param {Hours} hours
 * @param {number} now epoch seconds
 * @returns {boolean}
 */
export function isOpen(hours, now) {
  const date = shanghaiDate(now);
  const minute = date.getUTCHours() * 60 + date.getUTCMinutes();
  return hours[(date.getUTCDay() + 6) % 7].some((part) => part[0] <= minute && minute < part[1]);
}
