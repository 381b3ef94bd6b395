/** Slides without a text: a picture, the time, the night. */

import { make, setText } from "../shared/dom.js";
import { emptySlide, siteOf } from "./shape.js";
import { decoded, loadPicture } from "./pictures.js";
import { TEXTS } from "../shared/texts.js";
import { shanghaiDate } from "../shared/schedule.js";
import { fill } from "../shared/words.js";
import { ticking } from "./ticking.js";

/** @typedef {import("./frame.js").Context} Context */
/** @typedef {import("./frame.js").Size} Size */
/** @typedef {import("./frame.js").Slide} Slide */

/**
 * @param {import("./show.js").Picture} item
 * @param {Size} size
 * @param {Context} context
 * @returns {Promise<Slide>}
 */
export async function pictureSlide(item, size, context) {
  const image = await loadPicture(context.media(item.media), item.alt || item.caption);
  image.className = "kx-whole-picture";
  const caption = item.caption ? make("p", { class: "kx-picture__caption" }, [item.caption]) : "";
  const element = emptySlide("picture", size, [make("div", { class: "kx-picture__room" }, [image]), caption]);
  await decoded(image);
  return { name: `picture/${item.media}`, element };
}

/**
 * @param {Size} size
 * @param {Context} context
 * @returns {Slide}
 */
export function clockSlide(size, context) {
  const time = make("p", { class: "kx-clock__time" });
  const day = make("p", { class: "kx-clock__day" });
  const weekday = make("p", { class: "kx-clock__weekday" });
  const site = make("p", { class: "kx-clock__site" }, [siteOf(context)]);
  const element = emptySlide("clock", size, [site, make("div", { class: "kx-clock__face" }, [time, day, weekday])]);
  element.style.width = element.style.height = "100%";
  const show = () => {
    const date = shanghaiDate(context.now());
    const [month, number] = [date.getUTCMonth() + 1, date.getUTCDate()];
    setText(time, date.toISOString().slice(11, 16));
    setText(day, `${date.getUTCFullYear()}\u5e74${month}\u6708${number}\u65e5`);
    setText(weekday, fill(TEXTS.kiosk.weekday, { day: TEXTS.kiosk.weekdays[date.getUTCDay()] }));
  };
  show();
  return Object.assign({ name: "clock", element }, ticking(show));
}

/**
 * @param {Size} size
 * @param {Context} context
 * @returns {Slide} black, or the picture that the screen has for the night
 */
export function nightSlide(size, context) {
  const source = context.screen && context.screen.night ? context.media(context.screen.night) : "";
  const element = emptySlide("night", size);
  element.style.width = element.style.height = "100%";
  if (source) {
    const image = make("img", { class: "kx-whole-picture", src: source, alt: "" });
    image.addEventListener("error", () => image.remove());
    element.append(make("div", { class: "kx-picture__room" }, [image]));
  }
  return { name: "night", element };
}
