/** The form of a text, made from the declared fields: those that are needed or filled first, the rest folded. */

import { lock } from "./elements.js";
import { Fields } from "./fields.js";

/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Kind} Kind */
/** @typedef {import("./types").Values} Values */

export class Form {
  /**
   * @param {HTMLElement} place
   * @param {Kind[]} kinds
   * @param {() => void} changed
   */
  constructor(place, kinds, changed) {
    this._place = place;
    this._kinds = kinds;
    /** @type {Values} */
    this._original = {};
    this._fields = new Fields([], {}, {}, []);
    place.addEventListener("input", (event) => {
      const target = event.target;
      if (target instanceof HTMLSelectElement && target.dataset.field === "kind") this.fill(this._original, this._fields.changes());
      changed();
    });
    place.addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * @param {Values | Values[]} original as in the file
   * @param {Values | Values[]} changes typed since
   */
  fill(original, changes) {
    this._original = /** @type {Values} */ (original);
    const typed = /** @type {Values} */ (changes);
    const name = { ...this._original, ...typed }.kind;
    const kind = this._kinds.find((one) => one.name === name) || this._kinds[0];
    this._fields = new Fields(kind.form, this._original, typed, this._kinds.map((one) => one.name));
    this._place.replaceChildren(this._fields.element);
  }

  /** @returns {Values | null} fields that have another value than in the file */
  changes() {
    const found = this._fields.changes();
    return Object.keys(found).length ? found : null;
  }

  /** @param {string} name of a field */
  label(name) {
    const found = this._kinds[0].form.find((field) => field.name === name);
    return found ? found.label : name;
  }

  /** Lets nothing be changed. */
  lock() {
    lock(this._place);
  }

  /** @param {import("./types").WrittenRow} row of a file that goes with the text */
  attach(row) {
    const control = this._fields.control("attachments");
    if (control && control.add) control.add(row);
  }

  /** @param {string[]} spot */
  focus(spot) {
    this._fields.focus(spot);
  }

  /** @param {Finding[]} findings */
  tell(findings) {
    this._fields.tell(findings.filter((one) => one.field).map((one) => ({ spot: [one.field], one })));
  }
}
