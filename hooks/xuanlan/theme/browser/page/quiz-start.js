/** Questions: their script is loaded by the pages that have some. */

import { loadScript } from "../shared/load-script.js";
import { SCRIPTS } from "../shared/scripts.js";

export function startQuiz() {
  if (document.querySelector("[data-quiz]")) loadScript(SCRIPTS["quiz.js"]).catch(() => {});
}
