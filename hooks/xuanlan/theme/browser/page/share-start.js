/** The picture to share: its script is loaded when somebody asks for it. */

import { SCRIPTS } from "../shared/scripts.js";
import { all, make } from "../shared/dom.js";
import { loadScript } from "../shared/load-script.js";
import { TEXTS } from "../shared/texts.js";

export function startShare() {
  for (const button of all("button[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const old = document.querySelector(".xl-share");
      if (old) old.remove();
      const figure = make("figure", { class: "xl-share", tabindex: "-1", role: "group", "aria-label": button.textContent || "" });
      (button.closest("p") || button).insertAdjacentElement("afterend", figure);
      loadScript(SCRIPTS["card.js"])
        .then(() => {
          if (window.xuanlanCard) figure.append(...window.xuanlanCard(button));
        })
        .catch(() => figure.append(TEXTS.share.failed))
        .then(() => figure.focus());
    });
  }
}
