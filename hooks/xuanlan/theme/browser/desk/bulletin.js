/** Bulletins and banners. What is typed in a bulletin is kept by the server as it is typed. */

import { ask, attempt, download, give, whenRead } from "./asking.js";
import { byId } from "./elements.js";

const QUIET = 500; // milliseconds after the last key
const words = /** @type {HTMLTextAreaElement} */ (byId("words"));
const gather = /** @type {HTMLFormElement} */ (byId("gather"));
const banner = /** @type {HTMLFormElement} */ (byId("banner"));
const before = /** @type {HTMLInputElement} */ (byId("before"));

let quiet = 0;

function keep() {
  clearTimeout(quiet);
  return attempt("keep", () => ask("/api/bulletin/keep", { text: words.value }));
}

/** @param {string} text */
function show(text) {
  words.value = text;
  byId("editing").hidden = !text;
  return keep();
}

/**
 * @param {string} action
 * @param {() => Promise<void>} act
 */
async function does(action, act) {
  const button = /** @type {HTMLButtonElement} */ (document.querySelector('[data-action="' + action + '"]'));
  button.disabled = true;
  byId("state").textContent = "正在做……";
  const isDone = await attempt("bulletin", act);
  if (!isDone) byId("state").textContent = "没有做成";
  button.disabled = false;
}

gather.addEventListener("submit", (event) => {
  event.preventDefault();
  does("gather", async () => {
    const given = new FormData(gather);
    const [first, last, issue] = ["first", "last", "issue"].map((name) => given.get(name));
    const found = await ask("/api/bulletin", { first, last, issue, text: words.value });
    await show(found.text);
    byId("state").textContent = found.added ? "编入 " + found.added + " 篇" : "没有新发布的文稿";
  });
});
words.addEventListener("input", () => {
  clearTimeout(quiet);
  quiet = setTimeout(keep, QUIET);
});
words.addEventListener("change", keep);
before.addEventListener("change", () => {
  const file = before.files && before.files[0];
  if (!file || (words.value.trim() && !confirm("用这个文件的内容代替现在的简报？"))) return;
  attempt("bulletin", async () => show(await file.text()));
  before.value = "";
});
byId("editing").addEventListener("click", (event) => {
  const action = event.target instanceof HTMLElement ? event.target.dataset.action : "";
  if (action === "make") {
    does("make", async () => {
      await download("/api/bulletin/files", { text: words.value });
      byId("state").textContent = "做好了，在下载的文件夹里";
    });
  }
  if (action === "keep") give("简报.md", new Blob([words.value], { type: "text/markdown" }));
  if (action === "leave" && confirm("现在的简报不要了？")) show("");
});
banner.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(banner);
  does("banner", async () => {
    await download("/api/banner", { lines: given.get("lines"), size: given.get("high") + "x" + given.get("wide") });
    byId("state").textContent = "做好了，在下载的文件夹里";
  });
});

attempt("bulletin", async () => {
  await whenRead(true);
  document.documentElement.dataset.ready = "true";
});
