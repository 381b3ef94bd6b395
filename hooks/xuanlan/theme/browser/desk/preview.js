/** A page as it will be, in a frame that cannot reach the desk. A new one is loaded behind the old and takes its place. */

import { make } from "./elements.js";

const PATIENCE = 4000;

export class Preview {
  /**
   * @param {HTMLElement} place
   * @param {"page" | "screen"} kind
   */
  constructor(place, kind) {
    this._place = place;
    this._kind = kind;
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

  /** Shows nothing any more. */
  clear() {
    this._count += 1;
    this._place.hidden = true;
    for (const frame of Array.from(this._place.querySelectorAll("iframe"))) frame.remove();
    this._shown = null;
  }

  /**
   * @param {string} page its address; "" leaves what is shown
   * @param {[number, number]} [size] its width and height, all of which is to be seen
   */
  show(page, size) {
    this.wait("");
    if (!page) return;
    this._count += 1;
    const number = this._count;
    const frame = make("iframe", {
      sandbox: "allow-scripts", src: page + (page.includes("?") ? "&" : "?") + number, class: "waiting", tabindex: "0",
      title: this._kind === "page" ? "网页的样子" : "屏幕的样子",
    });
    this._place.hidden = false;
    if (size) this._fit(frame, size);
    const swap = () => {
      if (number !== this._count || this._shown === frame) {
        if (this._shown !== frame) frame.remove();
        return;
      }
      if (frame.contentWindow) frame.contentWindow.postMessage({ xuanlanScroll: this._scroll }, "*");
      if (this._shown) this._shown.remove();
      frame.classList.remove("waiting");
      frame.dataset.preview = this._kind;
      frame.dataset.number = String(number);
      this._shown = frame;
    };
    frame.addEventListener("load", swap);
    setTimeout(swap, PATIENCE);
    this._place.append(frame);
  }

  /**
   * @param {HTMLIFrameElement} frame
   * @param {[number, number]} size
   */
  _fit(frame, [wide, tall]) {
    const scale = Math.min(this._place.clientWidth / wide, (window.innerHeight * 0.75) / tall);
    this._place.style.height = tall * scale + 2 + "px";
    frame.style.width = wide + "px";
    frame.style.height = tall + "px";
    frame.style.transform = "scale(" + scale + ")";
  }
}
