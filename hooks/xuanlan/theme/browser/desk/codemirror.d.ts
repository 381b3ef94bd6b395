/* What the desk uses of CodeMirror 6. `make vendored` makes codemirror.js of it, which ships; these are its types. */
export { EditorState, StateEffect, StateField, Compartment } from "@codemirror/state";
export {
  EditorView, Decoration, MatchDecorator, ViewPlugin, keymap, drawSelection, highlightActiveLine, highlightSpecialChars, placeholder,
} from "@codemirror/view";
export { history, historyKeymap, standardKeymap, undo, redo } from "@codemirror/commands";
export { search, searchKeymap } from "@codemirror/search";
export { setDiagnostics, lintGutter } from "@codemirror/lint";
