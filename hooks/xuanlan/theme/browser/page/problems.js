/** Problems of an inspection whose last day is over by the reader's clock. */

import { now } from "../shared/clock.js";
import { all, setText, setVariant } from "../shared/dom.js";

/** Brings every problem on the page up to date. */
export function refreshProblems() {
  for (const label of all("[data-problem-until]")) {
    if (now() < Number(label.getAttribute("data-problem-until"))) continue;
    setText(label, label.getAttribute("data-problem-late") || "");
    setVariant(label, ["open", "urgent"], "urgent");
  }
}
