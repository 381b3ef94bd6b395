/** The toolbar, in the words of the office. */

import { make } from "./elements.js";
import { calling, linking } from "./linking.js";
import { addColumn, addRow, removeColumn, removeRow } from "./tables.js";
import { choose, isLarge } from "./uploading.js";

/** @typedef {import("./editor").Editor} Editor */

const NUMERALS = "一二三四五六七八九十";
const HEAD = /^(?:#{1,6} +)?(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\. )?/;

/** @param {number} number from 1 to 99 */
function chinese(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? NUMERALS[tens - 1] : "") + (tens ? "十" : "") + (ones ? NUMERALS[ones - 1] : "");
}

/**
 * The number of the next heading: headings that are counted anew begin again behind one above them.
 * @param {string} text before it
 * @param {RegExp} own
 * @param {RegExp} [above]
 */
function next(text, own, above) {
  let count = 0;
  for (const line of text.split("\n")) {
    if (above && above.test(line)) count = 0;
    else if (own.test(line)) count += 1;
  }
  return Math.min(count + 1, 99);
}

const [TALL, WIDE] = [6, 8];
const FIRST = /^## +[一二三四五六七八九十]+、/;
const SECOND = /^### +（[一二三四五六七八九十]+）/;

/**
 * @param {HTMLElement} place
 * @param {Editor} editor
 * @param {(files: File[]) => void} give
 * @param {() => string} path of the text
 */
export function tools(place, editor, give, path) {
  /** @type {Array<[string, string, () => void]>} */
  const every = [
    ["一、标题", "一级标题，接着前面的数下去", () => editor.begin("## " + chinese(next(editor.before, FIRST)) + "、", HEAD)],
    ["（一）标题", "二级标题", () => editor.begin("### （" + chinese(next(editor.before, SECOND, FIRST)) + "）", HEAD)],
    ["1. 条目", "一条一条地列", () => editor.begin(lastItem(editor.before) + 1 + ". ", HEAD)],
    ["加粗", "选中的字加粗", () => editor.wrap("**", "**", "要加粗的字")],
    ["网址", "链接到别的网站", () => editor.wrap("[", "](https://)", "链接的文字")],
    ["图片", "放进正文，太大的自动缩小", () => choose("image/*", give)],
    ["附件", "和文稿一起发布的文件", () => choose("", give)],
    ["撤销", "退回一步", () => editor.undo()],
  ];
  place.append(
    ...every.slice(0, 6).map(tool),
    make("label", { class: "tool large", title: "勾上以后，图片不缩小" }, [isLarge, "原图"]),
    ...every.slice(6).map(tool),
    linking(path, (title, target) => editor.link(title, target)),
    calling((words) => editor.write(words)),
    grid(editor),
    inTable(editor),
  );
  const fold = (/** @type {EventTarget | null} */ kept) => {
    for (const one of place.querySelectorAll("details")) if (one !== kept) one.open = false;
  };
  place.addEventListener(
    "toggle",
    (event) => {
      if (event.target instanceof HTMLDetailsElement && event.target.open) fold(event.target);
    },
    true,
  );
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") fold(null);
  });
}

/** @param {[string, string, () => void]} one its words, its title, what it does */
function tool([words, title, act]) {
  const button = make("button", { type: "button", class: "tool", title }, [words]);
  button.addEventListener("click", act);
  return button;
}

/**
 * What can be done with the table that the cursor is in.
 * @param {Editor} editor
 */
function inTable(editor) {
  const group = make("span", { class: "in-table", role: "group", "aria-label": "光标所在的表格", hidden: true }, [
    tool(["加一行", "在下面，Alt+回车", () => editor.run(addRow)]),
    tool(["加一列", "在右边，Alt+Shift+回车", () => editor.run(addColumn)]),
    tool(["删这行", "Alt+Delete", () => editor.run(removeRow)]),
    tool(["删这列", "Alt+Shift+Delete", () => editor.run(removeColumn)]),
  ]);
  editor.moved = (isInTable) => {
    group.hidden = !isInTable;
  };
  return group;
}

/** @param {string} text */
function lastItem(text) {
  const lines = text.replace(/\s+$/, "").split("\n");
  const last = /^(\d{1,2})\. /.exec(lines[lines.length - 1]);
  return last ? Number(last[1]) : 0;
}

/** @param {Editor} editor */
function grid(editor) {
  const rows = make("input", { type: "number", min: "1", max: "50", value: "3", "aria-label": "行数" });
  const columns = make("input", { type: "number", min: "1", max: "12", value: "3", "aria-label": "列数" });
  const put = make("button", { type: "button", class: "button small" }, ["插入"]);
  const cells = make("div", { class: "cells", "aria-hidden": "true" }); // the numbers beside them do the same with keys
  const folded = make("details", { class: "tool-table" }, [
    make("summary", { class: "tool" }, ["表格"]),
    make("span", { class: "grid" }, [cells, rows, " 行 ", columns, " 列 ", put]),
  ]);
  cells.append(...Array.from({ length: TALL * WIDE }, () => make("i")));
  const at = (/** @type {Event} */ event) => Array.from(cells.children).indexOf(/** @type {Element} */ (event.target));
  cells.addEventListener("mouseover", (event) => {
    const [down, right] = [Math.floor(at(event) / WIDE), at(event) % WIDE];
    if (at(event) < 0) return;
    [rows.value, columns.value] = [String(down + 1), String(right + 1)];
    for (const [number, cell] of Array.from(cells.children).entries()) {
      cell.classList.toggle("on", Math.floor(number / WIDE) <= down && number % WIDE <= right);
    }
  });
  cells.addEventListener("click", (event) => at(event) >= 0 && put.click());
  put.addEventListener("click", () => {
    const wide = Math.min(Math.max(Number(columns.value) || 1, 1), 12);
    const tall = Math.min(Math.max(Number(rows.value) || 1, 1), 50);
    const line = (/** @type {string} */ word) => "| " + Array(wide).fill(word).join(" | ") + " |";
    const lines = [line("项目"), line("---").replace(/ /g, ""), ...Array(tall).fill(line("　"))];
    folded.open = false;
    editor.insert(lines.join("\n"));
  });
  return folded;
}
