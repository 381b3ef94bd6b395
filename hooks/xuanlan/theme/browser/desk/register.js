/** The page of one register. */

import { ask } from "./asking.js";
import { begin } from "./begin.js";
import { byId } from "./elements.js";
import { learn } from "./offers.js";
import { RegisterForm } from "./register_form.js";
import { IDENT, Room } from "./room.js";

const STOPPED = ["beforeinput", "keydown", "mousedown", "click"];

class RegisterRoom extends Room {
  async save() {
    // Entries are known by their places in the file, which change now: nothing is typed for this moment.
    const form = this.form;
    const stop = (/** @type {Event} */ event) => event.preventDefault();
    const back = form instanceof RegisterForm ? form.place() : () => undefined;
    for (const kind of STOPPED) byId("form").addEventListener(kind, stop, true);
    await super.save();
    for (const kind of STOPPED) byId("form").removeEventListener(kind, stop, true);
    back();
  }

  /**
   * What was typed counts entries of the file as it was then.
   * @param {import("./types").Edit} edit
   */
  canTake(edit) {
    return edit.base === (this.opened && this.opened.base) || edit.text !== undefined || edit.whole !== undefined;
  }

  /** @param {import("./types").Edit} edit */
  takeEarlier(edit) {
    const isSame = edit.text !== undefined || edit.base === (this.opened && this.opened.base);
    return super.takeEarlier(isSame ? edit : { base: edit.base, text: edit.whole });
  }

  /** @param {boolean} isText */
  show(isText) {
    super.show(isText);
    byId("write").hidden = !isText;
  }
}

begin(
  async () => {
    const path = "/api/registers/" + IDENT;
    const opened = await ask(path);
    byId("about").textContent = opened.about;
    // Without the site there is nothing to offer; a register that keeps it from being read is mended here.
    learn(await ask("/api/offers").catch(() => ({})));
    const room = new RegisterRoom(path, (changed) => new RegisterForm(byId("form"), opened.form, opened.entry, changed));
    room.opened = opened;
    return room;
  },
  (event, _, room) => {
    if (event === "built") room.try_();
  },
).then((room) => {
  const field = decodeURIComponent(location.hash.slice(1));
  if (room && field) room.form.focus([field]);
});
