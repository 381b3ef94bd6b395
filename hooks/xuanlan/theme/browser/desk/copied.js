/** Texts beside buttons that copy them; the copying itself is `theme/channels/copy.js`, which the desk shares. */

import { byId, make } from "./elements.js";

/** @typedef {import("./types").ChannelText} ChannelText */

/**
 * @param {ChannelText} one
 * @returns {HTMLElement} what it is with a button, and the text
 */
export function text(one) {
  return make("div", {}, [head(one.title, one.note || "", one.id), make("pre", { class: "words", id: one.id, tabindex: "0" }, [one.text])]);
}

/**
 * @param {string} title
 * @param {string | Node} note
 * @param {string} [id] of what a button copies
 * @param {string} [as]
 */
export function head(title, note, id, as) {
  const button = make("button", { type: "button", class: "button small main", "data-copy": id, "data-as": as || "text", "aria-label": "复制" + title }, ["复制"]);
  const about = typeof note === "string" ? make("span", { class: "note" }, [note]) : note;
  return make("div", { class: "head" }, [make("h2", {}, [title]), about, ...(id ? [make("span", { class: "copied", role: "status" }), button] : [])]);
}

/** Lets nothing be taken away of a text that may not go out yet. */
export function close() {
  const isClosed = byId("channels").dataset.closed === "true";
  for (const one of byId("channels").querySelectorAll("[data-copy], [data-download]")) one.toggleAttribute("disabled", isClosed);
}
