/** Tables on slides: the head is repeated on every slide, and a table that is too wide becomes a list of records. */

import { make } from "../shared/dom.js";
import { NARROWEST, placesOf, widthOf } from "./grid.js";
import { TEXTS } from "../shared/texts.js";

/** @typedef {import("./grid.js").Place} Place */

/** Most characters of a value that is kept on one slide. */
const LONGEST_KEPT = 40;

/** @param {HTMLElement} root */
export function prepareTables(root) {
  for (const table of Array.from(root.querySelectorAll("table"))) {
    const top = table.rows[0];
    const cells = top ? Array.from(top.cells) : [];
    if (cells.length && !table.tHead && cells.every((cell) => cell.tagName === "TH" && cell.rowSpan === 1)) {
      table.createTHead().append(top);
    }
    for (const cell of Array.from(table.querySelectorAll("th, td"))) {
      const short = widthOf((cell.textContent || "").trim()) <= NARROWEST && !cell.querySelector("[data-media]");
      cell.classList.add(short ? "kx-short-cell" : "kx-long-cell");
    }
  }
}

/**
 * Repeats, in the part of a table on a further slide, its head and the cells that span rows on both sides of the break.
 * @param {HTMLTableElement} table as it was
 * @param {Element} copy its rows from the break on
 * @param {import("./breaks.js").Break} from
 */
export function repeatHead(table, copy, from) {
  const next = from.node.childNodes[from.offset];
  const row = next instanceof HTMLTableRowElement ? next : next instanceof Element ? next.querySelector("tr") : null;
  const target = copy.querySelector("tr");
  if (!row || !target) return;
  const at = row.rowIndex;
  const places = placesOf(table);
  for (const place of places.filter((one) => one.row < at && one.row + one.rows > at)) {
    const again = /** @type {HTMLTableCellElement} */ (place.cell.cloneNode(true));
    again.classList.add("kx-again");
    again.rowSpan = place.row + place.rows - at;
    const own = places.filter((one) => one.row === at && one.column < place.column).length;
    const repeated = Array.from(target.children).filter((child) => child.classList.contains("kx-again")).length;
    target.insertBefore(again, target.children[own + repeated] || null);
  }
  if (!table.tHead || table.tHead.contains(row)) return;
  const head = /** @type {Element} */ (table.tHead.cloneNode(true));
  head.classList.add("kx-again");
  copy.insertBefore(head, copy.firstChild);
}

/**
 * @param {HTMLTableElement} table
 * @returns {HTMLElement} every row as lines of head and value
 */
export function toRecords(table) {
  const places = placesOf(table);
  const head = table.tHead ? table.tHead.rows.length : 0;
  /** @type {string[]} */
  const names = [];
  for (const place of places.filter((one) => one.row < head)) {
    const name = (place.cell.textContent || "").trim();
    for (let c = place.column; name && c < place.column + place.columns; c++) {
      if (!names[c] || !names[c].includes(name)) names[c] = names[c] ? `${names[c]} ${name}` : name;
    }
  }
  const records = make("div", { class: "kx-records" });
  const caption = table.caption ? Array.from(table.caption.childNodes).map(copyOf) : [];
  if (caption.length) records.append(make("p", { class: "kx-caption" }, caption));
  for (let row = head; row < table.rows.length; row++) {
    const own = places.filter((one) => one.row <= row && one.row + one.rows > row);
    own.sort((a, b) => a.column - b.column);
    const lines = own.map((one) => line(one, names, one.row < row));
    if (lines.length) records.append(make("div", { class: "kx-record" }, lines));
  }
  return records;
}

/**
 * @param {Place} place
 * @param {string[]} names
 * @param {boolean} again whether it stands in a record before too
 * @returns {HTMLElement}
 */
function line(place, names, again) {
  const name = names[place.column];
  const value = Array.from(place.cell.childNodes).map(copyOf);
  const label = name ? [make("span", { class: "kx-key" }, [name + TEXTS.kiosk.colon])] : [];
  const kept = (place.cell.textContent || "").length < LONGEST_KEPT ? " kx-whole" : "";
  return make("div", { class: `kx-pair${kept}${again ? " kx-again" : ""}` }, [...label, ...value]);
}

/**
 * @param {Node} node
 * @returns {Node}
 */
function copyOf(node) {
  return node.cloneNode(true);
}
