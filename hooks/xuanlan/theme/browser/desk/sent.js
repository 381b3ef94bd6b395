/** What was sent: whether it still agrees with the text, and what to correct where the old one stands. */

import { ask, attempt } from "./asking.js";
import { close, text } from "./copied.js";
import { byId, make } from "./elements.js";

/** @typedef {import("./types").Compared} Compared */

export class Sent {
  /**
   * @param {string} path what the server is asked at
   * @param {() => import("./types").Edit} edit what was typed in the text
   */
  constructor(path, edit) {
    this._choice = /** @type {HTMLSelectElement} */ (byId("agree-channel"));
    this._before = "";
    const pasted = /** @type {HTMLTextAreaElement} */ (byId("agree-pasted"));
    act("agree", async () => {
      const sent = { ...edit(), channel: this._choice.value, pasted: pasted.value };
      const there = this._choice.options[this._choice.selectedIndex].textContent + "上";
      show(byId("agreed"), await ask(path + "/agree", sent), ["是什么", "文稿里", there], (row) => [row.here, row.there]);
    });
    act("correct", async () => {
      const found = await ask(path + "/correct", edit());
      show(byId("corrected"), found, ["是什么", "发布过的", "现在"], (row) => [row.there, row.here]);
    });
  }

  /** @param {import("./types").Channel[]} channels with texts that are others than before */
  offer(channels) {
    const now = JSON.stringify(channels);
    if (now !== this._before) for (const place of ["agreed", "corrected"]) byId(place).replaceChildren();
    this._before = now;
    const before = this._choice.value;
    this._choice.replaceChildren(...channels.filter((one) => one.texts.length).map((one) => make("option", { value: one.name }, [one.title])));
    if (channels.some((one) => one.name === before)) this._choice.value = before;
  }
}

/**
 * @param {string} action
 * @param {() => Promise<void>} does
 */
function act(action, does) {
  const button = /** @type {HTMLButtonElement} */ (document.querySelector('[data-action="' + action + '"]'));
  button.addEventListener("click", async () => {
    button.disabled = true;
    await attempt(action, does);
    button.disabled = false;
  });
}

/**
 * @param {HTMLElement} place
 * @param {Compared} found
 * @param {string[]} heads
 * @param {(row: Compared["rows"][0]) => string[]} cells
 */
function show(place, found, heads, cells) {
  const rows = found.rows.map((row) =>
    make("tr", {}, [make("th", { scope: "row" }, [row.fact]), ...cells(row).map((one) => make("td", {}, [one || "没有"]))]),
  );
  const table = make("table", { class: "compared" }, [
    make("thead", {}, [make("tr", {}, heads.map((one) => make("th", { scope: "col" }, [one])))]),
    make("tbody", {}, rows),
  ]);
  const texts = found.texts.map((one) => text({ ...one, id: place.id + "-" + one.id, title: one.title + "的更正" }));
  place.replaceChildren(make("p", { class: rows.length ? "warn" : "good" }, [found.words]), ...(rows.length ? [table] : []), ...texts);
  close();
}
