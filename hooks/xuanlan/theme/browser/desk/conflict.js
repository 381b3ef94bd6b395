/** Two people have changed one text: what both wrote stands side by side, and somebody chooses. */

import { byId, make } from "./elements.js";

/** @typedef {import("./types").Edit} Edit */
/** @typedef {import("./types").Opened} Opened */
/** @typedef {import("./types").Value} Value */
/** @typedef {import("./types").Values} Values */
/** @typedef {{ text: string | null, body: string, fields: Values, whole: string }} Theirs */
/** @typedef {{ title: string, mine: string, theirs: string, drop: (edit: Edit) => void }} Part */

const CHOSEN = "conflict-";

/**
 * @param {Value | undefined} value
 * @returns {string} as it is read
 */
function words(value) {
  if (Array.isArray(value)) return value.map(words).join("\n");
  if (value && typeof value === "object") return Object.values(value).join("，");
  return value || "（没有写）";
}

/**
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 */
function isSame(one, other) {
  return JSON.stringify(one === undefined ? null : one) === JSON.stringify(other === undefined ? null : other);
}

/**
 * @param {Opened} opened what both began with
 * @param {Edit} edit what was typed here
 * @param {Theirs} theirs
 * @param {(name: string) => string} label of a field
 * @returns {{ parts: Part[], elsewhere: string[] }} what both have changed, and what only the other one has
 */
function compared(opened, edit, theirs, label) {
  /** @type {Part[]} */
  const parts = [];
  /** @type {string[]} */
  const elsewhere = [];
  const fields = /** @type {Values} */ (edit.fields || {});
  const before = /** @type {Values} */ (opened.fields);
  for (const name of Object.keys({ ...fields, ...before, ...theirs.fields })) {
    if (name === "waivers" || isSame(before[name], theirs.fields[name])) continue;
    if (!(name in fields)) elsewhere.push(label(name));
    else if (!isSame(fields[name], theirs.fields[name])) {
      const drop = (/** @type {Edit} */ one) => delete /** @type {Values} */ (one.fields || {})[name];
      parts.push({ title: label(name), mine: words(fields[name]), theirs: words(theirs.fields[name]), drop });
    }
  }
  if (opened.body !== theirs.body) {
    const drop = (/** @type {Edit} */ one) => delete one.body;
    if (edit.body === undefined) elsewhere.push("正文");
    else if (edit.body !== theirs.body) parts.push({ title: "正文", mine: edit.body, theirs: theirs.body, drop });
  }
  return { parts, elsewhere };
}

/**
 * @param {Part} part
 * @returns {number} lines above the first that differs
 */
function same(part) {
  const [mine, theirs] = [part.mine.split("\n"), part.theirs.split("\n")];
  const found = mine.findIndex((line, at) => line !== theirs[at]);
  return found < 0 ? mine.length : found;
}

/**
 * @param {Part} part
 * @param {number} at
 */
function choice(part, at) {
  const side = (/** @type {"mine" | "theirs"} */ name, /** @type {string} */ title) => {
    const radio = make("input", { type: "radio", name: CHOSEN + at, value: name });
    const area = make("textarea", { readonly: true, "aria-label": part.title + "，" + title, "data-side": name });
    area.value = part[name];
    area.rows = Math.min(12, area.value.split("\n").length + 1);
    return make("div", {}, [make("label", {}, [radio, " " + title]), area]);
  };
  return make("fieldset", {}, [
    make("legend", {}, [part.title + (same(part) ? "，从第 " + (same(part) + 1) + " 行起不一样" : "")]),
    make("div", { class: "sides" }, [side("mine", "用您的"), side("theirs", "用对方的")]),
  ]);
}

/**
 * Shows both versions.
 * @param {Opened} opened what both began with
 * @param {Edit} edit what was typed here
 * @param {Theirs} theirs
 * @param {(name: string) => string} label of a field
 * @param {(kept: Edit | null) => void} solved told what of the edit goes on top of the other's version; null for nothing
 */
export function showConflict(opened, edit, theirs, label, solved) {
  byId("state").textContent = "没有保存";
  const isWhole = opened.text !== null || theirs.text !== null || edit.text !== undefined;
  const mine = edit.text !== undefined ? edit.text : "";
  const { parts, elsewhere } = isWhole
    ? { parts: [{ title: "全文", mine, theirs: theirs.whole, drop: () => undefined }], elsewhere: [] }
    : compared(opened, edit, theirs, label);
  const own = parts.length ? "" : "两边改的地方不同，可以合在一起。";
  byId("conflict-words").textContent =
    (elsewhere.length ? "对方改了：" + elsewhere.join("、") + "，都会留着。" : "") + (own || "下面几处两边都改了，请选用哪一边的。");
  const form = /** @type {HTMLFormElement} */ (byId("conflict-parts"));
  form.replaceChildren(...parts.map(choice));
  const over = /** @type {HTMLButtonElement} */ (byId("over"));
  const chosen = () => parts.map((_, at) => new FormData(form).get(CHOSEN + at));
  const check = () => (over.disabled = chosen().includes(null));
  form.oninput = check;
  check();
  over.onclick = () => {
    /** @type {Edit} */
    const kept = { ...edit, fields: { ...edit.fields } };
    const sides = chosen();
    if (isWhole && sides[0] === "theirs") return solved(null);
    parts.forEach((part, at) => sides[at] === "theirs" && part.drop(kept));
    solved(kept);
  };
  byId("reload").onclick = () => solved(null);
  byId("conflict").hidden = false;
  for (const [at, set] of Array.from(form.querySelectorAll("fieldset")).entries()) {
    for (const area of Array.from(set.querySelectorAll("textarea"))) {
      area.scrollTop = (area.scrollHeight * (same(parts[at]) - 1)) / area.value.split("\n").length;
    }
  }
  byId("conflict").scrollIntoView();
}
