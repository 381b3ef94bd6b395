/** A QR code on a screen: every module is a whole number of pixels wide, the address stands beneath as text. */

import { make } from "../shared/dom.js";

/** Most characters of a part of an address that is kept on one line. */
const LONGEST_PART = 14;

/**
 * @param {string} svg
 * @param {number} most pixels that it may take
 * @returns {SVGSVGElement | null} null when its modules would not be a pixel wide
 */
export function codePicture(svg, most) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const across = parseInt((parsed.getAttribute("viewBox") || "").split(" ")[2], 10);
  const modules = Math.floor(most / across);
  if (parsed.nodeName !== "svg" || !(modules >= 1)) return null;
  const picture = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true)));
  picture.setAttribute("width", String(modules * across));
  picture.setAttribute("height", String(modules * across));
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "kx-code__picture");
  return picture;
}

/**
 * @param {import("./frame.js").Code} code
 * @param {number} most
 * @returns {HTMLElement | null}
 */
export function codeFigure(code, most) {
  const picture = codePicture(code.svg, most);
  if (!picture) return null;
  const address = make("figcaption", { class: "kx-address" });
  const path = code.address.indexOf("/");
  const parts = path > 0 ? [code.address.slice(0, path), code.address.slice(path)] : [code.address];
  for (const part of parts) {
    const piece = make("span", { class: "kx-address__part" });
    for (const word of part.split(/(?=[/.#?])/)) {
      piece.append(word.length > LONGEST_PART ? word : make("span", { class: "kx-kept" }, [word]), make("wbr"));
    }
    address.append(piece);
  }
  return make("figure", { class: "kx-code" }, [picture, address]);
}
