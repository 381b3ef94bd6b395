/** What is due of plans, by unit, at any day. */

import { ask, attempt, listen, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";

/**
 * @typedef {{ text: string, plan: string, lead: string, joint: string, day: string, left: string, over: boolean, texts: Array<[string, string]> }} Row
 * @typedef {{ at: string, plans: number, units: string[], groups: Array<{ title: string, rows: Row[] }> }} Due
 */

const filters = /** @type {HTMLFormElement} */ (byId("filters"));
const unit = /** @type {HTMLSelectElement} */ (filters.elements.namedItem("unit"));
const at = /** @type {HTMLInputElement} */ (filters.elements.namedItem("at"));
let asked = 0;

/** @param {Row} row */
function line(row) {
  const links = row.texts.map(([ident, title]) => make("a", { class: "due-text", href: "/t/" + encodeURIComponent(ident) }, [title]));
  return make("tr", row.over ? { class: "due-over" } : {}, [
    make("th", { scope: "row" }, [row.text, ...(row.plan ? [make("small", {}, [row.plan])] : [])]),
    ...[row.lead, row.joint, row.day, row.left].map((words) => make("td", {}, [words])),
    make("td", {}, links),
  ]);
}

/** @param {Due["groups"][0]} group */
function part(group) {
  const heads = ["任务", "牵头单位", "配合单位", "时限", "还有", "文稿"].map((words) => make("th", { scope: "col" }, [words]));
  const table = make("table", { class: "texts due" }, [
    make("thead", {}, [make("tr", {}, heads)]),
    make("tbody", {}, group.rows.map(line)),
  ]);
  const head = make("h2", {}, [group.title + "：" + (group.rows.length ? group.rows.length + " 项" : "没有")]);
  return make("section", {}, group.rows.length ? [head, table] : [head]);
}

async function load() {
  const mine = ++asked;
  await attempt("due", async () => {
    await whenRead();
    const query = new URLSearchParams({ unit: unit.value, at: at.value });
    const due = /** @type {Due} */ (await ask("/api/due?" + query));
    if (mine !== asked) return;
    const chosen = unit.value;
    unit.replaceChildren(unit.options[0], ...due.units.map((value) => make("option", { value }, [value])));
    unit.value = chosen;
    const none = make("p", {}, ["这个网站没有方案文件，或者里面有错误，见检查结果。"]);
    byId("due").replaceChildren(...(due.plans ? due.groups.map(part) : [none]));
    if (!at.value) at.value = due.at;
  });
  byId("state").textContent = "";
  document.documentElement.dataset.ready = "true";
}

filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("change", load);
listen((event) => {
  if (event === "built") load();
});
load();
