/** A new text: its title and its kind. */

import { ask, attempt, whenRead } from "./asking.js";
import { byId, make } from "./elements.js";

/** @typedef {import("./types").Kind} Kind */

const form = /** @type {HTMLFormElement} */ (byId("new"));

/**
 * @param {Kind} kind
 * @param {number} at
 */
function card(kind, at) {
  const about = kind.about || "登在" + kind.column;
  const input = make("input", { type: "radio", name: "kind", value: kind.name, required: true, checked: at === 0 });
  return make("label", { class: "card" }, [
    input, make("b", {}, [kind.name]), make("small", {}, [about]), make("small", { class: "example" }, [kind.example]),
  ]);
}

function load() {
  return attempt("kinds", async () => {
    await whenRead();
    /** @type {Kind[]} */
    const kinds = await ask("/api/kinds");
    byId("kinds").replaceChildren(...kinds.map(card));
    document.documentElement.dataset.ready = "true";
  });
}

form.addEventListener("change", () => {
  const chosen = form.querySelector("input[name=kind]:checked");
  const example = chosen && chosen.parentElement && chosen.parentElement.querySelector(".example");
  const title = /** @type {HTMLInputElement} */ (form.elements.namedItem("title"));
  if (example && example.textContent) title.placeholder = "例如：" + example.textContent;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  attempt("new", async () => {
    const made = await ask("/api/texts", { kind: given.get("kind"), title: given.get("title") });
    location.assign("/t/" + encodeURIComponent(made.id));
  });
});
load();
