/** Files of other programs, dropped on the list or on a page of their own: sent to be read, looked at beside their
    originals, taken in or not. */

import { ask, attempt, tellProblem } from "./asking.js";
import { byId, make } from "./elements.js";
import { choose, encoded } from "./uploading.js";

const ACCEPT = ".docx,.doc,.wps,.rtf,.odt,.xlsx,.xls,.et,.csv,.html,.htm,.txt,.ofd";

/** @param {Iterable<File>} files */
async function bring(files) {
  const every = Array.from(files);
  const said = make("li", { role: "status" });
  byId("told").append(said);
  /** @type {string[]} */
  const refused = [];
  let key = "";
  for (const [at, file] of every.entries()) {
    said.textContent = "正在读 " + file.name + "（" + (at + 1) + "/" + every.length + "）";
    try {
      ({ key } = await ask("/api/import/files", { name: file.name, data: await encoded(file), changed: file.lastModified }));
    } catch (error) {
      refused.push(/** @type {Error} */ (error).message);
    }
  }
  said.remove();
  tellProblem("import", refused.join("\n"));
  if (key && !refused.length) location.assign(every.length === 1 ? "/import/" + key : "/import");
  else byId("told").append(...(key ? [make("li", {}, [make("a", { href: "/import" }, ["看已经读好的"])])] : []));
}

/**
 * @param {string} key of a draft
 * @param {string} step
 * @param {unknown} [sent]
 */
function tell(key, step, sent) {
  return ask("/api/import/" + key + "/" + step, sent || {});
}

async function takeAll() {
  const rows = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("tr[data-draft]")));
  /** @type {string[]} */
  const refused = [];
  for (const row of rows) {
    try {
      await tell(row.dataset.draft || "", "take");
      row.remove();
    } catch (error) {
      refused.push((row.querySelector("a") || row).textContent + "：" + /** @type {Error} */ (error).message);
    }
  }
  tellProblem("take", refused.join("\n"));
  if (!refused.length) location.assign("/");
}

const form = document.querySelector("form#take");
if (form instanceof HTMLFormElement) {
  const key = form.dataset.draft || "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt("take", async () => {
      const given = new FormData(form);
      const { id } = await tell(key, "take", { title: given.get("title"), kind: given.get("kind"), date: given.get("date"), attach: given.has("attach") });
      location.assign("/t/" + encodeURIComponent(id));
    });
  });
  byId("drop").addEventListener("click", () => attempt("drop", async () => {
    await tell(key, "drop");
    location.assign("/import");
  }));
} else {
  const button = document.getElementById("choose");
  if (button) button.addEventListener("click", () => choose(ACCEPT, bring));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer) bring(event.dataTransfer.files);
  });
  const all = document.getElementById("all");
  if (all) all.addEventListener("click", takeAll);
}
if (document.body.dataset.desk !== "list") document.documentElement.dataset.ready = "true";
