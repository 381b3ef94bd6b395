/** Opening a text or a register: what was typed in it and not saved is offered, its buttons and keys work. */

import { ask, attempt, listen } from "./asking.js";
import { byId } from "./elements.js";
import { kept } from "./kept.js";
import { button } from "./room.js";

/** @typedef {import("./types").Opened} Opened */
/** @typedef {import("./room").Room} Room */
/** @typedef {import("./types").Edit} Edit */

/**
 * Asks what becomes of an edit that is not in the editor. Nothing else can be typed before that is answered: it would be
 * kept in the place of the edit.
 * @param {Room} room
 * @param {Edit} edit
 * @param {string} words
 */
function offer(room, edit, words) {
  const lock = (/** @type {boolean} */ isLocked) => {
    byId("recovered").hidden = !isLocked;
    for (const place of document.querySelectorAll("#form, .write, .findings, #versions")) place.toggleAttribute("inert", isLocked);
  };
  byId("recovered-words").textContent = words;
  lock(true);
  byId("take").onclick = () => {
    lock(false);
    room.takeEarlier(edit);
  };
  byId("leave").onclick = () => {
    lock(false);
    room.dropAll();
  };
}

/** @param {Room} room */
function offerUnsaved(room) {
  const opened = /** @type {Opened} */ (room.opened);
  const own = kept(room.path);
  const edit = own && own.base === opened.base ? own : opened.unsaved || own;
  if (!edit || !(edit.body !== undefined || edit.text !== undefined || edit.fields) || !room.canTake(edit)) return;
  offer(room, edit, "上次没有保存的内容还在。");
}

/**
 * Shows the text as it was saved last; what was typed since stays until somebody has said that it is not wanted.
 * @param {Room} room
 */
function giveUp(room) {
  const edit = room.edit();
  room.stopKeeping();
  room.fill(/** @type {Opened} */ (room.opened));
  offer(room, edit, "回到了上次保存的样子，刚才的改动还在。");
  byId("take").focus();
}

/**
 * @param {() => Promise<Room>} make
 * @param {(event: string, words: string, room: Room) => void} heard
 * @param {string} [ident] of a text
 * @returns {Promise<Room | null>} once it is open
 */
export async function begin(make, heard, ident) {
  /** @type {Room | null} */
  let open = null;
  const isOpen = await attempt("open", async () => {
    const room = await make();
    room.fill(room.opened || (await ask(room.path)));
    offerUnsaved(room);
    button("save").addEventListener("click", () => room.save());
    button("undo").addEventListener("click", () => giveUp(room));
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        if (byId("recovered").hidden) room.save();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (document.documentElement.dataset.saved !== "false") return;
      room.keepOnDisk();
      event.preventDefault();
      event.returnValue = ""; // what older browsers ask for
    });
    listen((event, words) => heard(event, words, room), ident);
    document.documentElement.dataset.ready = "true";
    open = room;
  });
  if (!isOpen) byId("state").textContent = "";
  return open;
}
