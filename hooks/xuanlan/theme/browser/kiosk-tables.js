/** Tables on slides: the head again on every slide, and for what is too wide, one record after another. */

import { make } from "./dom.js";
import { TEXTS } from "./texts.js";

/** @typedef {{cell: HTMLTableCellElement, row: number, column: number, rows: number, columns: number}} Place */

/** Characters that a column has at least, if any of its cells is as long. */
const NARROWEST = 5;
/** Characters of a value that is kept on one slide. */
const LONGEST_KEPT = 40;
/** Characters that the padding and the lines of a column take. */
const AROUND = 1.1;

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
 * @param {HTMLTableElement} table
 * @returns {Place[]} its cells in order, each with the row and the column where it begins
 */
function placesOf(table) {
  const rows = Array.from(table.rows);
  /** @type {boolean[][]} */
  const taken = rows.map(() => []);
  /** @type {Place[]} */
  const places = [];
  rows.forEach((row, index) => {
    const left = Array.from(/** @type {Element} */ (row.parentNode).children).length - row.sectionRowIndex;
    let column = 0;
    for (const cell of Array.from(row.cells)) {
      while (taken[index][column]) column++;
      const down = Math.max(1, cell.rowSpan ? Math.min(cell.rowSpan, left) : left);
      const across = Math.min(cell.colSpan, 100);
      for (let r = index; r < index + down; r++) for (let c = column; c < column + across; c++) taken[r][c] = true;
      places.push({ cell, row: index, column, rows: down, columns: across });
      column += across;
    }
  });
  return places;
}

/**
 * @param {string} text
 * @returns {number} its width in em, about
 */
export function widthOf(text) {
  let width = 0;
  for (const sign of text) width += sign > "\u2000" ? 1 : 0.55;
  return width;
}

/**
 * @param {HTMLTableElement} table
 * @returns {number} em that it needs across, so that no column is a string of single characters
 */
export function neededWidth(table) {
  /** @type {number[]} */
  const columns = [];
  for (const place of placesOf(table)) {
    const text = (place.cell.textContent || "").trim();
    const word = Math.max(...text.split(/[^\w.@/:-]+/).map(widthOf));
    const need = Math.max(Math.min(widthOf(text), NARROWEST), word) / place.columns + AROUND;
    for (let c = place.column; c < place.column + place.columns; c++) columns[c] = Math.max(columns[c] || 0, need);
  }
  return columns.reduce((sum, need) => sum + (need || 0), 0);
}

/**
 * Gives a table that goes on from the slide before its head again, and the cells that reach down into it.
 * @param {HTMLTableElement} table as it was
 * @param {Element} copy its rows from the break on
 * @param {import("./kiosk-breaks.js").Break} from
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
  if (table.caption) records.append(make("p", { class: "kx-caption" }, Array.from(table.caption.childNodes).map(copyOf)));
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
