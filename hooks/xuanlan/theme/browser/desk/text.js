/** The page of one text. */

import { ask, textPath, whenRead } from "./asking.js";
import { begin } from "./begin.js";
import { byId } from "./elements.js";
import { Form } from "./form.js";
import { learn } from "./offers.js";
import { Preview } from "./preview.js";
import { IDENT, Room } from "./room.js";
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

begin(
  async () => {
    await whenRead();
    const kinds = await ask("/api/kinds");
    const preview = new Preview(byId("frames"));
    learn(await ask("/api/offers"));
    const room = new Room(textPath(IDENT), (changed) => new Form(byId("form"), kinds, changed), preview);
    tools(byId("tools"), room.editor, (files) => room.give(files), () => (room.opened ? room.opened.path : ""));
    widths(preview);
    return room;
  },
  () => undefined,
);
