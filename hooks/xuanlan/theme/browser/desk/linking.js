/** What is found by its words and put into a text: a link to another text, a telephone number. */

import { ask, attempt } from "./asking.js";
import { make } from "./elements.js";
import { offered } from "./offers.js";

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

/** @typedef {{ id: string, words: string, sought: string, choose: () => void }} Choice */

/**
 * A field in which words are typed, and below it what has these words.
 * @param {{ words: string, title: string, label: string, hint: string }} told
 * @param {() => Promise<Choice[]>} load
 */
function choosing(told, load) {
  const input = make("input", { type: "search", placeholder: told.hint, "aria-label": told.label, autocomplete: "off" });
  const list = make("ul", { class: "choices" });
  const folded = make("details", { class: "tool-table" }, [
    make("summary", { class: "tool", title: told.title }, [told.words]),
    make("div", { class: "grid linking" }, [input, list]),
  ]);
  /** @type {Choice[]} */
  let choices = [];

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = choices.filter((one) => words.every((word) => one.sought.toLowerCase().includes(word)));
    list.replaceChildren(
      ...found.slice(0, SHOWN).map((one) => {
        const button = make("button", { type: "button", class: "link", "data-link": one.id }, [one.words]);
        button.addEventListener("click", () => {
          folded.open = false;
          one.choose();
        });
        return make("li", {}, [button]);
      }),
    );
  };
  folded.addEventListener("toggle", () => {
    if (!folded.open) return;
    attempt("link", async () => {
      choices = await load();
      show();
      input.focus();
    });
  });
  input.addEventListener("input", show);
  return folded;
}

/**
 * @param {() => string} path of the text that is written
 * @param {(title: string, target: string) => void} chosen
 */
export function linking(path, chosen) {
  const told = { words: "链接文稿", title: "链接到本网站的另一篇文稿", label: "找要链接的文稿", hint: "标题里的字" };
  return choosing(told, async () => {
    const rows = /** @type {Row[]} */ (await ask("/api/texts")).filter((row) => row.path !== path());
    return rows.map(({ id, title, path: target }) => ({ id, words: title, sought: title + id, choose: () => chosen(title, relative(path(), target)) }));
  });
}

/** @param {(words: string) => void} chosen */
export function calling(chosen) {
  const told = { words: "电话", title: "从电话热线登记册里选一个", label: "找电话", hint: "名称或者号码" };
  return choosing(told, async () =>
    offered("contacts").map(([name, number]) => {
      const words = name + "（电话：" + number + "）";
      return { id: number, words, sought: words, choose: () => chosen(words) };
    }),
  );
}
