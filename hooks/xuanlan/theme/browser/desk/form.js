/** The form of a text, made from the declared fields: needed ones first, the rest folded. */

import { control } from "./controls.js";
import { make } from "./elements.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Kind} Kind */
/** @typedef {import("./types").Written} Written */

export class Form {
  /**
   * @param {HTMLElement} place
   * @param {Kind[]} kinds
   * @param {() => void} changed
   */
  constructor(place, kinds, changed) {
    this._place = place;
    this._kinds = kinds;
    /** @type {{ [name: string]: Written }} */
    this._original = {};
    /** @type {Map<string, import("./controls").Control>} */
    this._controls = new Map();
    /** @type {Map<string, string>} what each control says of the value in the file */
    this._first = new Map();
    place.addEventListener("input", (event) => {
      const target = event.target;
      if (target instanceof HTMLSelectElement && target.dataset.field === "kind") this._show({ ...this._original, ...this.changes() });
      changed();
    });
    place.addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * @param {{ [name: string]: Written }} original as in the file
   * @param {{ [name: string]: Written }} changes typed since
   */
  fill(original, changes) {
    this._original = original;
    this._show(original);
    this._first = new Map(Array.from(this._controls, ([name, one]) => [name, JSON.stringify(one.read())]));
    if (Object.keys(changes).length) this._show({ ...original, ...changes });
  }

  /** @returns {{ [name: string]: Written }} fields that have another value than in the file */
  changes() {
    /** @type {{ [name: string]: Written }} */
    const found = {};
    for (const [name, one] of this._controls) {
      const value = one.read();
      const first = this._first.get(name);
      if (first !== undefined && JSON.stringify(value) !== first) found[name] = value;
    }
    return found;
  }

  /** @param {string} name of a field */
  label(name) {
    const found = this._kinds[0].form.find((field) => field.name === name);
    return found ? found.label : name;
  }

  /** Lets nothing be changed. */
  lock() {
    for (const one of Array.from(this._place.querySelectorAll("input, select, textarea, button"))) one.setAttribute("disabled", "");
  }

  /** @param {import("./types").WrittenRow} row of a file that goes with the text */
  attach(row) {
    const control = this._controls.get("attachments");
    if (control && control.add) control.add(row);
  }

  /** @param {string} name */
  focus(name) {
    const input = this._place.querySelector('[data-field="' + name + '"], [data-field^="' + name + '/"]');
    const folded = input && input.closest("details");
    if (folded) folded.open = true;
    if (input instanceof HTMLElement) input.focus();
  }

  /** @param {Set<string>} names of fields with findings */
  mark(names) {
    for (const row of Array.from(this._place.querySelectorAll(".field"))) {
      row.classList.toggle("found", names.has(row.getAttribute("data-row") || ""));
    }
  }

  _names() {
    return this._kinds.map((kind) => kind.name);
  }

  /** @param {{ [name: string]: Written }} values */
  _kind(values) {
    return this._kinds.find((kind) => kind.name === values.kind) || this._kinds[0];
  }

  /** @param {{ [name: string]: Written }} values */
  _show(values) {
    this._controls.clear();
    const fields = this._kind(values).form;
    const rest = make("details", {}, [make("summary", {}, ["其他各项"])]);
    rest.open = fields.some((field) => !field.first && values[field.name] && field.name !== "id");
    const first = fields.filter((field) => field.first).map((field) => this._row(field, values[field.name]));
    rest.append(...fields.filter((field) => !field.first).map((field) => this._row(field, values[field.name])));
    this._place.replaceChildren(...first, rest);
  }

  /**
   * @param {Field} field
   * @param {Written | undefined} value
   */
  _row(field, value) {
    const one = control(field, value, this._names());
    this._controls.set(field.name, one);
    const label = make("span", { class: "label" }, [field.label]);
    if (field.required) label.append(make("b", { class: "needed", title: "必须填" }, ["*"]));
    const about = make("small", { class: "about" }, [field.about]);
    return make("div", { class: "field", "data-row": field.name }, [label, one.element, about]);
  }
}
