/** What will change for the readers, the switch to it, and back. */

import { ask, attempt, listen, tellProblem, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";

/** @typedef {{ id: string, title: string }} Named */
/** @typedef {{ target: string, upload: string, current: string, new: Named[], changed: Named[], gone: Named[], ended: Named[], counts: number[], pages: number, screens: string[] }} Changes */

const target = /** @type {HTMLFormElement} */ (byId("target"));
const folder = /** @type {HTMLInputElement} */ (target.elements.namedItem("folder"));
const upload = /** @type {HTMLInputElement} */ (target.elements.namedItem("upload"));
const go = /** @type {HTMLButtonElement} */ (document.querySelector('button[data-action="publish"]'));
const back = /** @type {HTMLButtonElement} */ (document.querySelector('button[data-action="back"]'));

/**
 * @param {string} title
 * @param {Named[]} texts
 * @param {number} count
 */
function listed(title, texts, count) {
  if (!count) return [];
  const items = texts.map((one) => make("li", {}, [make("a", { href: "/t/" + encodeURIComponent(one.id) }, [one.title])]));
  if (count > texts.length) items.push(make("li", {}, ["还有 " + (count - texts.length) + " 篇"]));
  return [make("h3", {}, [title + " " + count + " 篇"]), make("ul", {}, items)];
}

/** @param {Changes} found */
function show(found) {
  folder.value = folder.value || found.target;
  upload.value = upload.value || found.upload;
  if (found.upload) /** @type {HTMLDetailsElement} */ (byId("uploading")).open = true;
  byId("changes").hidden = !found.target;
  const [added, changed, gone, ended] = found.counts;
  const before = found.current ? "上次发布是 " + new Date(found.current).toLocaleString("zh-CN") + "。" : "还没有发布过。";
  const screens = found.screens.length ? "，屏幕 " + found.screens.length + " 块（" + found.screens.join("、") + "）" : "";
  byId("summary").textContent =
    before + (found.pages ? "这次有 " + found.pages + " 个网页不一样" + screens + "。" : "没有什么变化。");
  byId("lists").replaceChildren(
    ...listed("新发布", found.new, added), ...listed("有改动", found.changed, changed), ...listed("到期", found.ended, ended), ...listed("撤下", found.gone, gone),
  );
  back.hidden = !found.current;
}

/** @param {import("./types").Row[]} rows */
function showStops(rows) {
  const unsaved = rows.filter((row) => row.unsaved);
  byId("unsaved").hidden = !unsaved.length;
  byId("unsaved").textContent = "这几篇有没保存的内容，发布的是上次保存的样子：" + unsaved.map((row) => row.title).join("、");
  const stopped = rows.filter((row) => row.stops);
  byId("stops").hidden = !stopped.length;
  byId("stops").textContent = stopped.length ? "要先改好这几篇，才能发布：" + stopped.map((row) => row.title).join("、") : "";
  go.disabled = stopped.length > 0;
}

async function load() {
  const isRead = await attempt("changes", async () => {
    await whenRead(true);
    show(await ask("/api/publish"));
    showStops(await ask("/api/texts"));
  });
  byId("state").textContent = "";
  if (isRead) document.documentElement.dataset.ready = "true";
}

/**
 * @param {string} path
 * @param {(done: any) => void} told
 */
async function act(path, told) {
  go.disabled = back.disabled = true;
  tellProblem("publish", "");
  byId("done").hidden = true;
  await attempt("publish", async () => {
    told(await ask(path, {}));
    byId("done").hidden = false;
    byId("done").scrollIntoView();
  });
  byId("state").textContent = "";
  back.disabled = false;
  await load();
}

target.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt("target", async () => {
    await ask("/api/publish/target", { folder: folder.value, upload: upload.value });
    await load();
  });
});
go.addEventListener("click", () => {
  byId("state").textContent = "正在发布……";
  act("/api/publish", (done) => {
    byId("done-title").textContent = "已发布，共 " + done.notices + " 篇";
    byId("done-words").textContent = "网站在 " + done.folder + "。" + done.remarks.join("；");
    byId("done-list").replaceChildren(
      ...done.new.map((/** @type {Named & { page: string, code?: string }} */ one) => {
        const code = one.code ? [make("br"), make("img", { src: one.code, width: "120", alt: "二维码：" + one.title })] : [];
        return make("li", {}, [one.title + "：" + one.page.replace("index.html", ""), ...code]);
      }),
    );
    document.documentElement.dataset.published = done.release;
  });
});
back.addEventListener("click", () => {
  byId("state").textContent = "正在换回……";
  act("/api/publish/back", (done) => {
    byId("done-title").textContent = "已换回上一版，共 " + done.notices + " 篇";
    byId("done-words").textContent = done.lost.length ? "这一版里没有后来发布的 " + done.lost.length + " 篇。" : "";
    byId("done-list").replaceChildren();
    document.documentElement.dataset.published = done.release;
  });
});
listen((event, words) => {
  if (event === "progress") byId("state").textContent = words;
  if (event === "built") load();
});
load();
