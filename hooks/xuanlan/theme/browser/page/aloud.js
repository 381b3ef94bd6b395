/** Reads a page aloud, sentence by sentence, each marked while it is read. A script of its own, loaded on demand. */

import { marked, unmark } from "./aloud-text.js";
import { chineseVoice } from "./aloud-voice.js";
import { all, make, setHidden, setText } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";

const KEY = "xuanlan-aloud-rate";
const RATES = ["0.8", "1", "1.3"];

/** Puts the buttons under the head of the article; the style sheet shows them in the version for elders alone. */
function start() {
  const article = /** @type {HTMLElement | null} */ (document.querySelector(".xl-article"));
  if (!article || article.querySelector(".xl-aloud")) return;
  const page = document.documentElement;
  const go = make("button", { type: "button", class: "xl-button" }, [TEXTS.aloud.read]);
  const stop = make("button", { type: "button", class: "xl-button", hidden: "" }, [TEXTS.aloud.stop]);
  const rates = /** @type {HTMLSelectElement} */ (make("select", { class: "xl-aloud__rate", "aria-label": TEXTS.aloud.rate }));
  RATES.forEach((rate, number) => rates.append(make("option", { value: rate }, [TEXTS.aloud.rates[number]])));
  rates.value = recall();
  const bar = make("div", { class: "xl-aloud", role: "group", "aria-label": TEXTS.aloud.read }, [go, stop, rates]);
  const head = article.querySelector(".xl-article__head, h1");
  article.insertBefore(bar, head ? head.nextSibling : article.firstChild);

  /** @type {import("./aloud-text.js").Sentence[]} */
  let sentences = [];
  let at = 0;
  /** Raised with every change, so that what a voice says of an earlier one is not heard. */
  let turn = 0;
  /** @type {SpeechSynthesisUtterance | null} kept, because Chrome forgets one that nobody holds */
  let current = null;

  /** @param {"idle" | "reading" | "paused"} state */
  const show = (state) => {
    setText(go, state === "idle" ? TEXTS.aloud.read : state === "reading" ? TEXTS.aloud.pause : TEXTS.aloud.resume);
    setHidden(stop, state === "idle");
    bar.setAttribute("data-aloud", state);
    page.classList.toggle("aloud", state !== "idle");
  };
  const silence = () => {
    turn += 1;
    current = null;
    window.speechSynthesis.cancel();
  };
  const finish = () => {
    silence();
    sentences = [];
    unmark(article);
    show("idle");
  };
  const read = () => {
    silence();
    all(".xl-said--now", article).forEach((element) => element.classList.remove("xl-said--now"));
    // What has been taken down meanwhile, as the list of a period that is over, is not read.
    while (at < sentences.length && !article.contains(sentences[at].marks[0])) at += 1;
    const voice = chineseVoice();
    if (at >= sentences.length || !voice) {
      finish();
      return;
    }
    const { words, marks } = sentences[at];
    for (const element of marks) element.classList.add("xl-said--now");
    bringIntoView(marks[0], bar);
    const mine = turn;
    current = new SpeechSynthesisUtterance(words);
    current.voice = voice;
    current.lang = voice.lang;
    current.rate = Number(rates.value);
    current.onend = () => {
      if (mine !== turn) return;
      at += 1;
      read();
    };
    current.onerror = () => {
      if (mine === turn) finish();
    };
    show("reading");
    window.speechSynthesis.speak(current);
  };

  go.addEventListener("click", () => {
    const state = bar.getAttribute("data-aloud");
    if (state === "reading") {
      // pause() ends everything on Android; a sentence is short enough to be read again.
      silence();
      show("paused");
      return;
    }
    if (state !== "paused") {
      sentences = marked(article);
      at = 0;
    }
    read();
  });
  stop.addEventListener("click", () => {
    finish();
    go.focus();
  });
  rates.addEventListener("change", () => {
    keep(rates.value);
    if (bar.getAttribute("data-aloud") === "reading") read();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.getAttribute("data-aloud") !== "idle") finish();
  });
  window.addEventListener("pagehide", finish);
  window.addEventListener("beforeprint", finish);
  new MutationObserver(() => {
    if (!page.classList.contains("elder") && bar.getAttribute("data-aloud") !== "idle") finish();
  }).observe(page, { attributes: true, attributeFilter: ["class"] });
  show("idle");
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} bar which covers the foot of the window
 */
function bringIntoView(element, bar) {
  const place = element.getBoundingClientRect();
  if (place.top < 0 || place.bottom > window.innerHeight - bar.offsetHeight) element.scrollIntoView({ block: "center" });
}

/** @returns {string} */
function recall() {
  try {
    const kept = localStorage.getItem(KEY) || "";
    return RATES.includes(kept) ? kept : "1";
  } catch (error) {
    return "1";
  }
}

/** @param {string} rate */
function keep(rate) {
  try {
    localStorage.setItem(KEY, rate);
  } catch (error) {
    // Then it holds for this page only.
  }
}

start();
