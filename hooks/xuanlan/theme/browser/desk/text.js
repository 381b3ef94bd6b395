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

/**
 * @param {Room} room
 * @param {string} who
 */
function othersSaved(room, who) {
  const isSame = document.documentElement.dataset.saved === "true";
  if (isSame) attempt("open", async () => room.fill(await ask(textPath(IDENT))));
  byId("state").textContent = who + "刚保存了这篇文稿" + (isSame ? "，这里已经换成新的" : "。您保存的时候，两边会摆在一起");
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
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        room.save();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (document.documentElement.dataset.saved === "false") event.preventDefault();
    });
    listen((event, words) => {
      if (event === "people") byId("others").textContent = words ? words + "也打开着这篇文稿" : "";
      if (event === "saved") othersSaved(room, words);
      if (event !== "built" || !room.isComing) return;
      attempt("coming", async () => {
        await whenRead();
        room.try_();
      });
    }, IDENT);
    document.documentElement.dataset.ready = "true";
  });
  if (!isOpen) byId("state").textContent = "";
}

begin();
