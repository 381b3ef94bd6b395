/**
 * Tables that are wider than their page: the first column stays, a shadow and words say that there is more beside. On a
 * telephone the rows of one with many columns become cards (text-wide.css), each value under the words of its head.
 */

import { all, make } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";

const MOST_COLUMNS = 6;
const ROLES = { table: "table", "thead, tbody, tfoot": "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/** Looks after every table of the page. */
export function startTables() {
  for (const frame of all(".xl-table")) {
    const table = frame.querySelector("table");
    if (!table) continue;
    if (isPlain(table)) {
      frame.setAttribute("data-fixed", "");
      if (table.rows[0].cells.length > MOST_COLUMNS) asCards(frame, table);
    }
    watch(frame, table);
  }
}

/**
 * @param {HTMLTableElement} table
 * @returns {boolean} whether it has one row of heads, and in every row a cell for each of them
 */
function isPlain(table) {
  if (!table.tHead || table.tHead.rows.length !== 1 || table.caption) return false;
  const rows = Array.from(table.rows);
  const width = rows[0].cells.length;
  return rows.every((row) => row.cells.length === width && Array.from(row.cells).every(isSingle));
}

/**
 * @param {HTMLTableCellElement} cell
 * @returns {boolean}
 */
function isSingle(cell) {
  return cell.colSpan === 1 && cell.rowSpan === 1;
}

/**
 * The roles keep it a table to a screen reader, whatever its parts are displayed as.
 * @param {HTMLElement} frame
 * @param {HTMLTableElement} table
 */
function asCards(frame, table) {
  const heads = Array.from(table.rows[0].cells).map((cell) => (cell.textContent || "").trim());
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(ROLES)) {
    for (const part of all(selector, table)) part.setAttribute("role", role);
  }
  for (const row of Array.from(table.rows).slice(1)) {
    Array.from(row.cells).forEach((cell, index) => {
      if (heads[index] && cell.textContent) cell.setAttribute("data-label", heads[index] + TEXTS.table.colon);
    });
  }
  frame.setAttribute("data-cards", "");
}

/**
 * Says where a table goes on, for as long as it does.
 * @param {HTMLElement} frame
 * @param {HTMLElement} table
 */
function watch(frame, table) {
  /** @type {HTMLElement | null} */
  let box = null;
  const look = () => {
    const hidden = frame.scrollWidth - frame.clientWidth;
    if (!box && hidden <= 1) return;
    if (!box) box = boxed(frame);
    box.toggleAttribute("data-scrolls", hidden > 1);
    box.toggleAttribute("data-before", hidden > 1 && frame.scrollLeft > 1);
    box.toggleAttribute("data-behind", hidden > 1 && frame.scrollLeft < hidden - 1);
  };
  look();
  frame.addEventListener("scroll", look, { passive: true });
  window.addEventListener("resize", look);
  if (typeof ResizeObserver === "function") {
    const observer = new ResizeObserver(look);
    observer.observe(frame);
    observer.observe(table);
  }
}

/**
 * @param {HTMLElement} frame
 * @returns {HTMLElement} an element around it, with the words and with what carries the shadow
 */
function boxed(frame) {
  const words = make("p", { class: "xl-table-box__words", "aria-hidden": "true" }, [TEXTS.table.slide]);
  const box = make("div", { class: "xl-table-box" }, [words]);
  frame.before(box);
  box.append(make("div", { class: "xl-table-box__edge" }, [frame]));
  return box;
}
