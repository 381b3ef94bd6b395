/** The days that are left until a date, by the screen's clock; what is said on the day, and afterwards. */

import { make, setText } from "../shared/dom.js";
import { daysUntil, shanghaiDate } from "../shared/schedule.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";
import { emptySlide, siteOf, unitOf } from "./shape.js";
import { sloganSlide } from "./slogan.js";
import { widthOf } from "./grid.js";
import { ticking } from "./ticking.js";

/** @typedef {import("./show.js").Countdown} Countdown */
/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/** Largest height of the line above the number, in hundredths of the slide's height. */
const LARGEST_EVENT = 9;

/**
 * @param {Countdown} item
 * @param {number} now
 * @returns {number} days that are left; below 0 when the day is past
 */
export function daysLeftOf(item, now) {
  return daysUntil(item.day, now);
}

/**
 * @param {Countdown} item
 * @param {number} now
 * @returns {string} what is said on the day and afterwards; empty before
 */
export function wordsOn(item, now) {
  const left = daysLeftOf(item, now);
  if (left > 0) return "";
  return left === 0 ? item.onDay || fill(TEXTS.kiosk.today, { event: item.event }) : item.after;
}

/**
 * @param {Countdown} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide[]>}
 */
export async function countdownSlides(item, size, context) {
  const name = `countdown/${item.event}`;
  const words = wordsOn(item, context.now());
  if (words || daysLeftOf(item, context.now()) < 1) {
    const slides = await sloganSlide({ kind: "slogan", text: words || item.event, phrases: "" }, size, context);
    slides.forEach((slide, index) => (slide.name = index ? `${name}/${index + 1}` : name));
    return slides;
  }
  const unit = unitOf(size);
  const above = fill(TEXTS.kiosk.left, { event: item.event });
  const line = make("p", { class: "kx-count__event" }, [above]);
  line.style.fontSize = `${Math.min(LARGEST_EVENT * unit, (size.width * 0.9) / widthOf(above))}px`;
  const number = make("span", { class: "kx-count__number" });
  const days = make("p", { class: "kx-count__days" }, [number, make("span", { class: "kx-count__unit" }, [TEXTS.kiosk.days])]);
  const day = make("p", { class: "kx-count__day" }, [dayWords(item.day)]);
  const site = make("p", { class: "kx-clock__site" }, [siteOf(context)]);
  const element = emptySlide("countdown", size, [site, make("div", { class: "kx-clock__face" }, [line, days, day])]);
  const show = () => setText(number, String(Math.max(0, daysLeftOf(item, context.now()))));
  show();
  return [Object.assign({ name, element }, ticking(show))];
}

/**
 * @param {number} moment
 * @returns {string} day and weekday
 */
function dayWords(moment) {
  const date = shanghaiDate(moment);
  const weekday = fill(TEXTS.kiosk.weekday, { day: TEXTS.kiosk.weekdays[date.getUTCDay()] });
  return `${date.getUTCFullYear()}\u5e74${date.getUTCMonth() + 1}\u6708${date.getUTCDate()}\u65e5\u3000${weekday}`;
}
