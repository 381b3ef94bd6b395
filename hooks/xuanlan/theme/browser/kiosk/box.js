/** A box in which a text is laid out on trial: whether it fits, and how full the box is. */

/** @typedef {{text: HTMLElement, width: number, height: number}} Box the element for a text, and its size in pixels */

/**
 * @param {Box} box
 * @param {number} type size in pixels
 * @returns {boolean} true
 */
export function setType(box, type) {
  box.text.style.fontSize = `${type}px`;
  return true;
}

/**
 * @param {Box} box
 * @param {Node} content
 * @param {number} share of the height that may be filled
 * @returns {boolean}
 */
export function fits(box, content, share) {
  box.text.textContent = "";
  box.text.append(content);
  return filled(box) <= share && box.text.scrollWidth <= box.text.clientWidth + 1;
}

/**
 * @param {Box} box
 * @returns {number} 1 when it is full
 */
export function filled(box) {
  return box.text.getBoundingClientRect().height / box.height;
}
