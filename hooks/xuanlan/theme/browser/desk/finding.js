/** The words that are typed above the list: in which texts they stand, and where. */

import { hitRanges, queryParts } from "../shared/folding.js";
import { ask, attempt } from "./asking.js";
import { make } from "./elements.js";

const QUIET = 120; // milliseconds after the last key

export class Finder {
  /** @param {() => void} told there is an answer */
  constructor(told) {
    this._told = told;
    this._words = "";
    /** @type {Set<string> | null} */
    this._ids = null;
    this._quiet = 0;
  }

  /** Whether something is looked for. */
  get isOn() {
    return this._ids !== null;
  }

  /** @param {string} words */
  look(words) {
    const isTyped = words !== this._words;
    this._words = words;
    clearTimeout(this._quiet);
    if (words) this._quiet = setTimeout(() => this._ask(words), isTyped ? QUIET : 0);
    else this._ids = null;
    if (!words || !isTyped) this._told();
  }

  /** @param {string} words */
  _ask(words) {
    return attempt("find", async () => {
      const { ids } = await ask("/api/find", { words });
      if (words !== this._words) return;
      this._ids = new Set(ids);
      this._told();
    });
  }

  /** @param {string} ident of a text */
  has(ident) {
    return !this._ids || this._ids.has(ident);
  }

  /**
   * @param {string} text
   * @returns {Array<Node | string>} the text, with what is looked for marked
   */
  marked(text) {
    if (!this._ids) return [text];
    /** @type {Array<Node | string>} */
    const pieces = [];
    let at = 0;
    for (const [start, end] of hitRanges(text, queryParts(this._words))) {
      pieces.push(text.slice(at, start), make("mark", {}, [text.slice(start, end)]));
      at = end;
    }
    return [...pieces, text.slice(at)];
  }

  /**
   * Tells below the titles what stands around the words in the texts.
   * @param {HTMLElement} rows
   */
  async tellAround(rows) {
    if (!this._ids) return;
    const words = this._words;
    const shown = new Map(Array.from(rows.children, (row) => [row.getAttribute("data-notice") || "", row]));
    await attempt("find", async () => {
      const { around } = shown.size ? await ask("/api/find", { words, around: Array.from(shown.keys()).slice(0, 500) }) : { around: {} };
      for (const [ident, line] of Object.entries(around)) {
        const place = /** @type {HTMLElement} */ (/** @type {Element} */ (shown.get(ident)).querySelector(".around"));
        place.replaceChildren(...this.marked(line));
        place.hidden = false;
      }
      rows.dataset.found = words;
    });
  }
}
