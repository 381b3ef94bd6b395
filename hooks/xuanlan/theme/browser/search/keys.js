/** Arrow keys between the box and the hits. */

import { all } from "../shared/dom.js";
import { searchBoxes } from "../shared/search-boxes.js";

const STOP = "[data-hotline-hit] .xl-tel a, a[data-hit], button[data-more], a[data-file-hit], button[data-more-files], a[data-page-hit]";

/** @param {HTMLElement} results */
export function listenToArrows(results) {
  document.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const from = document.activeElement;
    if (!step || !from || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const stops = all(STOP, results).filter((stop) => !stop.hidden);
    const boxes = searchBoxes();
    const at = stops.indexOf(/** @type {HTMLElement} */ (from));
    const inBox = boxes.indexOf(/** @type {HTMLInputElement} */ (from)) >= 0;
    if (at < 0 && (!inBox || step < 0)) return;
    const next = at + step < 0 ? boxes[boxes.length - 1] : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
