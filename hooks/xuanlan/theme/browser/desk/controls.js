/** Controls for the values of fields, one for each type. Each tells what is to be written, as it is written in a file. */

import { make } from "./elements.js";
import { offer } from "./offers.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Written} Written */
/** @typedef {import("./types").WrittenRow} WrittenRow */
/** @typedef {import("./types").Value} Value */
/** @typedef {import("./types").Control} Control */

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/;
const PARTED = /[、，,；;]/;

/**
 * @param {Field} field
 * @param {Written | undefined} value as it is written now
 * @param {string[]} kinds names of all kinds
 * @returns {Control}
 */
export function control(field, value, kinds) {
  const makers = { line, text, list, day, moment, contact, files, kind: () => kind(kinds, value) };
  return makers[/** @type {"line"} */ (field.type)](field, value === undefined ? null : value);
}

/**
 * @param {Value} value
 * @returns {string}
 */
function asText(value) {
  return typeof value === "string" ? value : Array.isArray(value) ? value.map(asText).join("、") : "";
}

/**
 * @param {Field} field
 * @param {string} [part]
 */
function named(field, part) {
  const label = part && field.parts.find((one) => one.name === part);
  const words = label ? field.label + "：" + label.label : field.label;
  return { "data-field": part ? field.name + "/" + part : field.name, "aria-label": words };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function line(field, value) {
  const input = make("input", { ...named(field), placeholder: field.example, maxlength: String(field.longest) });
  input.value = asText(value);
  offer(input, field);
  return { element: input, read: () => input.value.trim() || null, write: (words) => (input.value = words) };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function text(field, value) {
  const area = make("textarea", { ...named(field), placeholder: field.example, rows: "3" });
  area.value = asText(value);
  return { element: area, read: () => area.value.trim() || null };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function list(field, value) {
  // A word that has a comma of its own needs a line of its own.
  const items = Array.isArray(value) ? value.map(asText) : null;
  if (!items || !items.some((item) => PARTED.test(item))) {
    const one = line(field, value);
    const read = () => {
      const parts = asText(one.read()).split(PARTED).map((/** @type {string} */ part) => part.trim()).filter(Boolean);
      return parts.length ? parts : null;
    };
    return { element: one.element, read };
  }
  const area = make("textarea", { ...named(field), rows: String(items.length + 1) });
  area.value = items.join("\n");
  return { element: area, read: () => area.value.split("\n").map((item) => item.trim()).filter(Boolean) };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function day(field, value) {
  const written = asText(value);
  if (written && !DAY.test(written)) return line(field, value);
  const input = make("input", { ...named(field), type: "date", min: "1900-01-01", max: "2199-12-31" });
  input.value = written;
  return { element: input, read: () => input.value || null };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function moment(field, value) {
  const written = asText(value);
  const parts = DAY.exec(written);
  if (written && !parts) return line(field, value);
  const date = make("input", { ...named(field), type: "date", min: "1900-01-01", max: "2199-12-31" });
  const time = make("input", { type: "time", "aria-label": field.label + "：几点，可以不写", "data-part": field.name });
  if (parts) [date.value, time.value] = [parts[1], parts[2] || ""];
  const read = () => (date.value ? date.value + (time.value ? " " + time.value : "") : null);
  const write = (/** @type {string} */ words) => ([date.value, time.value] = [words, ""]);
  return { element: make("span", { class: "moment" }, [date, time]), read, write };
}

/**
 * @param {Field} field
 * @param {Value} value
 * @returns {Control}
 */
export function flag(field, value) {
  const input = make("input", { ...named(field), type: "checkbox" });
  const written = asText(value).toLowerCase();
  input.checked = field.default ? !["否", "false", "no"].includes(written) : ["是", "true", "yes"].includes(written);
  return { element: input, read: () => (input.checked === field.default ? null : input.checked ? "是" : "否") };
}

/**
 * @param {Field} field
 * @param {Value} value
 * @returns {Control}
 */
export function choice(field, value) {
  const written = asText(value);
  const known = field.choices.map(([word, other]) => [written === other ? other : word, word]);
  return select(field, [["", "（不写）"], ...(known.some(([word]) => word === written) || !written ? known : [[written, written], ...known])], written);
}

/**
 * @param {string[]} names
 * @param {Written | undefined} value
 * @returns {Control}
 */
function kind(names, value) {
  const written = asText(value === undefined ? null : value);
  const every = names.includes(written) || !written ? names : [written, ...names];
  return select({ name: "kind", label: "文种" }, every.map((name) => [name, name]), written);
}

/**
 * @param {{ name: string, label: string }} field
 * @param {string[][]} options value and words
 * @param {string} written
 * @returns {Control}
 */
function select(field, options, written) {
  const element = make("select", { "data-field": field.name, "aria-label": field.label });
  element.append(...options.map(([value, words]) => make("option", { value }, [words])));
  element.value = written;
  return { element, read: () => element.value || null };
}

/**
 * Several lines, of which each is one; in the file they are a text or a list, and stay so.
 * @param {Field} field
 * @param {Value} value
 * @returns {Control}
 */
export function lines(field, value) {
  const area = make("textarea", { ...named(field), placeholder: "一行一条", rows: "3" });
  area.value = Array.isArray(value) ? value.map(asText).join("\n") : asText(value).trim();
  const read = () => area.value.split("\n").map((one) => one.trim()).filter(Boolean);
  return { element: area, read: () => (Array.isArray(value) ? read() : read().join("\n") || null) };
}

/**
 * Words, each with what is set for it.
 * @param {Field} field
 * @param {Value} value
 * @returns {Control}
 */
export function pairs(field, value) {
  const rows = make("div", { class: "rows" });
  /** @type {HTMLInputElement[][]} */
  const all = [];
  const add = (/** @type {[string, Value]} */ [key, words]) => {
    const inputs = [key, asText(words)].map((one, at) => {
      const input = make("input", { "aria-label": field.label + (at ? "：怎样" : "：哪一项") });
      input.value = one;
      return input;
    });
    all.push(inputs);
    rows.append(make("div", { class: "pair" }, inputs));
  };
  Object.entries(value && typeof value === "object" && !Array.isArray(value) ? value : {}).forEach(add);
  const more = make("button", { type: "button", class: "button small" }, ["加一项"]);
  more.addEventListener("click", () => add(["", null]));
  const read = () => {
    const found = all.map((inputs) => inputs.map((input) => input.value.trim())).filter(([key]) => key);
    return found.length ? found.reduce((row, [key, words]) => ({ ...row, [key]: words }), {}) : null;
  };
  return { element: make("div", {}, [rows, more]), read };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function contact(field, value) {
  /** @type {WrittenRow} */
  const row = value && typeof value === "object" && !Array.isArray(value) ? value : value ? { name: asText(value) } : {};
  const { element, inputs } = parts(field, row);
  const read = () => {
    const found = filled(inputs);
    const keys = Object.keys(found);
    if (keys.length === 1 && keys[0] === "name") return found.name;
    return keys.length ? found : null;
  };
  return { element, read };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function files(field, value) {
  const given = Array.isArray(value) ? value : value ? [value] : [];
  const rows = make("div", { class: "rows" });
  /** @type {Array<Array<[string, HTMLInputElement]>>} */
  const all = [];
  /** @param {string | WrittenRow} one */
  const add = (one) => {
    const { element, inputs } = parts(field, typeof one === "string" ? { file: one } : one);
    all.push(inputs);
    rows.append(element);
  };
  given.forEach(add);
  const more = make("button", { type: "button", class: "button small" }, ["加一个附件"]);
  more.addEventListener("click", () => add({}));
  const read = () => {
    const found = all.map(filled).filter((row) => row.file);
    return found.length ? found.map((row) => (Object.keys(row).length === 1 ? row.file : row)) : null;
  };
  return { element: make("div", {}, [rows, more]), read, add };
}

/**
 * @param {Field} field
 * @param {WrittenRow} row
 */
function parts(field, row) {
  /** @type {Array<[string, HTMLInputElement]>} */
  const inputs = [];
  const element = make("div", { class: "parts" });
  for (const part of field.parts) {
    const input = make("input", { ...named(field, part.name), placeholder: part.example });
    input.value = row[part.name] || "";
    offer(input, part);
    inputs.push([part.name, input]);
    element.append(make("label", {}, [part.label + " ", input]));
  }
  return { element, inputs };
}

/** @param {Array<[string, HTMLInputElement]>} inputs */
function filled(inputs) {
  /** @type {WrittenRow} */
  const row = {};
  for (const [name, input] of inputs) if (input.value.trim()) row[name] = input.value.trim();
  return row;
}
