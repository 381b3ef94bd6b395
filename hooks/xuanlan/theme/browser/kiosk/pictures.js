/** Pictures in a text: their sizes before it is laid out, their sources after it. */

import { TEXTS } from "../shared/texts.js";

/**
 * @param {HTMLImageElement} image
 * @returns {Promise<void>} rejected when it cannot be shown
 */
export function decoded(image) {
  return image.decode().catch(() => Promise.reject(new Error(`picture: ${image.alt || "broken"}`)));
}

/**
 * @param {string} source
 * @param {string} [alt]
 * @returns {Promise<HTMLImageElement>} ready to be shown
 */
export function loadPicture(source, alt) {
  const image = new Image();
  image.alt = alt || "";
  if (!source) return Promise.reject(new Error(`picture: ${image.alt || "missing"}`));
  image.src = source;
  return decoded(image).then(() => image);
}

/**
 * @param {HTMLElement} root
 * @param {(key: string) => string} media
 * @returns {Promise<Map<string, HTMLImageElement>>} the pictures of a text by their keys
 */
export function loadPictures(root, media) {
  /** @type {Map<string, HTMLImageElement>} */
  const found = new Map();
  const waiting = Array.from(root.querySelectorAll("[data-media]")).map((image) => {
    const key = image.getAttribute("data-media") || "";
    return loadPicture(media(key), image.getAttribute("data-alt") || "").then(
      (picture) => found.set(key, picture),
      () => image.replaceWith(TEXTS.kiosk.picture), // the text is worth more than its picture
    );
  });
  return Promise.all(waiting).then(() => found);
}

/**
 * @param {HTMLElement} root
 * @param {Map<string, HTMLImageElement>} pictures
 * @param {number} width room across, in pixels
 * @param {number} height a picture may take
 */
export function sizePictures(root, pictures, width, height) {
  for (const image of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-media]"))) {
    const picture = pictures.get(image.getAttribute("data-media") || "");
    const [across, down] = picture && picture.naturalWidth ? [picture.naturalWidth, picture.naturalHeight] : [4, 3];
    const nested = image.closest("li, blockquote, td, th, dd, .admonition") ? 0.7 : 1;
    const scale = Math.min((width * nested) / across, (height * nested) / down, Math.max(1, height / 500) * 2);
    image.style.width = `${Math.floor(across * scale)}px`;
    image.style.height = `${Math.floor(down * scale)}px`;
  }
}

/**
 * Puts the pictures into the places that were reserved for them.
 * @param {HTMLElement} slide
 * @param {(key: string) => string} media
 * @returns {Promise<unknown>} when all can be painted
 */
export function showPictures(slide, media) {
  const rooms = /** @type {HTMLElement[]} */ (Array.from(slide.querySelectorAll("[data-media]")));
  return Promise.all(
    rooms.map((room) => {
      const source = media(room.getAttribute("data-media") || "");
      return loadPicture(source, room.getAttribute("data-alt") || "").then((image) => room.append(image));
    }),
  );
}
