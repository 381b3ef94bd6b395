/** The form of a register: its fields, or a list of its entries. */

import { lock } from "./elements.js";
import { Fields, items } from "./fields.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Values} Values */

export class RegisterForm {
  /**
   * @param {HTMLElement} place
   * @param {Field[]} parts the fields of the register, or of each entry
   * @param {string} entry what an entry is called; "" for a register that is no list
   * @param {() => void} changed
   */
  constructor(place, parts, entry, changed) {
    this._place = place;
    this._parts = parts;
    this._entry = entry;
    this._first = "";
    this._all = this._made({}, {});
    place.addEventListener("input", changed);
    place.addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * @param {Values | Values[]} original
   * @param {Values | Values[]} changes
   * @returns {Fields | import("./types").Control}
   */
  _made(original, changes) {
    if (!this._entry) return new Fields(this._parts, /** @type {Values} */ (original), /** @type {Values} */ (changes), []);
    const field = /** @type {Field} */ ({ name: "", label: "", parts: this._parts, entry: this._entry });
    return Array.isArray(changes) ? items(field, changes, /** @type {Values[]} */ (original)) : items(field, /** @type {Values[]} */ (original));
  }

  /**
   * @param {Values | Values[]} original as in the file
   * @param {Values | Values[]} changes typed since
   */
  fill(original, changes) {
    this._all = this._made(original, {});
    this._first = JSON.stringify(this._read());
    if (Array.isArray(changes) || Object.keys(changes).length) this._all = this._made(original, changes);
    this._place.replaceChildren(this._all.element);
  }

  _read() {
    return this._all instanceof Fields ? { "#": "", ...this._all.changes() } : this._all.read();
  }

  /** @returns {Values | Values[] | null} */
  changes() {
    const found = this._read();
    return JSON.stringify(found) === this._first ? null : /** @type {Values | Values[]} */ (found);
  }

  attach() {}

  /** @param {string} name */
  label(name) {
    return name;
  }

  /** Lets nothing be changed; entries are made when they are opened. */
  lock() {
    lock(this._place);
    this._place.addEventListener("toggle", () => setTimeout(() => lock(this._place)), true);
  }

  /** @returns {() => void} opens again what is open, and goes back to where somebody is */
  place() {
    const state = this._all.state ? this._all.state() : {};
    const every = () => Array.from(this._place.querySelectorAll("input, select, textarea, button, summary"));
    const before = every();
    const at = document.activeElement ? before.indexOf(document.activeElement) : -1;
    return () => {
      if (this._all.restore) this._all.restore(state);
      const now = every();
      const there = now[at];
      if (there instanceof HTMLElement && now.length === before.length) there.focus();
    };
  }

  /** @param {string[]} spot */
  focus(spot) {
    if (this._all.focus) this._all.focus(spot);
  }

  /** @param {Finding[]} findings */
  tell(findings) {
    if (this._all.tell) this._all.tell(findings.map((one) => ({ spot: one.spot || [], one })));
  }
}
