/** Reading aloud in the version for elders: its script is loaded where the machine has a Chinese voice of its own. */

import { chineseVoice } from "./aloud-voice.js";
import { SCRIPTS } from "../shared/scripts.js";
import { loadScript } from "../shared/load-script.js";

export function startAloud() {
  const { speechSynthesis, SpeechSynthesisUtterance } = window;
  if (!speechSynthesis || !SpeechSynthesisUtterance || !document.querySelector(".xl-article")) return;
  const page = document.documentElement;
  let asked = false;
  const look = () => {
    if (asked || !page.classList.contains("elder") || !chineseVoice()) return;
    asked = true;
    loadScript(SCRIPTS["aloud.js"]).catch(() => {
      asked = false;
    });
  };
  new MutationObserver(look).observe(page, { attributes: true, attributeFilter: ["class"] });
  // Voices come later in most browsers; Safari has no addEventListener here.
  if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", look);
  else speechSynthesis.onvoiceschanged = look;
  look();
}
