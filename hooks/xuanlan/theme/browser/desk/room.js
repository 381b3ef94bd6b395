/** The room in which a text or a register is written: form, editor, findings, and the way of all that is typed. */

import { ask, attempt, tellProblem } from "./asking.js";
import { showConflict } from "./conflict.js";
import { Editor } from "./editor.js";
import { takeEarlier } from "./earlier.js";
import { byId } from "./elements.js";
import { showFindings } from "./findings.js";
import { forget, keep } from "./kept.js";
import { pasted } from "./pasting.js";
import { upload } from "./uploading.js";
import { showVersions } from "./versions.js";

/** @typedef {import("./types").Edit} Edit */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Opened} Opened */
/** @typedef {import("./types").WrittenRow} WrittenRow */

export const IDENT = document.body.dataset.text || "";
export const MAY_WRITE = document.body.dataset.writes === "true";
const QUIET = 120; // milliseconds after the last key
const KEEPING = 2000;
const WAITING = 500;
const COMING = 2000;

export class Room {
  /**
   * @param {string} path what the server is asked at
   * @param {(changed: () => void) => import("./form").Form | import("./register_form").RegisterForm} form makes the form
   */
  constructor(path, form) {
    this.path = path;
    /** @type {Opened | null} */
    this.opened = null;
    this.editor = new Editor(byId("editor"), MAY_WRITE, () => this.changed(), (clipboard) => pasted(IDENT, clipboard), (files) => this.give(files));
    this.form = form(() => this.changed());
    /** @type {import("./beside").Beside | null} */
    this.beside = null;
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
    if (fields) edit.fields = fields;
    if (this.waivers.length) edit.fields = { ...edit.fields, waivers: [...waivers(opened.fields), ...this.waivers] };
    return edit;
  }

  /** @param {Opened} opened */
  fill(opened) {
    this.opened = opened;
    this.show(opened.text !== null);
    this.waivers = [];
    this.form.fill(opened.fields, {});
    this.editor.fill(opened.text === null ? opened.body : opened.text);
    if (!MAY_WRITE) this.form.lock();
    const title = opened.title || ("title" in opened.fields && opened.fields.title);
    byId("heading").textContent = document.title = typeof title === "string" ? title : opened.path;
    this.showVersions();
    this.settled("");
    this.try_();
  }

  /** @param {boolean} isText whether all of it is edited as text, without its form */
  show(isText) {
    byId("form").hidden = isText;
  }

  /**
   * @param {Edit} _edit
   * @returns {boolean} whether what was typed earlier can be put on top of what is in the file
   */
  canTake(_edit) {
    return true;
  }

  /**
   * Puts what was typed earlier on top of what is in the file.
   * @param {Edit} edit
   */
  take(edit) {
    const opened = /** @type {Opened} */ (this.opened);
    this.form.fill(opened.fields, edit.fields || {});
    this.waivers = edit.fields ? waivers(edit.fields).slice(waivers(opened.fields).length) : [];
    if (edit.text !== undefined) this.takeText(edit.text);
    else if (edit.body !== undefined) this.editor.replace(edit.body);
    this.changed();
  }

  /** @param {Edit} edit typed earlier, perhaps on top of another content of the file */
  takeEarlier(edit) {
    return takeEarlier(this, edit);
  }

  /**
   * Shows what was sent beside what somebody else has saved meanwhile.
   * @param {Opened} began what both began with
   * @param {Edit} sent
   * @param {import("./conflict").Theirs} theirs
   * @param {string} [whole] all of a register with it
   */
  compare(began, sent, theirs, whole) {
    const mine = whole === undefined ? sent : { base: sent.base, text: whole };
    showConflict(began, mine, theirs, (name) => this.form.label(name), (kept) => this.solve(kept));
  }

  changed() {
    const edit = this.edit();
    const isSame = Object.keys(edit).length === 1;
    document.documentElement.dataset.saved = String(isSame);
    byId("state").textContent = isSame ? "" : "有没保存的内容";
    for (const action of ["save", "undo"]) button(action).disabled = isSame;
    if (isSame) forget(this.path);
    else keep(this.path, edit);
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

  stopKeeping() {
    clearTimeout(this._keeping);
    this._keeping = 0;
  }

  async keepOnDisk() {
    this.stopKeeping();
    const edit = this.edit();
    try {
      await ask(this.path + (Object.keys(edit).length === 1 ? "/drop" : "/keep"), edit);
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
      const found = await ask(this.path + "/try", this.edit());
      this.isComing = found.whole === false;
      // The server tells when the site is built, but perhaps before this page hears it.
      if (this.isComing) setTimeout(() => this.isComing && this.try_(), COMING);
      this.tell(found.findings, this.besides);
      if (this.beside) this.beside.show(found.page, this.isComing);
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
    const findings = [...own, ...besides].map((one) => (isWhole && one.at ? { ...one, line: one.at, isWhole: true } : one));
    this.editor.mark(findings);
    this.form.tell(findings);
    showFindings(findings, this.isComing, {
      go: (one) => (one.line && (isWhole || !one.spot) ? this.editor.show(one.line, one.column) : this.form.focus(one.spot || [one.field])),
      correct: (one) => this.editor.correct(one),
      waive: (row) => {
        this.waivers.push(row);
        this.changed();
      },
    });
  }

  async save() {
    if (!MAY_WRITE) return;
    this.stopKeeping();
    byId("state").textContent = "正在保存……";
    const isTaken = await attempt("save", async () => {
      const sent = this.edit();
      const before = this.editor.text;
      const wasText = this.opened && this.opened.text !== null;
      /** @type {Opened & { theirs?: import("./conflict").Theirs, mine?: string, remark: string }} */
      const saved = await ask(this.path + "/save", sent);
      if (saved.theirs !== undefined) {
        this.compare(/** @type {Opened} */ (this.opened), sent, saved.theirs, saved.mine);
        return;
      }
      if (JSON.stringify(this.edit()) === JSON.stringify(sent)) {
        forget(this.path);
        if (wasText) this.fill(saved);
        this.waivers = [];
        this.opened = saved;
        this.form.fill(saved.fields, {});
        this.settled(saved.remark || "已保存");
      } else {
        this.opened = wasText ? { ...saved, text: before } : saved; // somebody goes on typing
      }
      this.showVersions();
      if (this.beside) this.beside.again();
    });
    if (!isTaken) byId("state").textContent = "没有保存";
  }

  /**
   * Goes on with the other's version in the file, and what of the edit is kept on top of it.
   * @param {Edit | null} kept
   */
  async solve(kept) {
    const own = this.waivers;
    const isThere = await attempt("open", async () => this.fill(await ask(this.path)));
    if (!isThere) return;
    byId("conflict").hidden = true;
    if (!kept) {
      this.dropAll();
      return;
    }
    const known = waivers(/** @type {Opened} */ (this.opened).fields);
    this.take(own.length ? { ...kept, fields: { ...kept.fields, waivers: [...known, ...own] } } : kept);
    this.save();
  }

  dropAll() {
    forget(this.path);
    return attempt("drop", () => ask(this.path + "/drop", {}));
  }

  /** @param {string} words */
  settled(words) {
    document.documentElement.dataset.saved = "true";
    byId("state").textContent = words;
    for (const action of ["save", "undo"]) button(action).disabled = true;
  }

  showVersions() {
    const { versions } = /** @type {Opened} */ (this.opened);
    showVersions(versions, this.path, MAY_WRITE, (text) => {
      this.takeText(text);
      this.changed();
    });
  }

  /** @param {string} text all of the file, which is then edited as text */
  takeText(text) {
    const opened = /** @type {Opened} */ (this.opened);
    this.opened = { ...opened, text: opened.text === null ? "" : opened.text };
    this.show(true);
    this.editor.replace(text);
  }
}

/**
 * @param {import("./types").Values | import("./types").Values[]} fields as a file has them
 * @returns {WrittenRow[]}
 */
function waivers(fields) {
  const rows = Array.isArray(fields) ? null : fields.waivers;
  return Array.isArray(rows) ? rows.filter((row) => typeof row !== "string").map((row) => /** @type {WrittenRow} */ (row)) : [];
}

/** @param {string} action */
export function button(action) {
  return /** @type {HTMLButtonElement} */ (document.querySelector('[data-action="' + action + '"]'));
}
