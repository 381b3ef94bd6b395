/** Fields of a form, with those within them: what each is called, its control, what is found in it. */

import { choice, control, flag, lines, pairs } from "./controls.js";
import { make } from "./elements.js";
import { KEPT, Item } from "./item.js";
import { watch } from "./period.js";
import { show, within } from "./told.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Values} Values */
/** @typedef {import("./types").Value} Value */
/** @typedef {import("./types").Told} Told */
/** @typedef {import("./controls").Control} Control */
/** @typedef {{ field: Field, one: Control, row: HTMLElement, note: HTMLElement, first: string }} Known */

/**
 * @param {Value | undefined} value
 * @returns {Values}
 */
function asRow(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? value : {};
}

export class Fields {
  /**
   * @param {Field[]} fields
   * @param {Values} original as in the file
   * @param {Values} changes typed since
   * @param {string[]} kinds names of all kinds
   */
  constructor(fields, original, changes, kinds) {
    this.element = make("div", { class: "fields" });
    /** @type {Map<string, Known>} */
    this._all = new Map();
    this._rest = make("details", { class: "rest" }, [make("summary", {}, ["其他各项"])]);
    for (const field of fields) {
      const old = original[field.name];
      const unchanged = made(field, old, undefined, kinds);
      const one = field.name in changes ? made(field, changes[field.name], old === undefined ? null : old, kinds) : unchanged;
      const first = JSON.stringify(unchanged.read());
      const isFirst = field.first || (field.name !== "id" && (old !== undefined || field.name in changes));
      (isFirst ? this.element : this._rest).append(this._row(field, one, first));
    }
    if (this._rest.children.length > 1) this.element.append(this._rest);
    this.element.addEventListener("input", () => this._choose());
    this._choose();
    for (const { field, one, row } of this._all.values()) {
      const begin = this._all.get(field.since);
      if (begin) row.append(watch(field, begin, one, this.element));
    }
  }

  /**
   * @param {Field} field
   * @param {Control} one
   * @param {string} first
   */
  _row(field, one, first) {
    const label = make("span", { class: "label" }, [field.label]);
    if (field.required) label.append(make("b", { class: "needed", title: "必须填" }, ["*"]));
    const note = make("div");
    const wide = ["text", "lines", "items", "group", "pairs"].includes(field.type);
    const about = make("small", { class: "about" }, [field.about]);
    const row = make("div", { class: wide ? "field wide" : "field", "data-row": field.name }, [label, one.element, note, about]);
    this._all.set(field.name, { field, one, row, note, first });
    return row;
  }

  /** Hides the fields that are for another value of some field, if nothing is in them. */
  _choose() {
    for (const { field, one, row, first } of this._all.values()) {
      const other = field.only && this._all.get(field.only[0]);
      if (!field.only || !other) continue;
      const isMeant = field.only[1].includes(String(other.one.read() || ""));
      row.hidden = !isMeant && ["null", "[]"].includes(first) && JSON.stringify(one.read()) === first;
    }
  }

  /** @returns {Values} fields that have another value than in the file */
  changes() {
    /** @type {Values} */
    const found = {};
    for (const [name, { one, first }] of this._all) {
      const value = one.read();
      if (JSON.stringify(value) !== first) found[name] = value;
    }
    return found;
  }

  /** @param {string} name */
  control(name) {
    const known = this._all.get(name);
    return known ? known.one : null;
  }

  /** @returns {import("./types").Open} which entries are open */
  state() {
    /** @type {import("./types").Open} */
    const found = {};
    for (const [name, { one }] of this._all) if (one.state) found[name] = one.state();
    return found;
  }

  /** @param {import("./types").Open} state */
  restore(state) {
    for (const [name, { one }] of this._all) if (one.restore && state[name]) one.restore(state[name]);
  }

  /** @param {Told[]} found */
  tell(found) {
    for (const [name, { one, row, note }] of this._all) {
      const mine = within(found, name);
      const own = one.tell ? mine.filter((told) => !told.spot.length) : mine;
      if (one.tell) one.tell(mine.filter((told) => told.spot.length));
      show(note, own);
      row.classList.toggle("found", own.length > 0);
    }
  }

  /** @param {string[]} spot */
  focus(spot) {
    const known = this._all.get(spot[0]);
    if (!known) return;
    if (this._rest.contains(known.row)) this._rest.open = true;
    if (known.one.focus && spot.length > 1) return known.one.focus(spot.slice(1));
    const input = known.row.querySelector("input, select, textarea, summary, button");
    if (input instanceof HTMLElement) input.focus();
  }
}

/**
 * @param {Field} field
 * @param {Value | undefined} value as it is to be shown
 * @param {Value | undefined} old as in the file, where that is another
 * @param {string[]} kinds
 * @returns {Control}
 */
function made(field, value, old, kinds) {
  const given = value === undefined ? null : value;
  const more = { items, group, choice, flag, lines, pairs };
  const maker = more[/** @type {"items"} */ (field.type)];
  return maker ? maker(field, given, old) : control(field, /** @type {import("./types").Written} */ (given), kinds);
}

/**
 * The fields of a value that has parts.
 * @param {Field} field
 * @param {Value} value
 * @param {Value} [old]
 * @returns {Control}
 */
function group(field, value, old) {
  const fields = new Fields(field.parts, asRow(old === undefined ? value : old), old === undefined ? {} : asRow(value), []);
  const element = make("div", { class: "group", role: "group", "aria-label": field.label }, [fields.element]);
  return {
    element,
    read: () => ({ [KEPT]: "", ...fields.changes() }),
    tell: (found) => fields.tell(found),
    focus: (spot) => fields.focus(spot),
    state: () => fields.state(),
    restore: (state) => fields.restore(state),
  };
}

/**
 * A list of entries, which are added, changed, moved and taken away.
 * @param {Field} field
 * @param {Value} value
 * @param {Value} [old]
 * @returns {Control}
 */
export function items(field, value, old) {
  const before = old === undefined ? value : old;
  const rows = Array.isArray(before) ? before.map(asRow) : [];
  const changed = old === undefined || !Array.isArray(value) ? rows.map((_, at) => ({ [KEPT]: String(at) })) : value.map(asRow);
  const list = make("div", { class: "items" });
  /** @type {Item[]} */
  const all = [];
  /** @param {Values} change */
  const add = (change) => {
    const original = change[KEPT] === undefined ? {} : rows[Number(change[KEPT])] || {};
    const item = new Item(field, original, change, () => new Fields(field.parts, original, change, []));
    /** @param {number} by */
    const shift = (by) => {
      const at = all.indexOf(item);
      const other = all[at + by];
      if (!other) return;
      [all[at], all[at + by]] = [other, item];
      if (by < 0) other.element.before(item.element);
      else other.element.after(item.element);
    };
    item.move("上移", () => shift(-1));
    item.move("下移", () => shift(1));
    item.move("删去", (button) => item.remove(button));
    all.push(item);
    list.append(item.element);
    return item;
  };
  changed.forEach(add);
  const more = make("button", { type: "button", class: "button", "data-act": "add" }, ["加" + (field.entry || "一项")]);
  more.addEventListener("click", () => {
    const item = add({});
    item.open();
    const input = item.element.querySelector("input, select");
    if (input instanceof HTMLElement) input.focus();
  });
  const written = () => all.filter((item) => !item.isGone && Object.keys(item.read()).length);
  return {
    element: make("div", {}, [list, more]),
    read: () => written().map((item) => item.read()),
    tell: (found) => written().forEach((item, at) => item.tell(within(found, String(at)))),
    focus: (spot) => {
      const item = written()[Number(spot[0])];
      if (item) item.focus(spot.slice(1));
    },
    state: () => written().reduce((found, item, at) => ({ ...found, [at]: item.state() }), {}),
    restore: (state) =>
      written().forEach((item, at) => {
        const open = state[at];
        if (open) item.open().restore(open);
      }),
  };
}
