/** How long a period is, beside its end: counted by the server, which knows all holidays. */

import { ask } from "./asking.js";
import { make } from "./elements.js";

/** @typedef {import("./types").Control} Control */
/** @typedef {import("./types").Field} Field */

const PUBLIC = "open_from"; // where so many working days are offered: a 公示 must stand for them

/**
 * @param {Field} field the end of the period
 * @param {{ field: Field, one: Control }} begin
 * @param {Control} end
 * @param {HTMLElement} form in which both are
 */
export function watch(field, begin, end, form) {
  const words = make("p", { role: "status" });
  const choices = make("div", { class: "choices" });
  let asked = "";
  const look = async () => {
    const query = "/api/period?" + new URLSearchParams({ first: String(begin.one.read() || ""), last: String(end.read() || "") });
    if (query === asked) return;
    asked = query;
    const told = begin.one.read() ? await ask(query).catch(() => null) : null;
    if (query !== asked) return;
    const hint = field.since === PUBLIC && !begin.one.read() ? "先写“" + begin.field.label + "”，这里会数出有几个工作日。" : "";
    words.textContent = told ? told.words : hint;
    const ends = told && field.since === PUBLIC ? told.ends : [];
    choices.replaceChildren(
      ...ends.map((/** @type {[string, string]} */ [name, day]) => {
        const button = make("button", { type: "button", class: "button small", title: "到 " + day }, [name]);
        button.addEventListener("click", () => {
          if (end.write) end.write(day);
          button.dispatchEvent(new Event("input", { bubbles: true }));
        });
        return button;
      }),
    );
  };
  form.addEventListener("input", look);
  look();
  return make("div", { class: "period" }, [words, choices]);
}
