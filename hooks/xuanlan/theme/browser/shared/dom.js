/** Small helpers over the document. What they write is text and attributes, never markup. */

/** @returns {Element | null} the header's root element, which carries data-root */
export function root() {
  return document.querySelector("header[data-root]");
}

/**
 * @param {string} path from the root of the site
 * @returns {string} the same, relative to this page
 */
export function siteHref(path) {
  const header = root();
  return ((header && header.getAttribute("data-root")) || "") + path;
}

/**
 * @param {string} selector
 * @param {ParentNode} [scope]
 * @returns {HTMLElement[]}
 */
export function all(selector, scope) {
  return Array.from((scope || document).querySelectorAll(selector));
}

/**
 * Writes only what differs, so that nothing is announced or laid out again without need.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Gives a class such as xl-tag--open its other form xl-tag--closed.
 * @param {Element} element
 * @param {string[]} words every ending that may stand there
 * @param {string} word the ending that shall stand there
 */
export function setVariant(element, words, word) {
  for (const name of Array.from(element.classList)) {
    const at = name.lastIndexOf("--");
    if (at > 0 && words.includes(name.slice(at + 2)) && name.slice(at + 2) !== word) {
      element.classList.remove(name);
      element.classList.add(name.slice(0, at + 2) + word);
    }
  }
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {Array<Node | string>} [children] strings become text
 * @returns {HTMLElement}
 */
export function make(tag, attributes, children) {
  const element = document.createElement(tag);
  const given = attributes || {};
  for (const name of Object.keys(given)) element.setAttribute(name, given[name]);
  for (const child of children || []) element.append(child);
  return element;
}
