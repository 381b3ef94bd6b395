/** One entry of a list: opened, moved, taken away and brought back. */

import { make } from "./elements.js";
import { meaning } from "./offers.js";
import { WORDS, show } from "./told.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Values} Values */
/** @typedef {import("./types").Told} Told */
/** @typedef {import("./fields").Fields} Fields */

export const KEPT = "#"; // in a row: it changes what is in the file, in a list the entry with that number
const TITLED = 3;

/** Its fields are made when somebody opens it. */
export class Item {
  /**
   * @param {Field} field
   * @param {Values} original
   * @param {Values} change
   * @param {() => Fields} fields makes them
   */
  constructor(field, original, change, fields) {
    this._make = fields;
    this._field = field;
    this._original = original;
    this._change = change;
    /** @type {Fields | null} */
    this._fields = null;
    /** @type {Told[]} */
    this._found = [];
    this.isGone = false;
    this._title = make("span", { class: "title" });
    this._mark = make("span", { class: "stop" });
    this._note = make("div");
    this._inside = make("details", {}, [make("summary", {}, [this._title, this._mark])]);
    this._inside.addEventListener("toggle", () => this._open());
    this._inside.addEventListener("input", () => this._name());
    this._moves = make("span", { class: "moves" });
    this.element = make("div", { class: "item" }, [this._inside, this._moves]);
    this._name();
  }

  /**
   * @param {string} words
   * @param {(button: HTMLButtonElement) => void} act
   */
  move(words, act) {
    const button = make("button", { type: "button", class: "button small", "data-act": words }, [words]);
    button.addEventListener("click", () => {
      act(button);
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      button.focus();
    });
    this._moves.append(button);
    this._name();
  }

  /** @param {HTMLButtonElement} button */
  remove(button) {
    this.isGone = !this.isGone;
    this.element.classList.toggle("gone", this.isGone);
    button.textContent = this.isGone ? "恢复" : "删去";
    this._name();
  }

  open() {
    this._inside.open = true;
    this._open();
    return /** @type {Fields} */ (this._fields);
  }

  _open() {
    if (this._fields || !this._inside.open) return;
    this._fields = this._make();
    this._inside.append(this._note, this._fields.element);
    this.tell(this._found);
  }

  /** @returns {import("./types").Open | null} */
  state() {
    return this._fields && this._inside.open ? this._fields.state() : null;
  }

  /** @returns {Values} */
  read() {
    const number = this._change[KEPT];
    if (!this._fields) return this._change;
    return number === undefined ? this._fields.changes() : { [KEPT]: number, ...this._fields.changes() };
  }

  _name() {
    const now = { ...this._original, ...this.read() };
    const found = this._field.parts.map((part) => [now[part.name], part.offer === "national" && meaning(part.offer, now[part.name])]);
    const words = found.reduce((every, one) => every.concat(one), []).filter((one) => one && typeof one === "string").slice(0, TITLED);
    this._title.textContent = (this.isGone ? "已删去：" : "") + (words.join("　") || "（新的）");
    for (const button of Array.from(this._moves.children)) button.setAttribute("aria-label", button.textContent + "：" + words.join(" "));
  }

  /** @param {Told[]} found */
  tell(found) {
    this._found = found;
    this._mark.textContent = found.length ? found.length + " 处" + WORDS[found[0].one.severity] : "";
    show(this._note, found.filter((told) => !told.spot.length));
    if (this._fields) this._fields.tell(found.filter((told) => told.spot.length));
  }

  /** @param {string[]} spot */
  focus(spot) {
    const fields = this.open();
    const summary = this._inside.querySelector("summary");
    if (spot.length) fields.focus(spot);
    else if (summary) summary.focus();
  }
}
