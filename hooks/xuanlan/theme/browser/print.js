/** Buttons that print the page. */

import { all } from "./dom.js";

/** Makes the buttons work. */
export function startPrint() {
  for (const button of all("button[data-print]")) button.addEventListener("click", () => window.print());
}
