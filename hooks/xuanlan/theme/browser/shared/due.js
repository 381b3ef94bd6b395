/** Days on which something falls due, pure: the twin of models/due.py, held together by tests/vectors/due.json. */

import { daysUntil } from "./schedule.js";

/** How many days ahead are told, apart from each other. */
export const SOON = 7;
export const LATER = 30;

/**
 * @param {number[]} days moments in the days on which it falls due, in order
 * @param {number[]} done moments in the days on which it was done
 * @param {number} now
 * @returns {Array<[number, number]>} the days that are open, each with how many there are from today; below 0 when it is over
 */
export function openDays(days, done, now) {
  const left = days.map((day) => daysUntil(day, now));
  const over = left.filter((count) => count < 0).length - 1;
  /** @type {Array<[number, number]>} */
  const found = [];
  days.forEach((day, index) => {
    const told = left[index] < 0 ? index === over : left[index] <= LATER;
    const before = index ? days[index - 1] : -Infinity;
    const settled = done.some((one) => one > before && daysUntil(one, now) <= 0);
    if (told && !settled) found.push([day, left[index]]);
  });
  return found;
}

/**
 * @template {{days: number[], done: number[]}} Task
 * @typedef {{task: Task, day: number, left: number}} Row
 */

/**
 * @template {{days: number[], done: number[]}} Task
 * @param {Task[]} tasks
 * @param {number} now
 * @returns {Array<Row<Task>>} what is due, by time; of a day in the order of the tasks
 */
export function rowsAt(tasks, now) {
  /** @type {Array<Row<Task>>} */
  const rows = [];
  for (const task of tasks) for (const [day, left] of openDays(task.days, task.done, now)) rows.push({ task, day, left });
  return rows.sort((a, b) => a.day - b.day);
}
