/** Beside a text: its page at two widths and, in tabs, what else becomes of it, which is made while its tab is open. */

import { ask, attempt, textPath } from "./asking.js";
import { Channels } from "./channels.js";
import { byId, make } from "./elements.js";
import { Preview } from "./preview.js";

/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Medium} Medium */

const QUIET = 400; // milliseconds after the page was made
const CHANNELS = "channels";
const COMING = "网页正在准备，好了就显示在这里。可以先写，写好就能保存。";

export class Beside {
  /**
   * @param {string} ident of the text
   * @param {() => import("./types").Edit} edit what was typed in it
   * @param {(findings: Finding[]) => void} told what there is to say of the medium whose tab is open
   */
  constructor(ident, edit, told) {
    this._ident = ident;
    this._edit = edit;
    this._told = told;
    this._preview = new Preview(byId("frames"), "page");
    this._page = "";
    this._medium = "";
    this._isMaking = false;
    this._isStale = false;
    this._quiet = 0;
    this._words = make("p", { class: "wait", role: "status" });
    this._pages = make("div", { class: "sheets" });
    this._choice = make("select", { "aria-label": "哪一块屏幕" });
    const screen = make("div", { class: "frames" });
    this._screen = new Preview(screen, "screen");
    /** @type {Medium["screens"]} */
    this._screens = [];
    byId("made").append(this._words, this._choice, this._pages, screen);
    this._choice.addEventListener("change", () => this._play());
    this._channels = new Channels(ident, edit);
    this._tabs = Array.from(document.querySelectorAll(".tab"));
    for (const tab of this._tabs) tab.addEventListener("click", () => this._open(tab));
  }

  /** @param {Element} tab */
  _open(tab) {
    for (const one of this._tabs) one.setAttribute("aria-pressed", String(one === tab));
    this._medium = tab.getAttribute("data-medium") || "";
    byId("frames").hidden = Boolean(this._medium);
    byId("made").hidden = !this._medium || this._medium === CHANNELS;
    byId("channels").hidden = this._medium !== CHANNELS;
    this._told([]);
    if (this._medium === CHANNELS) {
      this._channels.wait(this._page ? "正在做……" : COMING);
      if (this._page) this._make();
    } else if (this._medium) {
      this._fill({ words: this._page ? "正在做……" : COMING, findings: [], pictures: [], screens: [] });
      if (this._page) this._make();
    } else {
      byId("frames").dataset.width = tab.getAttribute("data-width") || "";
      this._preview.show(this._page);
    }
  }

  /**
   * @param {string} page its address; "" while the front matter has errors
   * @param {boolean} isComing whether there is no site yet
   */
  show(page, isComing) {
    this._page = page || this._page;
    clearTimeout(this._quiet);
    if (isComing) this._preview.wait(COMING);
    else if (this._medium) this._quiet = setTimeout(() => this._make(), QUIET);
    else this._preview.show(page);
  }

  /** Makes anew what depends on what is saved and built. */
  again() {
    if (this._page && this._medium === CHANNELS) this._make();
  }

  async _make() {
    this._isStale = this._isMaking;
    if (this._isMaking || !this._medium) return;
    this._isMaking = true;
    const medium = this._medium;
    await attempt("beside", async () => {
      if (medium === CHANNELS) {
        await this._channels.show();
        return;
      }
      /** @type {Medium} */
      const found = await ask(textPath(this._ident, "beside/" + medium), this._edit());
      if (medium !== this._medium) return;
      this._fill(found);
      this._told(found.findings);
      byId("made").dataset.made = medium;
    });
    this._isMaking = false;
    if (this._isStale) this._make();
  }

  /** @param {Medium} found */
  _fill(found) {
    this._words.textContent = found.words;
    this._words.hidden = !found.words;
    const pictures = found.pictures.map(({ data, size: [wide, tall] }, at) =>
      make("img", { src: data, width: String(wide), height: String(tall), alt: "第 " + (at + 1) + " 页" }),
    );
    this._pages.replaceChildren(...pictures);
    const before = this._choice.value;
    this._screens = found.screens;
    this._choice.replaceChildren(...found.screens.map((one) => make("option", {}, [one.title])));
    if (found.screens.some((one) => one.title === before)) this._choice.value = before;
    this._choice.hidden = found.screens.length < 2;
    this._play();
  }

  _play() {
    const one = this._screens[Math.max(this._choice.selectedIndex, 0)];
    if (one) this._screen.show(one.page, one.size);
    else this._screen.clear();
  }
}
