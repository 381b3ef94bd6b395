/** The page of one text. */

import { ask, attempt, listen, textPath, whenRead } from "./asking.js";
import { byId } from "./elements.js";
import { kept } from "./kept.js";
import { IDENT, Room, button } from "./room.js";

/** @typedef {import("./types").Opened} Opened */

/** @param {Room} room */
function offerUnsaved(room) {
  const opened = /** @type {Opened} */ (room.opened);
  const own = kept(IDENT);
  const edit = own && own.base === opened.base ? own : opened.unsaved || own;
  if (!edit || !(edit.body !== undefined || edit.text !== undefined || edit.fields)) return;
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

async function begin() {
  const isOpen = await attempt("open", async () => {
    await whenRead();
    const room = new Room(await ask("/api/kinds"));
    room.fill(await ask(textPath(IDENT)));
    offerUnsaved(room);
    button("save").addEventListener("click", () => room.save());
    button("undo").addEventListener("click", () => {
      room.fill(/** @type {Opened} */ (room.opened));
      room.dropAll();
    });
    byId("over").addEventListener("click", () => room.solve(true));
    byId("reload").addEventListener("click", () => room.solve(false));
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        room.save();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (document.documentElement.dataset.saved === "false") event.preventDefault();
    });
    listen((event) => {
      if (event !== "built" || !room.isComing) return;
      attempt("coming", async () => {
        await whenRead();
        room.try_();
      });
    });
    document.documentElement.dataset.ready = "true";
  });
  if (!isOpen) byId("state").textContent = "";
}

begin();
