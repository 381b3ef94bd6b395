/** Tables in the source: from cell to cell with Tab, rows and columns added and taken away, each as one change. */

/** @typedef {import("./codemirror.js").EditorView} View */
/** @typedef {import("./codemirror.js").EditorState} State */
/** @typedef {{ from: number, to: number }} Range */
/** @typedef {{ first: number, last: number, line: number, column: number, wide: number }} Table lines, and where the cursor is */

const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const EMPTY = "　";

/**
 * The cells of a row, each between two bars; a bar behind a backslash is text.
 * @param {string} row
 * @returns {Range[]}
 */
function cellsOf(row) {
  /** @type {number[]} */
  const bars = [];
  row.replace(/\\.|\|/g, (sign, at) => (sign === "|" && bars.push(at), sign));
  if (row.slice(0, bars[0]).trim()) bars.unshift(-1);
  if (row.slice(bars[bars.length - 1] + 1).trim()) bars.push(row.length);
  return bars.slice(1).map((to, at) => ({ from: bars[at] + 1, to }));
}

/**
 * @param {State} state
 * @returns {Table | null} the table that the cursor is in
 */
export function tableAt({ doc, selection }) {
  const { head } = selection.main;
  const { number: line, from, text } = doc.lineAt(head);
  const isRow = (/** @type {number} */ at) => at >= 1 && at <= doc.lines && doc.line(at).text.includes("|");
  if (!isRow(line)) return null;
  let [first, last] = [line, line];
  while (isRow(first - 1)) first -= 1;
  while (isRow(last + 1)) last += 1;
  if (last === first || !RULE.test(doc.line(first + 1).text)) return null;
  const before = cellsOf(text).filter((cell) => cell.to < head - from).length;
  const wide = cellsOf(doc.line(first).text).length;
  return { first, last, line, column: Math.min(before, wide - 1), wide };
}

/**
 * Puts the cursor into a cell and selects what is in it.
 * @param {View} view
 * @param {number} line
 * @param {number} column
 */
function go(view, line, column) {
  const { from, text } = view.state.doc.line(line);
  const cells = cellsOf(text);
  const cell = cells[Math.min(column, cells.length - 1)];
  const inner = text.slice(cell.from, cell.to);
  const start = from + cell.from + (/^ /.test(inner) ? 1 : 0);
  view.dispatch({ selection: { anchor: start, head: Math.max(start, from + cell.to - (/ $/.test(inner) ? 1 : 0)) }, scrollIntoView: true });
  view.focus();
}

/**
 * @param {(view: View, table: Table) => boolean | void} act false where it does nothing
 * @returns {(view: View) => boolean} a command that works in tables only
 */
function within(act) {
  return (view) => {
    const table = tableAt(view.state);
    return table ? act(view, table) !== false : false;
  };
}

/** @param {number} step 1 or -1 */
function move(step) {
  return within((view, table) => {
    const { first, last, wide } = table;
    let [line, column] = [table.line, table.column + step];
    if (line === first + 1) column = step > 0 ? wide : -1;
    if (column < 0 || column >= wide) {
      line += step;
      if (line === first + 1) line += step;
      column = step > 0 ? 0 : wide - 1;
    }
    if (line < first) return false;
    if (line > last) return addRow(view);
    go(view, line, column);
    return true;
  });
}

export const addRow = within((view, { first, line, wide }) => {
  const above = Math.max(line, first + 1);
  view.dispatch({ changes: { from: view.state.doc.line(above).to, insert: "\n|" + (" " + EMPTY + " |").repeat(wide) } });
  go(view, above + 1, 0);
});

export const removeRow = within((view, { first, last, line, column }) => {
  if (line < first + 2) return;
  const { from, to } = view.state.doc.line(line);
  view.dispatch({ changes: { from: from - 1, to } });
  go(view, line === last ? (line - 1 === first + 1 ? first : line - 1) : line, column);
});

/**
 * Changes every row of a table at once.
 * @param {View} view
 * @param {Table} table
 * @param {(cells: Range[], text: string, isRule: boolean) => { from: number, to?: number, insert: string }} change in a row
 */
function inRows(view, { first, last }, change) {
  const changes = [];
  for (let at = first; at <= last; at += 1) {
    const { from, text } = view.state.doc.line(at);
    const found = change(cellsOf(text), text, at === first + 1);
    changes.push({ from: from + found.from, to: from + (found.to === undefined ? found.from : found.to), insert: found.insert });
  }
  view.dispatch({ changes });
}

export const addColumn = within((view, table) => {
  const { line, column } = table;
  inRows(view, table, (cells, text, isRule) => {
    const cell = cells[Math.min(column, cells.length - 1)];
    const words = isRule ? "---" : " " + EMPTY + " ";
    return text[cell.to] === "|" ? { from: cell.to + 1, insert: words + "|" } : { from: cell.to, insert: "|" + words };
  });
  go(view, line, column + 1);
});

export const removeColumn = within((view, table) => {
  const { line, column, wide } = table;
  if (wide < 2) return;
  inRows(view, table, (cells, text) => {
    const cell = cells[column];
    if (!cell) return { from: 0, insert: "" };
    const isLast = text[cell.to] !== "|";
    return { from: cell.from - (isLast ? 1 : 0), to: cell.to + (isLast ? 0 : 1), insert: "" };
  });
  go(view, line, Math.min(column, wide - 2));
});

export const tableKeys = [
  { key: "Tab", run: move(1), shift: move(-1) },
  { key: "Alt-Enter", run: addRow },
  { key: "Alt-Shift-Enter", run: addColumn },
  { key: "Alt-Delete", run: removeRow },
  { key: "Alt-Shift-Delete", run: removeColumn },
];
