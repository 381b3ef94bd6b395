/** Approval: how far the text has come, and the buttons for what one may say of it. */

import { ask, attempt, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";
import { IDENT } from "./room.js";

const PATH = "/api/texts/" + encodeURIComponent(IDENT) + "/approval";

/**
 * @param {string} word
 * @param {HTMLInputElement} by
 * @param {HTMLInputElement} note
 */
function say(word, by, note) {
  if (document.documentElement.dataset.saved !== "true") {
    byId("state").textContent = "请先保存，再" + word;
    return;
  }
  attempt("approve", async () => {
    const { remark } = await ask(PATH, { word, by: by.value, note: note.value });
    if (remark) byId("state").textContent = remark;
    await show();
  });
}

let before = "";

async function show() {
  const place = byId("approval");
  const found = await ask(PATH);
  const { words, can, named, digest } = found;
  const now = JSON.stringify(found);
  if (now === before) return; // somebody may be typing in it
  before = now;
  place.hidden = !words;
  if (!words) return;
  const by = make("input", { "aria-label": "谁的意见", placeholder: "谁：部门、岗位或姓名", name: "by" });
  const note = make("input", { "aria-label": "说明", placeholder: "说明，退回时写原因", name: "note" });
  const buttons = can.map((/** @type {string} */ word) => {
    const button = make("button", { type: "button", class: "button", "data-action": "approve", "data-word": word }, [word]);
    button.onclick = () => say(word, by, note);
    return button;
  });
  const form = make("a", { class: "button", href: PATH + "/form", download: true }, ["审批表"]);
  const inputs = can.length ? [...(named ? [] : [by]), note] : [];
  place.replaceChildren(make("span", { role: "status" }, ["审批：" + words + "（摘要 " + digest + "） "]), ...inputs, ...buttons, form);
}

/** Shows it, or what has become of it, once the site is built. */
export function showApproval() {
  attempt("approval", async () => (await whenRead(true)) && show());
}
