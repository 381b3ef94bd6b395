/** Buttons that print the page; on paper all folded parts of the text are open. */

import { all } from "../shared/dom.js";

/** Makes the buttons work. */
export function startPrint() {
  for (const button of all("button[data-print]")) button.addEventListener("click", () => window.print());
  /** @type {HTMLElement[]} parts that are open only for printing */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = opened.concat(all(".xl-text details:not([open]), details[data-unfold]:not([open])"));
    for (const folded of opened) folded.setAttribute("open", "");
    for (const picture of all('img[loading="lazy"]')) picture.setAttribute("loading", "eager");
  });
  window.addEventListener("afterprint", () => {
    for (const folded of opened) folded.removeAttribute("open");
    opened = [];
  });
}
