/** A photograph of a notice, as large as the screen, its words below it. */

import { make } from "../shared/dom.js";
import { inPhrases } from "../shared/phrases.js";
import { codePicture } from "./code.js";
import { decoded, loadPicture } from "./pictures.js";
import { emptySlide, unitOf } from "./shape.js";

const SMALL_CODE = 13;

/**
 * @param {import("./show.js").Photo} item
 * @param {import("./frame.js").Size} size
 * @param {import("./frame.js").Context} context
 * @returns {Promise<import("./frame.js").Slide>}
 */
export async function photoSlide(item, size, context) {
  const image = await loadPicture(context.media(item.media), item.caption || item.title);
  image.className = "kx-whole-picture";
  const title = make("p", { class: "kx-photo__title" }, inPhrases(item.title, item.phrases));
  const place = item.count > 1 ? `${item.number}/${item.count}` : "";
  const by = make("p", { class: "kx-photo__by" }, [item.unit, item.date].map((words) => make("span", {}, [words])));
  const words = make("div", { class: "kx-photo__words" }, [title, by]);
  const caption = make("p", { class: "kx-photo__caption" }, [
    ...(item.caption ? inPhrases(item.caption, item.captionPhrases) : []),
    make("span", { class: "kx-photo__place" }, [place]),
  ]);
  const code = item.code ? codePicture(item.code.svg, SMALL_CODE * unitOf(size)) : null;
  const foot = make("div", { class: "kx-photo__foot" }, code ? [words, make("figure", { class: "kx-code" }, [code])] : [words]);
  const element = emptySlide("photo", size, [make("div", { class: "kx-picture__room" }, [image]), caption, foot]);
  await decoded(image);
  return { name: `photo/${item.id}/${item.number}`, element };
}
