/** For staff: small marks in the corner, and the diagnosis on a key. */

import { local } from "./log.js";
import { TEXTS } from "../shared/texts.js";
import { make, setText } from "../shared/dom.js";
import { fill } from "../shared/words.js";

export class Overlay {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.mark = make("p", { class: "kx-mark", hidden: "" });
    this.table = make("dl", { class: "kx-diagnosis", hidden: "" });
    parent.append(this.mark, this.table);
  }

  /** @param {string[]} marks one sentence each */
  showMarks(marks) {
    const text = marks.join("\u3000");
    setText(this.mark, text);
    this.mark.hidden = !text;
  }

  /** @returns {boolean} whether the diagnosis is open */
  open() {
    return !this.table.hidden;
  }

  /** @param {boolean} open */
  toggle(open) {
    this.table.hidden = !open;
  }

  /** @param {Array<[string, string]>} rows word of TEXTS.kiosk, value */
  diagnose(rows) {
    this.table.textContent = "";
    for (const [word, value] of rows) {
      this.table.append(make("dt", {}, [TEXTS.kiosk[word] || word]), make("dd", {}, [value]));
    }
  }
}

/**
 * @param {string} word of TEXTS.kiosk
 * @param {number} [moment] epoch seconds
 * @returns {string}
 */
export function phrase(word, moment) {
  return fill(TEXTS.kiosk[word] || word, { time: moment ? local(moment).slice(5, 16) : "" });
}
