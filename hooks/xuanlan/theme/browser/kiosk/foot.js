/** The line at the foot of a screen: only what is listed now, and nothing beside an emergency or at night. */

import { isShown } from "./plan.js";
import { ticker } from "./slides.js";

export class Foot {
  /** @param {HTMLElement} stage the line stands below it */
  constructor(stage) {
    this.stage = stage;
    /** @type {HTMLElement | null} */
    this.line = null;
    this.running = "";
  }

  /**
   * Makes a new line only when its content or the window's size has changed.
   * @param {import("./plan.js").Show} show
   * @param {string} mode of the plan
   * @param {import("./frame.js").Context} context
   */
  show(show, mode, context) {
    const keys = show.screen.ticker && mode === "play" ? show.ticker : [];
    const items = keys.map((key) => show.items[key]).filter((item) => isShown(item, context.now()));
    const wanted = JSON.stringify([window.innerWidth, window.innerHeight, items]);
    if (wanted === this.running) return;
    this.running = wanted;
    if (this.line) this.line.remove();
    this.line = items.length ? ticker(items, context) : null;
    if (!this.line) return;
    this.line.setAttribute("role", "complementary");
    this.line.style.transform = this.stage.style.transform;
    this.stage.after(this.line);
  }
}
