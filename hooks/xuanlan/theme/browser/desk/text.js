/** The page of one text. */

import { ask, attempt, textPath, whenRead } from "./asking.js";
import { begin } from "./begin.js";
import { byId } from "./elements.js";
import { Form } from "./form.js";
import { learn } from "./offers.js";
import { Preview } from "./preview.js";
import { IDENT, MAY_WRITE, Room } from "./room.js";
import { tools } from "./tools.js";

/** @param {Preview} preview */
function widths(preview) {
  for (const tab of Array.from(document.querySelectorAll(".tab"))) {
    tab.addEventListener("click", () => {
      preview.widen(tab.getAttribute("data-width") === "phone" ? "phone" : "desktop");
      for (const one of Array.from(document.querySelectorAll(".tab"))) one.setAttribute("aria-pressed", String(one === tab));
    });
  }
}

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
    const preview = new Preview(byId("frames"));
    learn(await ask("/api/offers"));
    const room = new Room(textPath(IDENT), (changed) => new Form(byId("form"), kinds, changed), preview);
    byId("tools").hidden = !MAY_WRITE;
    tools(byId("tools"), room.editor, (files) => room.give(files), () => (room.opened ? room.opened.path : ""));
    widths(preview);
    return room;
  },
  (event, words, room) => {
    if (event === "people") byId("others").textContent = words ? words + "也打开着这篇文稿" : "";
    if (event === "saved") othersSaved(room, words);
  },
  IDENT,
);
