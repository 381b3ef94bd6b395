/** What was typed earlier comes back, beside what somebody else has saved since. */

import { ask, attempt } from "./asking.js";

/** @typedef {import("./types").Edit} Edit */
/** @typedef {import("./types").Opened} Opened */

/**
 * Goes on with what was typed earlier. Where the file has changed since, somebody chooses between both: what the other
 * one wrote is not overwritten unseen.
 * @param {import("./room").Room} room
 * @param {Edit} edit
 */
export async function takeEarlier(room, edit) {
  const opened = /** @type {Opened} */ (room.opened);
  if (edit.base === opened.base) {
    room.take(edit);
    return;
  }
  await attempt("save", async () => {
    const saved = await ask(room.path + "/save", edit);
    if (saved.theirs === undefined) {
      room.fill(saved);
      return;
    }
    // What both began with is not known any more: whatever is not the same may have been changed by both.
    const began = { ...opened, body: edit.body === undefined ? saved.theirs.body : "", fields: { ...saved.theirs.fields } };
    for (const name of Object.keys(edit.fields || {})) delete began.fields[name];
    room.compare(began, edit, saved.theirs, saved.mine);
  });
}
