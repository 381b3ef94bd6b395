/** Earlier versions of a text: each shows how the text differs from it now, and comes back with a click. */

import { ask, attempt, textPath } from "./asking.js";
import { byId, make } from "./elements.js";

/**
 * @param {string} ident of the text
 * @param {import("./types").Opened["versions"]} versions
 * @param {(text: string) => void} take puts an earlier version in place of the text
 */
export function showVersions(ident, versions, take) {
  const list = /** @type {Element} */ (byId("versions").querySelector("ul"));
  byId("versions").hidden = !versions.length;
  list.replaceChildren(
    ...versions.map((one) => {
      const path = textPath(ident, "versions/" + encodeURIComponent(one.name));
      const back = make("button", { type: "button", class: "button small", "data-version": one.name }, ["换回这一版"]);
      back.hidden = document.body.dataset.writes !== "true";
      back.addEventListener("click", () => attempt("version", async () => take((await ask(path)).text)));
      const look = make("button", { type: "button", class: "button small", "data-act": "look" }, ["看差别"]);
      const row = make("li", {}, [new Date(one.at).toLocaleString("zh-CN"), one.who ? " " + one.who : "", " ", look, " ", back]);
      look.addEventListener("click", () => showChanges(row, path));
      return row;
    }),
  );
}

/**
 * Shows below a version how the text differs from it now.
 * @param {Element} row
 * @param {string} path of the version
 */
async function showChanges(row, path) {
  const old = row.querySelector(".changes");
  if (old) {
    old.remove();
    return;
  }
  await attempt("version", async () => {
    const { changes } = await ask(path);
    const lines = changes.map((/** @type {[string, string]} */ [sign, line]) =>
      sign === " " ? make("hr") : make(sign === "-" ? "del" : "ins", {}, [(sign === "-" ? "删去 " : "加上 ") + (line || "空行")]),
    );
    row.append(make("div", { class: "changes" }, lines.length ? lines : ["和现在一样。"]));
  });
}
