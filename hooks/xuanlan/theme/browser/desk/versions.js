/** The versions of a file that were saved before: looked at, and taken back. */

import { ask, attempt } from "./asking.js";
import { byId, make } from "./elements.js";

/**
 * @param {import("./types").Opened["versions"]} versions
 * @param {string} path of the file
 * @param {boolean} mayWrite
 * @param {(text: string) => void} take
 */
export function showVersions(versions, path, mayWrite, take) {
  const list = /** @type {Element} */ (byId("versions").querySelector("ul"));
  byId("versions").hidden = !versions.length;
  list.replaceChildren(
    ...versions.map((one) => {
      const at = path + "/versions/" + encodeURIComponent(one.name);
      const back = make("button", { type: "button", class: "button small", "data-version": one.name }, ["换回这一版"]);
      back.addEventListener("click", () => attempt("version", async () => take((await ask(at)).text)));
      const look = make("button", { type: "button", class: "button small", "data-act": "look" }, ["看差别"]);
      const row = make("li", {}, [new Date(one.at).toLocaleString("zh-CN"), one.who ? " " + one.who : "", " ", look, " ", back]);
      back.hidden = !mayWrite;
      look.addEventListener("click", () => showChanges(row, at));
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
