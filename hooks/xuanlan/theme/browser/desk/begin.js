/** Opening a text or a register: what was typed in it and not saved is offered, its buttons and keys work. */

import { ask, attempt, listen } from "./asking.js";
import { byId } from "./elements.js";
import { kept } from "./kept.js";
import { button } from "./room.js";

/** @typedef {import("./types").Opened} Opened */
/** @typedef {import("./room").Room} Room */

/** @param {Room} room */
function offerUnsaved(room) {
  const opened = /** @type {Opened} */ (room.opened);
  const own = kept(room.path);
  const edit = own && own.base === opened.base ? own : opened.unsaved || own;
  if (!edit || !(edit.body !== undefined || edit.text !== undefined || edit.fields) || !room.canTake(edit)) return;
  byId("recovered").hidden = false;
  byId("take").addEventListener("click", () => {
    byId("recovered").hidden = true;
    room.take(edit);
  });
  byId("leave").addEventListener("click", () => {
    byId("recovered").hidden = true;
    room.dropAll();
  });
}

/**
 * @param {() => Promise<Room>} make
 * @param {(event: string, words: string, room: Room) => void} heard
 * @param {string} [ident] of a text
 */
export async function begin(make, heard, ident) {
  const isOpen = await attempt("open", async () => {
    const room = await make();
    room.fill(room.opened || (await ask(room.path)));
    offerUnsaved(room);
    button("save").addEventListener("click", () => room.save());
    button("undo").addEventListener("click", () => {
      room.fill(/** @type {Opened} */ (room.opened));
      room.dropAll();
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        room.save();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (document.documentElement.dataset.saved === "false") event.preventDefault();
    });
    listen((event, words) => heard(event, words, room), ident);
    document.documentElement.dataset.ready = "true";
  });
  if (!isOpen) byId("state").textContent = "";
}
