/** Hotlines: answered now or not, by the reader's clock. */

import { now } from "../shared/clock.js";
import { all, setHidden, setText, setVariant } from "../shared/dom.js";
import { isOpen, parseHours } from "../shared/hours.js";
import { TEXTS } from "../shared/texts.js";

/** Brings every hotline on the page up to date; hours that cannot be read give no label. */
export function refreshHotlines() {
  const moment = now();
  for (const entry of all("[data-hours]")) {
    const hours = parseHours(entry.getAttribute("data-hours"));
    const open = hours !== null && isOpen(hours, moment);
    for (const label of all("[data-hours-label]", entry)) {
      setText(label, open ? TEXTS.hours.open : TEXTS.hours.closed);
      setVariant(label, ["on", "off"], open ? "on" : "off");
      setHidden(label, hours === null);
    }
  }
}
