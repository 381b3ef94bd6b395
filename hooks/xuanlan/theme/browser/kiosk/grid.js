/** The grid of a table: where its cells are, and how much room they need. */

/** @typedef {{cell: HTMLTableCellElement, row: number, column: number, rows: number, columns: number}} Place */

/** Least width of a column in characters, if any of its cells is as long. */
export const NARROWEST = 5;
/** Width of the padding and the borders of a column, in characters. */
const AROUND = 1.1;

/**
 * @param {HTMLTableElement} table
 * @returns {Place[]} its cells in order, each with the row and the column where it begins
 */
export function placesOf(table) {
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
