/** The page as it will be, in a frame that cannot reach the desk. A new one is loaded behind the old and takes its place. */

import { make } from "./elements.js";

const PATIENCE = 4000;

export class Preview {
  /** @param {HTMLElement} place */
  constructor(place) {
    this._place = place;
    this._count = 0;
    /** @type {HTMLIFrameElement | null} */
    this._shown = null;
    this._scroll = 0;
    this._words = make("p", { class: "wait", role: "status", hidden: true });
    place.append(this._words);
    window.addEventListener("message", (event) => {
      const told = event.data && event.data.xuanlanScroll;
      if (this._shown && event.source === this._shown.contentWindow && typeof told === "number") this._scroll = told;
    });
  }

  /** @param {string} words why there is nothing to see; "" takes them away */
  wait(words) {
    if (this._words.textContent !== words) this._words.textContent = words;
    this._words.hidden = !words;
  }

  /** @param {string} page its address; "" leaves what is shown */
  show(page) {
    this.wait("");
    if (!page) return;
    this._count += 1;
    const number = this._count;
    const frame = make("iframe", {
      sandbox: "allow-scripts", src: page + "?" + number, title: "网页的样子", class: "waiting", tabindex: "0",
    });
    const swap = () => {
      if (number !== this._count || this._shown === frame) {
        if (this._shown !== frame) frame.remove();
        return;
      }
      if (frame.contentWindow) frame.contentWindow.postMessage({ xuanlanScroll: this._scroll }, "*");
      if (this._shown) this._shown.remove();
      frame.classList.remove("waiting");
      frame.dataset.preview = "page";
      frame.dataset.number = String(number);
      this._shown = frame;
    };
    frame.addEventListener("load", swap);
    setTimeout(swap, PATIENCE);
    this._place.append(frame);
  }

  /** @param {"desktop" | "phone"} width */
  widen(width) {
    this._place.dataset.width = width;
  }
}
