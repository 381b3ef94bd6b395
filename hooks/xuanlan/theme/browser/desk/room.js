/** The room in which one text is written: form, editor, findings and preview, and the way of all that is typed. */

import { ask, attempt, tellProblem, textPath } from "./asking.js";
import { Beside } from "./beside.js";
import { showConflict } from "./conflict.js";
import { Editor } from "./editor.js";
import { byId } from "./elements.js";
import { showFindings } from "./findings.js";
import { Form } from "./form.js";
import { forget, keep } from "./kept.js";
import { tools } from "./tools.js";
import { upload } from "./uploading.js";
import { showVersions } from "./versions.js";

/** @typedef {import("./types").Edit} Edit */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Opened} Opened */
/** @typedef {import("./types").WrittenRow} WrittenRow */

export const IDENT = document.body.dataset.text || "";
const MAY_WRITE = document.body.dataset.writes === "true";
const QUIET = 120; // milliseconds after the last key
const KEEPING = 2000;
const WAITING = 500;

export class Room {
  /** @param {import("./types").Kind[]} kinds */
  constructor(kinds) {
    /** @type {Opened | null} */
    this.opened = null;
    this.editor = new Editor(byId("editor"), MAY_WRITE, () => this.changed(), tellLeft, (files) => this.give(files));
    this.form = new Form(byId("form"), kinds, () => this.changed());
    this.beside = new Beside(IDENT, () => this.edit(), (findings) => this.tell(this.findings, findings));
    /** @type {Finding[]} of the text */
    this.findings = [];
    /** @type {Finding[]} of what is open beside it */
    this.besides = [];
    /** @type {WrittenRow[]} what was answered for since */
    this.waivers = [];
    this.isTrying = false;
    this.isStale = false;
    this.isComing = false; // its page, as long as the site is not built
    this._quiet = 0;
    this._keeping = 0;
    byId("tools").hidden = !MAY_WRITE;
    tools(byId("tools"), this.editor, (files) => this.give(files), () => (this.opened ? this.opened.path : ""));
  }

  /** @returns {Edit} what was typed since the text was opened */
  edit() {
    const opened = /** @type {Opened} */ (this.opened);
    /** @type {Edit} */
    const edit = { base: opened.base };
    const text = this.editor.text;
    if (opened.text !== null) {
      if (text !== opened.text) edit.text = text;
      return edit;
    }
    if (text !== opened.body) edit.body = text;
    const fields = this.form.changes();
    if (this.waivers.length) fields.waivers = [...written(opened.fields.waivers), ...this.waivers];
    if (Object.keys(fields).length) edit.fields = fields;
    return edit;
  }

  /** @param {Opened} opened */
  fill(opened) {
    this.opened = opened;
    byId("form").hidden = opened.text !== null;
    this.waivers = [];
    this.form.fill(opened.fields, {});
    this.editor.fill(opened.text === null ? opened.body : opened.text);
    if (!MAY_WRITE) this.form.lock();
    const title = opened.fields.title;
    byId("heading").textContent = document.title = typeof title === "string" ? title : opened.path;
    this.showVersions();
    this.settled("");
    this.try_();
  }

  /**
   * Puts what was typed earlier on top of what is in the file.
   * @param {Edit} edit
   */
  take(edit) {
    const opened = /** @type {Opened} */ (this.opened);
    this.form.fill(opened.fields, edit.fields || {});
    const known = written(opened.fields.waivers);
    this.waivers = edit.fields ? written(edit.fields.waivers).slice(known.length) : [];
    const text = edit.text !== undefined ? edit.text : edit.body;
    if (text !== undefined) this.editor.replace(text);
    this.changed();
  }

  changed() {
    const edit = this.edit();
    const isSame = Object.keys(edit).length === 1;
    document.documentElement.dataset.saved = String(isSame);
    byId("state").textContent = isSame ? "" : "有没保存的内容";
    for (const action of ["save", "undo"]) button(action).disabled = isSame;
    if (isSame) forget(IDENT);
    else keep(IDENT, edit);
    clearTimeout(this._quiet);
    this._quiet = setTimeout(() => this.try_(), QUIET);
    if (!this._keeping) this._keeping = setTimeout(() => this.keepOnDisk(), KEEPING);
  }

  /** @param {File[]} files that go beside the text: pictures into it, others into the list of attachments */
  give(files) {
    upload(IDENT, files, (put) => {
      if (put.is_picture) this.editor.insert("![" + put.title + "](" + put.path + ")");
      else this.form.attach({ file: put.path, title: put.title });
      this.changed();
    });
  }

  async keepOnDisk() {
    this._keeping = 0;
    const edit = this.edit();
    try {
      await ask(textPath(IDENT, Object.keys(edit).length === 1 ? "drop" : "keep"), edit);
    } catch (_) {
      // It is in the browser's own store, and saving will say what is wrong.
    }
  }

  async try_() {
    if (this.isTrying) {
      this.isStale = true;
      return;
    }
    this.isTrying = true;
    try {
      const found = await ask(textPath(IDENT, "try"), this.edit());
      this.isComing = !found.whole;
      this.tell(found.findings, this.besides);
      this.beside.show(found.page, this.isComing);
      tellProblem("try", "");
    } catch (error) {
      const refused = /** @type {import("./asking").RefusedError} */ (error);
      if (refused.status === 409) setTimeout(() => this.try_(), WAITING);
      tellProblem("try", refused.message);
    }
    this.isTrying = false;
    if (this.isStale) {
      this.isStale = false;
      this.try_();
    }
  }

  /**
   * @param {Finding[]} own of the text
   * @param {Finding[]} besides of what is open beside it
   */
  tell(own, besides) {
    this.findings = own;
    this.besides = besides;
    const isWhole = this.opened !== null && this.opened.text !== null;
    const findings = [...own, ...besides].map((one) => (isWhole ? { ...one, line: one.at } : one));
    this.editor.mark(findings);
    this.form.mark(new Set(findings.map((one) => one.field)));
    showFindings(findings, this.isComing, {
      go: (one) => (one.line ? this.editor.show(one.line, one.column) : this.form.focus(one.field)),
      correct: (one) => this.editor.correct(one),
      waive: (row) => {
        this.waivers.push(row);
        this.changed();
      },
    });
  }

  async save() {
    if (!MAY_WRITE) return;
    clearTimeout(this._keeping);
    this._keeping = 0;
    byId("state").textContent = "正在保存……";
    const isTaken = await attempt("save", async () => {
      const before = this.editor.text;
      const edit = this.edit();
      /** @type {Opened & { theirs?: import("./conflict").Theirs, remark: string }} */
      const saved = await ask(textPath(IDENT, "save"), edit);
      if (saved.theirs !== undefined) {
        byId("state").textContent = "没有保存";
        const opened = /** @type {Opened} */ (this.opened);
        showConflict(opened, edit, saved.theirs, (name) => this.form.label(name), (kept) => this.solve(kept));
        return;
      }
      this.opened = saved;
      if (this.editor.text === before) {
        forget(IDENT);
        this.waivers = [];
        this.form.fill(saved.fields, {});
        this.settled(saved.remark || "已保存");
      }
      this.showVersions();
    });
    if (!isTaken) byId("state").textContent = "没有保存";
  }

  /**
   * Goes on with the other's version in the file, and what of the edit is kept on top of it.
   * @param {import("./types").Edit | null} kept
   */
  async solve(kept) {
    const waivers = this.waivers;
    const isThere = await attempt("open", async () => this.fill(await ask(textPath(IDENT))));
    if (!isThere) return;
    byId("conflict").hidden = true;
    if (!kept) {
      this.dropAll();
      return;
    }
    const known = written(/** @type {Opened} */ (this.opened).fields.waivers);
    this.take(waivers.length ? { ...kept, fields: { ...kept.fields, waivers: [...known, ...waivers] } } : kept);
    this.save();
  }

  dropAll() {
    forget(IDENT);
    return attempt("drop", () => ask(textPath(IDENT, "drop"), {}));
  }

  /** @param {string} words */
  settled(words) {
    document.documentElement.dataset.saved = "true";
    byId("state").textContent = words;
    for (const action of ["save", "undo"]) button(action).disabled = true;
  }

  showVersions() {
    const opened = /** @type {Opened} */ (this.opened);
    showVersions(IDENT, opened.versions, (text) => {
      this.opened = { ...opened, text: opened.text === null ? "" : opened.text };
      byId("form").hidden = true;
      this.editor.replace(text);
      this.changed();
    });
  }
}

/**
 * @param {import("./types").Written | undefined} rows as a file has them
 * @returns {WrittenRow[]}
 */
function written(rows) {
  return Array.isArray(rows) ? rows.filter((row) => typeof row !== "string").map((row) => /** @type {WrittenRow} */ (row)) : [];
}

/** @param {string[]} left what was not taken over of what was pasted */
function tellLeft(left) {
  const place = byId("pasted");
  place.hidden = !left.length;
  place.textContent = left.length ? "没有粘贴：" + left.join("、") + "。图片请另存以后再加。" : "";
}

/** @param {string} action */
export function button(action) {
  return /** @type {HTMLButtonElement} */ (document.querySelector('[data-action="' + action + '"]'));
}
