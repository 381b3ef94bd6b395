/** Files that are dropped, pasted or chosen: pictures are made as small as a page needs them, then all go beside the text. */

import { ask, tellProblem, textPath } from "./asking.js";
import { make } from "./elements.js";

/** @typedef {{ path: string, title: string, is_picture: boolean }} Put */

const LARGEST_SIDE = 1600;
const QUALITY = 0.86;
const SHRUNK = new Set(["image/jpeg", "image/png", "image/webp"]);
const PART = 0x8000;

/** Whether pictures stay as large as they are. */
export const isLarge = make("input", { type: "checkbox" });

/**
 * @param {Blob} file
 * @returns {Promise<string>} in Base64
 */
export async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += PART) {
    text += String.fromCharCode.apply(null, /** @type {any} */ (bytes.subarray(at, at + PART)));
  }
  return btoa(text);
}

/**
 * A picture with no side longer than a page shows, without what its camera wrote into it.
 * @param {File} file
 * @returns {Promise<Blob>} the file itself where it is no picture, or a small one
 */
async function shrunk(file) {
  if (isLarge.checked || !SHRUNK.has(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = LARGEST_SIDE / Math.max(picture.width, picture.height);
    if (share >= 1) return file;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
    const context = canvas.getContext("2d");
    if (!context) return file;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, file.type, QUALITY));
    return made && /** @type {Blob} */ (made).size < file.size ? /** @type {Blob} */ (made) : file;
  } catch (_) {
    return file; // the server says what is wrong with it
  }
}

/**
 * @param {string} ident of the text
 * @param {Iterable<File>} files
 * @param {(put: Put, file: File) => void} done called for each
 */
export async function upload(ident, files, done) {
  /** @type {string[]} */
  const refused = [];
  for (const file of files) {
    try {
      const name = file.name === "image.png" ? "图片-" + new Date().toISOString().slice(0, 19).replace(/\D/g, "") + ".png" : file.name;
      done(await ask(textPath(ident, "files"), { name, data: await encoded(await shrunk(file)) }), file);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      refused.push(message.includes(file.name) ? message : file.name + "：" + message);
    }
  }
  tellProblem("files", refused.join("\n"));
}

/**
 * @param {string} accept
 * @param {(files: File[]) => void} chosen
 */
export function choose(accept, chosen) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = accept;
  input.addEventListener("change", () => chosen(Array.from(input.files || [])));
  input.click();
}
