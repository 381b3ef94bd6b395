/** The tab of the channels: a text for each of them to be copied, files to be taken away, and what comes afterwards. */

import { ask, attempt, download, textPath } from "./asking.js";
import { close, head, text } from "./copied.js";
import { byId, make } from "./elements.js";
import { Sent } from "./sent.js";

/** @typedef {import("./types").Channel} Channel */

export class Channels {
  /**
   * @param {string} ident of the text
   * @param {() => import("./types").Edit} edit what was typed in it
   */
  constructor(ident, edit) {
    this._path = textPath(ident, "channels");
    this._edit = edit;
    this._sent = new Sent(this._path, edit);
    this._design = "";
    this._isDark = false;
    this._before = "";
    byId("channels").addEventListener("click", (event) => {
      const one = event.target instanceof Element ? event.target.closest("[data-download]") : null;
      if (one instanceof HTMLButtonElement) this._download(one);
    });
  }

  /** @param {string} words why there is nothing yet */
  wait(words) {
    if (!this._before) tell([words]);
  }

  async show() {
    /** @type {import("./types").Projected} */
    const found = await ask(this._path, this._edit());
    byId("channels").dataset.made = String(!found.words);
    const same = JSON.stringify({ ...found, root: "" });
    if (same === this._before) return; // somebody may be reading in it
    this._before = same;
    tell(found.words ? [found.words] : [found.closed, ...found.told]);
    const hasTexts = found.channels.some((one) => one.texts.length > 0); // a long text has files only
    byId("channels-bar").hidden = Boolean(found.words);
    for (const id of ["channels-all", "sent"]) byId(id).hidden = !hasTexts;
    const sections = found.channels.map((one) => this._section(one, found.root));
    byId("channels-list").replaceChildren(...sections);
    byId("channels-nav").replaceChildren(
      ...found.channels.map((one, at) => leading(one.title, sections[at])),
      ...(hasTexts ? [leading("核对、更正", byId("sent"))] : []),
    );
    this._sent.offer(found.channels);
    byId("channels").dataset.closed = String(Boolean(found.closed));
    close();
  }

  /**
   * @param {Channel} one
   * @param {string} root
   */
  _section(one, root) {
    const notes = one.notes.map(({ words, register }) => make("p", { class: "note warn" }, [words, " ", ...link(register)]));
    const files = one.files.map(({ name, title }) =>
      make("button", { type: "button", class: "button small", "data-download": name }, [title]),
    );
    const own = one.texts.length || one.why ? [] : [head(one.title, one.note)];
    return make("section", { class: "channel", "data-channel": one.name, tabindex: "-1" }, [
      ...own,
      ...(one.why ? [head(one.title, ""), make("p", { class: "note warn" }, [one.why])] : []),
      ...one.texts.map(text),
      ...(one.article ? this._article(one.article, root) : []),
      ...notes,
      ...(files.length ? [make("p", { class: "files" }, files)] : []),
    ]);
  }

  /**
   * The article as it will look, in a frame without script, and what is copied of it.
   * @param {NonNullable<Channel["article"]>} article
   * @param {string} root
   */
  _article(article, root) {
    const frame = make("iframe", { class: "article", sandbox: "", title: "公众号正文的样子", tabindex: "0" });
    const words = make("pre", { class: "unseen", id: "wechat-article", "aria-hidden": "true" }, [article.words]);
    const note = make("span", { class: "note" });
    const choice = make("select", { "aria-label": "正文的样式" }, article.designs.map((one) => make("option", { value: one.name }, [one.title])));
    const dark = make("input", { type: "checkbox" });
    if (this._design) choice.value = this._design;
    dark.checked = this._isDark;
    const play = () => {
      [this._design, this._isDark] = [choice.value, dark.checked];
      const design = article.designs[choice.selectedIndex];
      note.textContent = design.note;
      words.dataset.html = design.html;
      frame.src = root + design.name + (dark.checked ? "-dark" : "") + ".html";
    };
    choice.addEventListener("change", play);
    dark.addEventListener("change", play);
    play();
    const pictures = article.pictures.length
      ? [make("p", { class: "note" }, ["没有粘贴过去的图片，请下载以后按次序插入：" + article.pictures.join("　")])]
      : [];
    return [
      head("公众号正文", note, "wechat-article", "html"),
      make("p", { class: "looks" }, [choice, make("label", {}, [dark, "手机深色模式"])]),
      words,
      frame,
      ...pictures,
    ];
  }

  /** @param {HTMLButtonElement} one */
  async _download(one) {
    const words = one.textContent;
    one.disabled = true;
    one.textContent = "正在做……";
    await attempt("download", () => download(this._path + "/" + one.dataset.download));
    one.textContent = words;
    one.disabled = byId("channels").dataset.closed === "true";
  }
}

/** @param {string[]} words */
function tell(words) {
  byId("channels-told").replaceChildren(...words.filter(Boolean).map((one) => make("p", { class: "told" }, [one])));
}

/**
 * @param {string} title
 * @param {HTMLElement} place that a button leads to
 */
function leading(title, place) {
  const button = make("button", { type: "button", class: "link" }, [title]);
  button.addEventListener("click", () => {
    byId("channels").scrollTop = place.offsetTop - byId("channels-head").offsetHeight;
    place.focus({ preventScroll: true });
  });
  return button;
}

/** @param {string} register the page of one; "" for none */
function link(register) {
  const field = register === "/registers/settings" ? "#sms_signature" : "";
  return register ? [make("a", { href: register + field, target: "_blank" }, [field ? "去填短信签名" : "去登记册看"])] : [];
}
