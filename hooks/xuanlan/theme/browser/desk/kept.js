/** What is being typed, kept in the browser with every key, so that a closed page or a failing machine loses nothing. */

/** @typedef {import("./types").Edit} Edit */

const PREFIX = "xuanlan-desk-";

/**
 * @param {string} ident of a text
 * @param {Edit} edit
 */
export function keep(ident, edit) {
  try {
    localStorage.setItem(PREFIX + ident, JSON.stringify({ ...edit, at: Date.now() }));
  } catch (_) {
    // Full or forbidden: the server keeps it too.
  }
}

/**
 * @param {string} ident
 * @returns {(Edit & { at: number }) | null}
 */
export function kept(ident) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + ident) || "null");
  } catch (_) {
    return null;
  }
}

/** @param {string} ident */
export function forget(ident) {
  try {
    localStorage.removeItem(PREFIX + ident);
  } catch (_) {
    // Nothing was kept.
  }
}
