/** A link to another text, found by its title. */

import { ask, attempt } from "./asking.js";
import { make } from "./elements.js";

/** @typedef {import("./types").Row} Row */

const SHOWN = 8;

/**
 * The path of one file of the site as another names it.
 * @param {string} from
 * @param {string} to
 */
export function relative(from, to) {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1;
  return "../".repeat(here.length - same) + there.slice(same).join("/");
}

/**
 * A field in which a title is typed, and below it the texts that have these words.
 * @param {() => string} path of the text that is written
 * @param {(title: string, target: string) => void} chosen
 */
export function linking(path, chosen) {
  const input = make("input", { type: "search", placeholder: "标题里的字", "aria-label": "找要链接的文稿", autocomplete: "off" });
  const list = make("ul", { class: "choices" });
  const folded = make("details", { class: "tool-table" }, [
    make("summary", { class: "tool", title: "链接到本网站的另一篇文稿" }, ["链接文稿"]),
    make("div", { class: "grid linking" }, [input, list]),
  ]);
  /** @type {Row[]} */
  let rows = [];

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter((row) => row.path !== path() && words.every((word) => (row.title + row.id).toLowerCase().includes(word)));
    list.replaceChildren(
      ...found.slice(0, SHOWN).map((row) => {
        const button = make("button", { type: "button", class: "link", "data-link": row.id }, [row.title]);
        button.addEventListener("click", () => {
          folded.open = false;
          chosen(row.title, relative(path(), row.path));
        });
        return make("li", {}, [button]);
      }),
    );
  };
  folded.addEventListener("toggle", () => {
    if (!folded.open) return;
    attempt("link", async () => {
      rows = await ask("/api/texts");
      show();
      input.focus();
    });
  });
  folded.addEventListener("keydown", (event) => {
    if (event.key === "Escape") folded.open = false;
  });
  input.addEventListener("input", show);
  return folded;
}
