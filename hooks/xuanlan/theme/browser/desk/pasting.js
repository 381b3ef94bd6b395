/** What is pasted from Word, WPS, Excel or a web page: the desk makes Markdown of it as of a file that is brought in. */

import { ask } from "./asking.js";
import { tellLeft } from "./told.js";
import { upload } from "./uploading.js";

/** @typedef {{ html: string, rtf: string, words: string }} Clipboard `rtf` has the pictures that HTML of Word only names */

const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const PATIENCE = 20000; // milliseconds
const NAMED = /<img[^>]+file:/i;
const LONGEST = 15e6; // characters, of what the desk accepts at once

/** @param {string} text */
export function plain(text) {
  return text.replace(UNSEEN, "").replace(/\u00a0/g, " ");
}

/**
 * What goes into a text; where the desk does not answer, the bare words.
 * @param {string} ident of the text
 * @param {Clipboard} clipboard
 * @returns {Promise<string>}
 */
export async function pasted(ident, { html, rtf, words }) {
  try {
    const sent = { html, rtf: NAMED.test(html) && html.length + rtf.length < LONGEST ? rtf : "" };
    const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("写稿台没有应答。")), PATIENCE));
    const { text, left, pictures } = await Promise.race([ask("/api/paste", sent), late]);
    tellLeft(left);
    return text || left.length ? await withPictures(ident, text, pictures) : plain(words);
  } catch (error) {
    tellLeft([], /** @type {Error} */ (error).message);
    return plain(words);
  }
}

/**
 * The text with the pictures that come with it, which go beside it; without those that are refused.
 * @param {string} ident
 * @param {string} text
 * @param {Array<{ name: string, data: string }>} pictures
 */
async function withPictures(ident, text, pictures) {
  const files = pictures.map(({ name, data }) => {
    const suffix = name.replace(/.*\./, "");
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    return new File([bytes], "图片." + suffix, { type: "image/" + (suffix === "jpg" ? "jpeg" : suffix) });
  });
  /** @type {Map<File, string>} */
  const made = new Map();
  if (files.length) await upload(ident, files, (put, file) => made.set(file, "![" + put.title + "](" + put.path + ")"));
  pictures.forEach(({ name }, at) => {
    text = text.split("![](" + name + ")").join(made.get(files[at]) || "");
  });
  return text;
}
