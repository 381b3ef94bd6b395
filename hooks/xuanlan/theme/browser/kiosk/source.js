/** The text of a notice as a tree to be laid out: without links, ids and players, each number of a list written down. */

import { make } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";

const KEPT_ATTRIBUTES = "align class dir lang colspan rowspan start value type data-media data-alt".split(" ");
const DROPPED = ".footnote-backref, script, style, input, button";
const BLOCKS =
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION CENTER DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER " +
  "HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL";
const BLOCK = new Set(BLOCKS.split(" "));

/**
 * @param {string} html sanitised by the build
 * @returns {HTMLElement} an element whose children are the text; its pictures have data-media and no source
 */
export function parseText(html) {
  const inert = new DOMParser().parseFromString(`<!doctype html><div>${html}</div>`, "text/html");
  const root = /** @type {HTMLElement} */ (inert.body.firstElementChild || inert.createElement("div"));
  for (const element of Array.from(root.querySelectorAll(DROPPED))) element.remove();
  for (const media of Array.from(root.querySelectorAll("audio, video"))) {
    media.replaceWith(note(media.tagName === "VIDEO" ? TEXTS.kiosk.video : TEXTS.kiosk.audio));
  }
  for (const image of Array.from(root.querySelectorAll("img"))) standIn(image);
  for (const list of Array.from(root.querySelectorAll("ol"))) writeNumbers(list);
  for (const element of Array.from(root.querySelectorAll("details, summary"))) {
    const open = make(element.tagName === "DETAILS" ? "div" : "p", { class: `kx-${element.tagName.toLowerCase()}` });
    open.append(...Array.from(element.childNodes));
    element.replaceWith(open);
  }
  for (const element of Array.from(root.querySelectorAll("*"))) strip(element);
  document.adoptNode(root);
  tidy(root);
  return root;
}

/**
 * @param {Node} node
 * @returns {boolean} whether it begins a line of its own
 */
export function isBlock(node) {
  return node.nodeType === Node.ELEMENT_NODE && (BLOCK.has(node.nodeName) || isPicture(node));
}

/**
 * @param {Node} node
 * @returns {boolean}
 */
export function isPicture(node) {
  return node instanceof HTMLElement && node.hasAttribute("data-media");
}

/**
 * @param {string} words
 * @returns {HTMLElement}
 */
function note(words) {
  return make("span", { class: "kx-note" }, [words]);
}

/**
 * Replaces a picture by a placeholder, to be sized and loaded later; one that is not part of the release by its words.
 * @param {HTMLImageElement} image
 */
function standIn(image) {
  const source = image.getAttribute("src") || "";
  const alt = image.getAttribute("alt") || "";
  const own = source.slice(0, 6) === "media:";
  const words = alt ? `\uff08${alt}\uff09` : TEXTS.kiosk.picture;
  image.replaceWith(own ? make("span", { "data-media": source.slice(6), "data-alt": alt }) : note(words));
}

/**
 * Writes the number of each item down, so that it keeps it on whatever slide it is.
 * @param {HTMLOListElement} list
 */
function writeNumbers(list) {
  const items = Array.from(list.children).filter((child) => child.tagName === "LI");
  const step = list.hasAttribute("reversed") ? -1 : 1;
  let number = list.hasAttribute("start") ? list.start : step < 0 ? items.length : 1;
  for (const item of items) {
    const own = parseInt(item.getAttribute("value") || "", 10);
    if (Number.isFinite(own)) number = own;
    item.setAttribute("value", String(number));
    number += step;
  }
}

/** @param {Element} element */
function strip(element) {
  for (const { name } of Array.from(element.attributes)) {
    if (!KEPT_ATTRIBUTES.includes(name)) element.removeAttribute(name);
  }
}

/**
 * Removes white space between blocks and empty elements: a slide could break there.
 * @param {Element} element
 */
function tidy(element) {
  if (element.tagName === "PRE") return;
  const blocks = Array.from(element.childNodes).some(isBlock);
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) {
      const beside = [child.previousSibling, child.nextSibling].some((other) => !other || isBlock(other));
      if (!/[^ \t\r\n\f]/.test(child.nodeValue || "") && blocks && beside) child.remove();
    } else if (child.nodeType !== Node.ELEMENT_NODE) {
      child.remove();
    } else {
      tidy(/** @type {Element} */ (child));
      if (isEmpty(/** @type {Element} */ (child))) child.remove();
    }
  }
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
function isEmpty(element) {
  if (/^(?:BR|HR|WBR|TD|TH|COL|COLGROUP)$/.test(element.tagName) || isPicture(element)) return false;
  if (element.querySelector("[data-media], hr, td, .xl-task") || element.classList.contains("xl-task")) return false;
  return !/\S/.test(element.textContent || "");
}
