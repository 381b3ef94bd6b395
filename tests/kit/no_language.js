// What the editor's commands ask of @codemirror/language and its parser, answered for a text without a language: the
// desk colours Markdown by patterns, so both would be a tenth of the editor for nothing (`vendored.py`).

import { countColumn } from "@codemirror/state";

const NOWHERE = { childBefore: () => null, childAfter: () => null };

export const syntaxTree = () => ({ resolveInner: () => NOWHERE, resolveStack: () => null });
export const getIndentation = (_, place) => (place ? null : 0);
export const getIndentUnit = () => 2;
export const indentUnit = null;
export const indentString = (_, columns) => " ".repeat(columns);
export const matchBrackets = () => null;
export const NodeProp = { closedBy: null };

export class IndentContext {
  constructor(state) {
    this.state = state;
  }

  lineIndent(place) {
    const { text } = this.state.doc.lineAt(place);
    return countColumn(text, this.state.tabSize, text.search(/\S|$/));
  }
}
