/** The list of all registers. */

import { ask, attempt, listen, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";

/** @typedef {{ name: string, title: string, about: string, count: number | null, stops: number, warns: number, unsaved: boolean }} Register */

/** @param {Register} one */
function card(one) {
  const said = one.count === null ? "写法有错，打不开表格" : one.count ? "共 " + one.count + " 项" : "还没有写";
  const told = [[one.stops, "stop", " 处要改"], [one.warns, "warn", " 处提醒"], [one.unsaved ? "" : 0, "warn", "有没保存的内容"]];
  return make("a", { class: "card register-card", href: "/registers/" + one.name }, [
    make("b", {}, [one.title]),
    make("small", {}, [one.about]),
    make("span", {}, [said, ...told.filter(([count]) => count !== 0).map(([count, name, words]) => make("span", { class: String(name) }, ["，" + count + words]))]),
  ]);
}

async function load() {
  await attempt("list", async () => {
    await whenRead();
    byId("registers").replaceChildren(.../** @type {Register[]} */ (await ask("/api/registers")).map(card));
  });
  byId("state").textContent = "";
  document.documentElement.dataset.ready = "true";
}

listen((event) => {
  if (event === "built") load();
});
load();
