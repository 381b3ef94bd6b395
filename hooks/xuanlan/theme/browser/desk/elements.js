/** Making elements. What is written into them is text and attributes, never markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ [name: string]: string | boolean | undefined }} [attributes] true for one without a value; false for none
 * @param {Array<Node | string>} [inside]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes, inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...(inside || []));
  return element;
}

/**
 * @param {string} id
 * @returns {HTMLElement} the element with that id, which is part of the page
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error("no element " + id);
  return found;
}

/** @param {HTMLElement} place in which nothing can be changed from now on */
export function lock(place) {
  for (const one of Array.from(place.querySelectorAll("input, select, textarea, button"))) one.setAttribute("disabled", "");
}
