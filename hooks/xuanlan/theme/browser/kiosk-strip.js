/** LED strips: one line that scrolls at an even speed, the code standing still beside it. */

import { make } from "./dom.js";
import { codePicture } from "./kiosk-code.js";
import { clockSlide, nightSlide } from "./kiosk-faces.js";
import { emptySlide } from "./kiosk-frame.js";
import { lineOf, shortened } from "./kiosk-line.js";
import { loadPicture } from "./kiosk-pictures.js";
import { parseText } from "./kiosk-source.js";
import { stepThrough } from "./kiosk-steps.js";
import { TEXTS } from "./texts.js";
import { isOpen } from "./hours.js";
import { fill } from "./words.js";

/** @typedef {import("./kiosk-frame.js").Context} Context */
/** @typedef {import("./kiosk-frame.js").Size} Size */
/** @typedef {import("./kiosk-frame.js").Slide} Slide */
/** @typedef {{name: string, title: string, text: string, by: string}} Message */

/** Characters that pass in a second: slow enough for an old reader, at whole pixels a frame of 1/60 s. */
const SPEED = 3.5;
/** Seconds that a line stands still before and after it has run. */
const BEFORE = 2;
const AFTER = 3;
/** Characters of text on one slide. */
const MOST = 180;
const SHORT_TITLE = 16;
const TYPE = 0.62;

/**
 * @param {any} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function stripSlides(item, size, context) {
  if (item.kind === "picture") {
    const picture = await loadPicture(context.media(item.media), item.alt || item.caption);
    picture.className = "kx-strip__picture";
    return [stripSlide({ name: `picture/${item.media}`, title: "", text: item.caption || "", by: "" }, picture, item, size, context)];
  }
  if (item.kind === "clock") return [clockSlide(size, context)];
  if (item.kind === "night") return [nightSlide(size, context)];
  return messagesOf(item, context).map((message) => stripSlide(message, item.code ? codePicture(item.code.svg, size.height) : null, item, size, context));
}

/**
 * @param {any} item
 * @param {Context} context
 * @returns {Message[]}
 */
function messagesOf(item, context) {
  const { kind, id, title } = item;
  if (kind === "notice" || kind === "rules" || kind === "rule") {
    const head = item.label && !title.includes(item.label) ? `${item.label}\u3000${title}` : title;
    const whole = kind === "rule" ? `${title}\u3000${fill(TEXTS.kiosk.item, item)}` : head;
    const name = kind === "rule" ? `rule/${id}/${item.number}` : `${kind}/${id}`;
    const urgent = item.urgent ? `\u3010${TEXTS.kiosk.urgent}\u3011` : "";
    return paged(name, urgent + whole, noticeLine(item, context), [item.unit, item.date].filter(Boolean).join("\u3000"), kind !== "rule");
  }
  if (kind === "values") {
    const text = item.levels.map((/** @type {any} */ level) => `${level.title}\u3000${level.words.join("\u3000")}`).join("\u3000");
    return paged("values", TEXTS.kiosk.values, text, "", false);
  }
  if (kind === "value") return paged(`value/${item.number}`, item.word, item.english, item.level, false);
  if (kind === "slogan") return paged(`slogan/${item.number || item.text}`, "", item.text, "", false);
  if (kind === "hotlines") {
    /** @type {string[]} */
    const lines = item.lines.map((/** @type {any} */ line) => {
      const state = line.open ? (isOpen(line.open, context.now()) ? TEXTS.hours.open : TEXTS.hours.closed) : "";
      return [line.name, line.number, line.hours, state, line.purpose, line.note].filter(Boolean).join("\u3000");
    });
    const parts = lines.map((text) => shortened(text, MOST)).reduce((all, some) => all.concat(some), []);
    return parts.map((text, index) => ({ name: `hotlines/${index + 1}`, title: "", text, by: "" }));
  }
  throw new Error(`kind: ${kind}`);
}

/**
 * @param {any} item
 * @param {Context} context
 * @returns {string}
 */
function noticeLine(item, context) {
  const rows = (item.rows || item.facts_rows || []).map((/** @type {string[]} */ row) => row.join(TEXTS.kiosk.colon));
  const text = lineOf(parseText((context.removed ? item.htmlClosed : item.html) || ""));
  return [...rows, text, context.removed ? TEXTS.sentences.list_removed : ""].filter(Boolean).join("\u3000");
}

/**
 * @param {string} name
 * @param {string} title whole on the first slide
 * @param {string} text
 * @param {string} by
 * @param {boolean} numbered whether the first one has a number in its name too
 * @returns {Message[]}
 */
function paged(name, title, text, by, numbered) {
  const parts = shortened(text, MOST);
  const short = title.length > SHORT_TITLE ? `${title.slice(0, SHORT_TITLE - 1)}\u2026` : title;
  return parts.map((part, index) => {
    const page = parts.length > 1 ? ` ${index + 1}/${parts.length}` : "";
    return { name: index || numbered ? `${name}/${index + 1}` : name, title: (index ? short : title) + page, text: part, by };
  });
}

/**
 * @param {Message} message
 * @param {Element | null} picture that stands still at the right
 * @param {any} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Slide}
 */
function stripSlide(message, picture, item, size, context) {
  const pieces = [["kx-title", message.title], ["kx-text", message.text], ["kx-by", message.by]].filter((piece) => piece[1].trim());
  const line = make("p", { class: "kx-strip__line" }, pieces.map((piece) => make("span", { class: piece[0] }, [piece[1]])));
  const view = make("div", { class: "kx-strip__window" }, [line]);
  const element = emptySlide(item.kind, size, picture ? [view, picture] : [view]);
  if (item.urgent) element.classList.add("kx-urgent");
  const type = Math.round(size.height * TYPE);
  element.style.fontSize = `${type}px`;
  context.host.append(element);
  const far = Math.max(0, line.offsetWidth - view.clientWidth);
  const width = view.clientWidth;
  element.remove();
  const speed = Math.max(1, Math.round((SPEED * type) / 60)) * 60;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm) return stepped({ name: message.name, element }, view, line, width, width / speed + 1);
  return running({ name: message.name, element, seconds: Math.ceil(BEFORE + far / speed + AFTER) }, line, far, far / speed);
}

/**
 * @param {Slide} slide
 * @param {HTMLElement} line
 * @param {number} far pixels that it runs
 * @param {number} seconds that it takes
 * @returns {Slide}
 */
function running(slide, line, far, seconds) {
  /** @type {Animation | null} */
  let run = null;
  slide.stop = () => {
    if (run) run.cancel();
    run = null;
  };
  slide.start = () => {
    if (slide.stop) slide.stop();
    const ways = [{ transform: "translateX(0)" }, { transform: `translateX(${-far}px)` }];
    if (far) run = line.animate(ways, { duration: seconds * 1000, delay: BEFORE * 1000, fill: "both" });
  };
  return slide;
}

/**
 * @param {Slide} slide
 * @param {HTMLElement} view
 * @param {HTMLElement} line
 * @param {number} width
 * @param {number} each seconds
 * @returns {Slide}
 */
function stepped(slide, view, line, width, each) {
  slide.element.classList.add("kx-stepped");
  let end = () => {};
  slide.seconds = Math.ceil((line.textContent || "").length / SPEED) + AFTER + Math.ceil(width ? each : 0);
  slide.start = () => {
    end();
    end = stepThrough(view, line, each);
  };
  slide.stop = () => end();
  return slide;
}
