/** The text of a notice in CodeMirror: the source is what is edited, and nothing of it is ever written again by itself. */

import {
  Decoration, EditorState, EditorView, MatchDecorator, ViewPlugin, drawSelection, highlightActiveLine,
  highlightSpecialChars, history, historyKeymap, keymap, lintGutter, placeholder, search, searchKeymap, setDiagnostics, standardKeymap, undo,
} from "./codemirror.js";
import { plain } from "./pasting.js";
import { tableAt, tableKeys } from "./tables.js";

/** @typedef {import("./types").Finding} Finding */

const PHRASES = {
  Find: "查找", Replace: "替换成", next: "下一处", previous: "上一处", all: "全选", "match case": "区分大小写",
  "by word": "整词", regexp: "正则", replace: "替换", "replace all": "全部替换", close: "关闭", "current match": "当前一处",
  "replaced $ matches": "替换了 $ 处", "replaced match on line $": "替换了第 $ 行的一处", "on line": "在第",
  "Control character": "控制字符", Diagnostics: "检查结果", "No diagnostics": "没有问题",
};

/**
 * @param {RegExp} pattern
 * @param {string} name of the class
 */
function styled(pattern, name) {
  const matches = new MatchDecorator({ regexp: pattern, decoration: Decoration.mark({ class: name }) });
  return ViewPlugin.define(
    (view) => ({
      decorations: matches.createDeco(view),
      update(change) {
        this.decorations = matches.updateDeco(change, this.decorations);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}

export class Editor {
  /**
   * @param {HTMLElement} place
   * @param {boolean} mayWrite
   * @param {() => void} changed
   * @param {(clipboard: import("./pasting.js").Clipboard) => Promise<string>} pasted gives what is to be pasted
   * @param {(files: File[]) => void} given told of files that were pasted or dropped
   */
  constructor(place, mayWrite, changed, pasted, given) {
    this._changed = changed;
    const nonce = document.documentElement.dataset.nonce || "";
    this._extensions = [
      history({ minDepth: 1e6 }), drawSelection(), highlightActiveLine(), highlightSpecialChars(), search({ top: true }), lintGutter(),
      keymap.of([...tableKeys, ...standardKeymap, ...historyKeymap, ...searchKeymap]),
      placeholder("在这里写正文。"), EditorView.lineWrapping, EditorView.cspNonce.of(nonce), EditorState.readOnly.of(!mayWrite), EditorState.phrases.of(PHRASES),
      EditorView.contentAttributes.of({ "aria-label": "正文", lang: "zh-CN", spellcheck: "false", tabindex: "0" }),
      styled(/^#{1,6} .*/gm, "md-heading"), styled(/\*\*[^*\n]+\*\*/g, "md-bold"), styled(/^\|.*\|\s*$/gm, "md-table"),
      styled(/\[[^\]\n]*\]\([^)\n]*\)/g, "md-link"),
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
          const files = event.clipboardData ? Array.from(event.clipboardData.files) : [];
          if (files.length && !html.includes("<table")) {
            given(files);
            event.preventDefault();
            return true;
          }
          if (!html || view.state.readOnly || !event.clipboardData) return false;
          this._await(pasted({ html, rtf: event.clipboardData.getData("text/rtf"), words: event.clipboardData.getData("text/plain") }));
          event.preventDefault();
          return true;
        },
        drop: (event) => {
          const files = event.dataTransfer ? Array.from(event.dataTransfer.files) : [];
          if (!files.length) return false;
          given(files);
          event.preventDefault();
          return true;
        },
      }),
      EditorView.clipboardInputFilter.of(plain),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !this._isFilling) this._changed();
        if (update.docChanged) this._move(update.changes);
        if (update.docChanged || update.selectionSet) this.moved(Boolean(tableAt(update.state)));
      }),
    ];
    this._isFilling = false;
    /** @type {Set<{ from: number, to: number }>} places at which something is to be pasted once it is known */
    this._awaited = new Set();
    /** @type {(isInTable: boolean) => void} told where the cursor is */
    this.moved = () => undefined;
    this._view = new EditorView({ parent: place, state: EditorState.create({ extensions: this._extensions }) });
  }

  /** @param {string} text */
  fill(text) {
    this._isFilling = true;
    this._view.setState(EditorState.create({ doc: text, extensions: this._extensions }));
    this._isFilling = false;
  }

  /**
   * Puts in the place of what is selected now what is known later, as one change.
   * @param {Promise<string>} coming
   */
  async _await(coming) {
    const { from, to } = this._view.state.selection.main;
    const place = { from, to };
    this._awaited.add(place);
    const insert = await coming;
    this._awaited.delete(place);
    const { doc, selection } = this._view.state;
    const [start, end] = [Math.min(place.from, doc.length), Math.min(place.to, doc.length)];
    const isThere = selection.main.from === start && selection.main.to === end;
    const after = isThere ? { selection: { anchor: start + insert.length }, scrollIntoView: true } : {};
    if (insert) this._view.dispatch({ changes: { from: start, to: end, insert }, userEvent: "input.paste", ...after });
  }

  /**
   * Keeps the places of what is to be pasted where they are, whatever is typed meanwhile.
   * @param {{ mapPos: (at: number, side: number) => number }} changes
   */
  _move(changes) {
    for (const place of this._awaited) {
      const to = changes.mapPos(place.to, -1);
      place.from = Math.min(changes.mapPos(place.from, place.from < place.to ? 1 : -1), to);
      place.to = to;
    }
  }

  get text() {
    return this._view.state.doc.toString();
  }

  /**
   * Replaces all of the text by another as one change, which can be undone.
   * @param {string} text
   */
  replace(text) {
    this._view.dispatch({ changes: { from: 0, to: this._view.state.doc.length, insert: text } });
  }

  /** @param {(view: EditorView) => boolean} command */
  run(command) {
    command(this._view);
  }

  undo() {
    undo(this._view);
  }

  /** @param {Finding[]} findings */
  mark(findings) {
    const doc = this._view.state.doc;
    const severity = { error: "error", warning: "warning", info: "info" };
    const marks = findings
      .filter((one) => one.line >= 1 && one.line <= doc.lines)
      .map((one) => {
        const line = doc.line(one.line);
        const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to);
        const length = one.found ? one.found.length : one.words && line.text.startsWith(one.words, from - line.from) ? one.words.length : 1;
        const message = one.message + "。" + one.hint;
        return { from, to: Math.min(from + length, line.to), severity: /** @type {"error"} */ (severity[one.severity]), message };
      });
    this._view.dispatch(setDiagnostics(this._view.state, marks));
  }

  /**
   * @param {number} line from 1
   * @param {number} column from 1
   */
  show(line, column) {
    const doc = this._view.state.doc;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const place = Math.min(at.from + Math.max(column - 1, 0), at.to);
    this._view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "center" }) });
    this._view.focus();
  }

  /**
   * Puts `put` where `found` stands; false when it does not stand there any more.
   * @param {Finding} finding
   */
  correct(finding) {
    const doc = this._view.state.doc;
    if (finding.put === null || finding.line < 1 || finding.line > doc.lines) return false;
    const from = doc.line(finding.line).from + finding.column - 1;
    const to = from + finding.found.length;
    if (doc.sliceString(from, to) !== finding.found) return false;
    this._view.dispatch({ changes: { from, to, insert: finding.put } });
    return true;
  }

  /**
   * Puts marks around what is selected, or takes them away.
   * @param {string} before
   * @param {string} after
   * @param {string} example selected where nothing was
   */
  wrap(before, after, example) {
    const { from, to } = this._view.state.selection.main;
    const words = this._view.state.sliceDoc(from, to) || example;
    const start = from + before.length;
    this._view.dispatch({
      changes: { from, to, insert: before + words + after },
      selection: { anchor: start, head: start + words.length },
    });
    this._view.focus();
  }

  /**
   * Puts words in the place of what is selected.
   * @param {string} words
   */
  write(words) {
    this._view.dispatch(this._view.state.replaceSelection(words));
    this._view.focus();
  }

  /**
   * Makes a link of what is selected, or of its own words.
   * @param {string} words
   * @param {string} target
   */
  link(words, target) {
    const { from, to } = this._view.state.selection.main;
    const title = (this._view.state.sliceDoc(from, to) || words).replace(/([[\]])/g, "\\$1");
    const insert = "[" + title + "](" + target.replace(/[()\s]/g, (sign) => "%" + sign.charCodeAt(0).toString(16)) + ")";
    this._view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
    this._view.focus();
  }

  /**
   * Makes the line of the cursor begin with `head`, in place of the head that `known` finds.
   * @param {string} head
   * @param {RegExp} known
   */
  begin(head, known) {
    const line = this._view.state.doc.lineAt(this._view.state.selection.main.head);
    const old = known.exec(line.text);
    const to = line.from + (old ? old[0].length : 0);
    this._view.dispatch({
      changes: { from: line.from, to, insert: head },
      selection: { anchor: line.to - (to - line.from) + head.length },
    });
    this._view.focus();
  }

  /**
   * Puts a block of lines behind the line of the cursor, with blank lines around it.
   * @param {string} block
   */
  insert(block) {
    const line = this._view.state.doc.lineAt(this._view.state.selection.main.head);
    const insert = (line.text.trim() ? "\n\n" : "") + block + "\n";
    this._view.dispatch({ changes: { from: line.to, insert }, selection: { anchor: line.to + insert.length } });
    this._view.focus();
  }

  /** The text before the line of the cursor. */
  get before() {
    const line = this._view.state.doc.lineAt(this._view.state.selection.main.head);
    return this._view.state.sliceDoc(0, line.from);
  }
}
