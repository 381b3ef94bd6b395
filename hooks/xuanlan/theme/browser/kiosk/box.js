/** A box that a text is tried in: whether it fits, and how full it is then. */

/** @typedef {{text: HTMLElement, width: number, height: number}} Box where text is put, and the pixels there */

/**
 * @param {Box} box
 * @param {number} type
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
