/** The page of one text. */

import { showApproval } from "./approval.js";
import { ask, attempt, textPath, whenRead } from "./asking.js";
import { begin } from "./begin.js";
import { Beside } from "./beside.js";
import { byId } from "./elements.js";
import { Form } from "./form.js";
import { learn } from "./offers.js";
import { IDENT, MAY_WRITE, Room } from "./room.js";
import { tools } from "./tools.js";

/**
 * @param {Room} room
 * @param {string} who
 */
function othersSaved(room, who) {
  const isSame = document.documentElement.dataset.saved === "true";
  if (isSame) attempt("open", async () => room.fill(await ask(room.path)));
  byId("state").textContent = who + "刚保存了这篇文稿" + (isSame ? "，这里已经换成新的" : "。您保存的时候，两边会摆在一起");
}

begin(
  async () => {
    await whenRead();
    const kinds = await ask("/api/kinds");
    learn(await ask("/api/offers"));
    const room = new Room(textPath(IDENT), (changed) => new Form(byId("form"), kinds, changed));
    room.beside = new Beside(IDENT, () => room.edit(), (findings) => room.tell(room.findings, findings));
    byId("tools").hidden = !MAY_WRITE;
    showApproval();
    tools(byId("tools"), room.editor, (files) => room.give(files), () => (room.opened ? room.opened.path : ""));
    return room;
  },
  (event, words, room) => {
    if (event === "people") byId("others").textContent = words ? words + "也打开着这篇文稿" : "";
    if (event === "saved") othersSaved(room, words);
    if (event === "built") {
      showApproval();
      if (room.beside) room.beside.again();
    }
    if (event !== "built" || !room.isComing) return;
    attempt("coming", async () => {
      await whenRead();
      room.try_();
    });
  },
  IDENT,
);
