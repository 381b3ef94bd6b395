/** Before a link leads from an authority's site to one that is no authority's, readers are told, and may stay. */

import { make, root } from "../shared/dom.js";
import { belongs } from "../shared/hosts.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

const MIDDLE = 1;

export function startLeaving() {
  const header = root();
  const trusted = header && header.getAttribute("data-trusted");
  if (!trusted) return;
  const names = trusted.split(" ");
  const watch = (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    if (!/^https?:$/.test(link.protocol) || link.hostname === window.location.hostname) return;
    if (belongs(link.hostname.replace(/\.$/, ""), names)) return;
    event.preventDefault();
    const aside = event.ctrlKey || event.metaKey || event.shiftKey || event.button === MIDDLE;
    ask(link.hostname, () => (aside ? window.open(link.href, "_blank", "noopener") : window.location.assign(link.href)));
  };
  document.addEventListener("click", watch);
  document.addEventListener("auxclick", (event) => {
    if (event.button === MIDDLE) watch(event);
  });
}

/**
 * @param {string} host
 * @param {() => void} leave
 */
function ask(host, leave) {
  const words = fill(TEXTS.leaving.sentence, { host });
  const dialog = make("dialog", { class: "xl-leaving", "aria-labelledby": "xl-leaving" }, [
    make("p", { id: "xl-leaving" }, [words]),
  ]);
  if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal) {
    if (window.confirm(words)) leave();
    return;
  }
  const stay = make("button", { type: "button", class: "xl-button", "data-stay": "" }, [TEXTS.leaving.stay]);
  const go = make("button", { type: "button", class: "xl-button", "data-leave": "" }, [TEXTS.leaving.leave]);
  stay.addEventListener("click", () => dialog.close());
  go.addEventListener("click", () => {
    dialog.close();
    leave();
  });
  dialog.append(make("p", { class: "xl-leaving__choice" }, [stay, go]));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
