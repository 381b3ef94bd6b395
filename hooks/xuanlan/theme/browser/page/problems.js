/** Problems of an inspection whose last day is over by the reader's clock. */

import { now } from "../shared/clock.js";
import { all, setText, setVariant } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";

/** Brings every problem on the page up to date. */
export function refreshProblems() {
  for (const label of all("[data-problem-until]")) {
    const late = now() >= Number(label.getAttribute("data-problem-until"));
    setText(label, late ? TEXTS.problems.late : TEXTS.problems.open);
    setVariant(label, ["open", "urgent"], late ? "urgent" : "open");
  }
}
