/** The list of all texts, and what needs a hand today. */

import { ask, attempt, listen, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";
import { Finder } from "./finding.js";

/** @typedef {import("./types").Row} Row */

const PART = 100;
const NEAR = 6;
/** @param {string} far how far the pages have come */
const coming = (far) => "正在准备网页" + far + "，可以先写";
const filters = /** @type {HTMLFormElement} */ (byId("filters"));
/** @type {Row[]} */
let rows = [];
let shown = PART;
let isChecked = false;

/** @param {string} name */
function chosen(name) {
  const control = filters.elements.namedItem(name);
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.value.trim() : "";
}

const finder = new Finder(() => show());

/** @param {Row} row */
function fits(row) {
  return (
    finder.has(row.id) &&
    (!chosen("unit") || row.units.includes(chosen("unit"))) &&
    ["kind", "state"].every((name) => !chosen(name) || chosen(name) === row[/** @type {"kind"} */ (name)])
  );
}

/** @param {Row} row */
function found(row) {
  /** @type {HTMLElement[]} */
  const parts = [];
  if (row.stops) parts.push(make("b", { class: "stop" }, [row.stops + " 处要改"]));
  if (row.warns) parts.push(make("span", { class: "warn" }, [row.warns + " 处提醒"]));
  if (row.unsaved) parts.push(make("span", { class: "warn" }, ["有没保存的内容"]));
  return parts.length ? parts : [isChecked ? "没有问题" : "还没有检查"];
}

/** @param {Row} row */
function line(row) {
  const link = make("a", { href: "/t/" + encodeURIComponent(row.id) }, finder.marked(row.title));
  const state = make("span", { class: "state-" + row.state }, [row.label || "已发布"]);
  return make("tr", { "data-notice": row.id, "data-state": row.state }, [
    make("th", { scope: "row" }, [link, make("small", { class: "around", hidden: true })]),
    ...[row.kind, row.unit, row.date].map((words) => make("td", {}, [words])),
    make("td", {}, [state, ...(row.due ? [make("br"), make("small", {}, [row.due])] : [])]),
    make("td", {}, found(row)),
  ]);
}

function show() {
  const fitting = rows.filter(fits);
  byId("rows").replaceChildren(...fitting.slice(0, shown).map(line));
  finder.tellAround(byId("rows"));
  const isLimited = finder.isOn && !isChecked;
  byId("count").textContent = "共 " + fitting.length + " 篇" + (isLimited ? "（正文等网页准备好再找）" : "");
  byId("more").hidden = fitting.length <= shown;
}

/**
 * @param {string} name
 * @param {Array<[string, string]>} options value and words
 */
function offer(name, options) {
  const control = filters.elements.namedItem(name);
  if (!(control instanceof HTMLSelectElement)) return;
  const before = control.value;
  const known = new Map(options.filter(([value]) => value));
  const [all] = Array.from(control.options);
  control.replaceChildren(all, ...Array.from(known, ([value, words]) => make("option", { value }, [words])));
  control.value = before;
}

function showToday() {
  /** @type {Array<[Row, string]>} */
  const due = [];
  for (const row of rows) {
    if (row.unsaved) due.push([row, "有没保存的内容"]);
    else if (row.stops) due.push([row, row.stops + " 处要改，改好以前不会发布"]);
    else if (row.state === "draft") due.push([row, "草稿"]);
    else if (row.due) due.push([row, row.due]);
  }
  const place = byId("today");
  place.hidden = !due.length;
  const items = due.slice(0, 12).map(([row, words]) => {
    const link = make("a", { href: "/t/" + encodeURIComponent(row.id) }, [row.title]);
    return make("li", {}, [link, "：" + words]);
  });
  if (due.length > items.length) items.push(make("li", {}, ["还有 " + (due.length - items.length) + " 篇，见下面的列表"]));
  /** @type {Element} */ (place.querySelector("ul")).replaceChildren(...items);
}

/** Tasks of plans that are overdue or fall due in the next days. */
async function showNear() {
  const due = /** @type {import("./due.js").Due} */ (await ask("/api/due"));
  const place = byId("near");
  place.hidden = !due.groups.some((group) => group.rows.length);
  const told = due.groups[0].rows.concat(due.groups[1].rows);
  const items = told.slice(0, NEAR).map((row) => {
    const words = [row.text, row.lead, row.left].filter(Boolean).join("，");
    return make("li", row.over ? { class: "due-over" } : {}, [words]);
  });
  const counts = due.groups.map((group) => group.title + " " + group.rows.length + " 项").join("，");
  /** @type {Element} */ (place.querySelector("ul")).replaceChildren(...items, make("li", {}, [counts]));
}

async function load() {
  const isRead = await attempt("list", async () => {
    isChecked = await whenRead();
    rows = await ask("/api/texts");
    await showNear();
  });
  if (!isRead || isChecked) byId("state").textContent = "";
  else if (byId("problem").hidden) byId("state").textContent = coming("");
  if (!isRead) return;
  offer("kind", rows.map((row) => [row.kind, row.kind]));
  /** @type {string[]} */
  const units = [];
  for (const row of rows) units.push(...row.units);
  offer("unit", units.map((unit) => [unit, unit]));
  offer("state", rows.map((row) => [row.state, row.label || "已发布"]));
  showToday();
  finder.look(chosen("words"));
  document.documentElement.dataset.ready = "true";
}

filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("input", () => {
  shown = PART;
  finder.look(chosen("words"));
});
byId("more").addEventListener("click", () => {
  shown += PART;
  show();
});
listen((event, words) => {
  if (event === "building") byId("state").textContent = isChecked ? "正在更新……" : rows.length ? coming("（" + words + "）") : words;
  if (event === "built") load();
});
load();
