/** The key / goes to the search box. */

import { searchBoxes } from "../shared/search-boxes.js";

/** Listens for the key. */
export function startFocusSearch() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) return;
    // The page's own box stands after the header's; a box that is not displayed cannot take the focus.
    const box = searchBoxes()
      .reverse()
      .find((input) => input.offsetParent !== null);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/**
 * @param {EventTarget | null} target
 * @returns {boolean} whether the key is meant as a character
 */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
