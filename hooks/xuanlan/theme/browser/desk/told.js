/** Findings at the fields that they are of. */

import { byId, make } from "./elements.js";

/** @typedef {import("./types").Told} Told */

export const WORDS = { error: "要改", warning: "提醒", info: "提示" };

/**
 * @param {Told[]} found
 * @param {string} step
 */
export function within(found, step) {
  return found.filter((told) => told.spot[0] === step).map((told) => ({ ...told, spot: told.spot.slice(1) }));
}

/**
 * @param {HTMLElement} place
 * @param {Told[]} found
 */
export function show(place, found) {
  place.replaceChildren(
    ...found.map(({ one }) => make("p", { class: "note" }, [make("b", { class: one.severity }, [WORDS[one.severity]]), " " + one.message + "。" + one.hint])),
  );
}

/**
 * @param {string[]} left what was not taken over of what was pasted
 * @param {string} [problem] why only the bare words were
 */
export function tellLeft(left, problem) {
  const place = byId("pasted");
  const advice = left.some((one) => one.includes("图片")) ? "图片请另存以后再加。" : "";
  place.hidden = !left.length && !problem;
  place.textContent = problem ? "只粘贴了文字，没有格式和图片：" + problem : left.length ? "没有粘贴：" + left.join("、") + "。" + advice : "";
}
