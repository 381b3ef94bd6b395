/** LED strips: one line that scrolls at an even speed, the code standing still beside it. */

import { make } from "../shared/dom.js";
import { between } from "./alarm.js";
import { codePicture } from "./code.js";
import { clockSlide } from "./faces.js";
import { emptySlide } from "./shape.js";
import { messagesOf } from "./messages.js";
import { loadPicture } from "./pictures.js";
import { stepThrough } from "./steps.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/** Characters a second: slow enough for an old reader, and whole pixels a frame of 1/60 s. */
const SPEED = 3.5;
/** Seconds that a line stands still before and after it has run. */
const BEFORE = 2;
const AFTER = 3;
const TYPE = 0.62;

/**
 * @param {import("./show.js").Item} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function stripSlides(item, size, context) {
  if (item.kind === "picture" || item.kind === "photo") {
    const picture = await loadPicture(context.media(item.media), item.caption);
    picture.className = "kx-strip__picture";
    const name = item.kind === "photo" ? `photo/${item.id}/${item.number}` : `picture/${item.media}`;
    const message = { name, title: item.kind === "photo" ? item.title : "", text: item.caption || "", by: "" };
    return [stripSlide(message, picture, item, size, context)];
  }
  if (item.kind === "clock") return [clockSlide(size, context)];
  const slides = messagesOf(item, context).map((message) => {
    const code = "code" in item && item.code ? codePicture(item.code.svg, size.height) : null;
    return stripSlide(message, code, item, size, context);
  });
  return "alarm" in item && item.alarm ? between(slides[0], slides.slice(1)) : slides;
}

/**
 * @param {import("./messages.js").Message} message
 * @param {Element | null} picture that stands still at the right
 * @param {import("./show.js").Item} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Slide}
 */
function stripSlide(message, picture, item, size, context) {
  const { title, text, by } = message;
  const parts = [["kx-title", title], ["kx-text", text], ["kx-by", by]].filter((part) => part[1].trim());
  const spans = parts.map((part) => make("span", { class: part[0] }, [part[1]]));
  const line = make("p", { class: "kx-strip__line" }, spans);
  const view = make("div", { class: "kx-strip__window" }, [line]);
  const element = emptySlide(item.kind, size, picture ? [view, picture] : [view]);
  if ("urgent" in item && item.urgent) element.classList.add("kx-urgent");
  const type = Math.round(size.height * TYPE);
  element.style.fontSize = `${type}px`;
  context.host.append(element);
  const far = Math.max(0, line.offsetWidth - view.clientWidth);
  const width = view.clientWidth;
  element.remove();
  if (!far) element.classList.add("kx-still");
  const speed = Math.max(1, Math.round((SPEED * type) / 60)) * 60;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm) return stepped({ name: message.name, element }, view, line, width, width / speed + 1);
  const seconds = Math.ceil(BEFORE + far / speed + AFTER);
  return running({ name: message.name, element, seconds }, line, far, far / speed);
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
