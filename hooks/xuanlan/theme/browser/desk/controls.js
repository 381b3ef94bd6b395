/** Controls for the values of fields, one for each type. Each tells what is to be written, as it is written in a file. */

import { make } from "./elements.js";

/** @typedef {import("./types").Field} Field */
/** @typedef {import("./types").Written} Written */
/** @typedef {import("./types").WrittenRow} WrittenRow */
/** @typedef {{ element: HTMLElement, read: () => Written, add?: (row: WrittenRow) => void }} Control */

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/;
const PARTED = /[、，,；;]/;

/**
 * @param {Field} field
 * @param {Written | undefined} value as it is written now
 * @param {string[]} kinds names of all kinds
 * @returns {Control}
 */
export function control(field, value, kinds) {
  const makers = { line, text, list, day, moment, flag, contact, files, kind: () => choice(kinds, value) };
  return makers[field.type](field, value === undefined ? null : value);
}

/**
 * @param {Written} value
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
  return { element: input, read: () => input.value.trim() || null };
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
  return { element: make("span", { class: "moment" }, [date, time]), read };
}

/**
 * @param {Field} field
 * @param {Written} value
 * @returns {Control}
 */
function flag(field, value) {
  const input = make("input", { ...named(field), type: "checkbox" });
  input.checked = ["是", "true", "yes"].includes(asText(value).toLowerCase());
  return { element: input, read: () => (input.checked ? "是" : null) };
}

/**
 * @param {string[]} names
 * @param {Written | undefined} value
 * @returns {Control}
 */
function choice(names, value) {
  const written = asText(value === undefined ? null : value);
  const every = names.includes(written) || !written ? names : [written, ...names];
  const select = make("select", { "data-field": "kind", "aria-label": "文种" });
  select.append(...every.map((name) => make("option", { value: name }, [name])));
  select.value = written;
  return { element: select, read: () => select.value || null };
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
