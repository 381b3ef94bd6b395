/** Hotlines ahead of the results: cards to call from. */

import { now } from "../shared/clock.js";
import { make, siteHref } from "../shared/dom.js";
import { isOpen, parseHours } from "../shared/hours.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

/** @typedef {import("./hotlines.js").Hotline} Hotline */

/** Most cards: what was asked for is among the first, and the notices must stay in sight. */
const MOST = 3;

/**
 * @param {Hotline[]} hotlines best first, at least one
 * @returns {HTMLElement}
 */
export function makeCalls(hotlines) {
  const texts = TEXTS.search;
  const title = make("h2", { class: "xl-results__title", id: "xl-results-calls" }, [texts.calls]);
  const cards = hotlines.slice(0, MOST).map(makeCard);
  const section = make("section", { class: "xl-calls", "aria-labelledby": title.id }, [
    title,
    make("ul", { class: "xl-calls__list" }, cards),
  ]);
  if (hotlines.length > MOST) {
    const words = fill(texts.more_calls, { total: hotlines.length });
    section.append(make("p", {}, [make("a", { href: siteHref("hotlines/index.html") }, [words])]));
  }
  return section;
}

/**
 * @param {Hotline} hotline
 * @returns {HTMLElement}
 */
function makeCard(hotline) {
  const { name, number, extension, tel, unit, purpose, hours, note } = hotline;
  const card = make("li", { class: "xl-calls__card", "data-hotline-hit": number });
  if (hotline.hours_facts) card.setAttribute("data-hours", hotline.hours_facts);
  const words = [make("a", { href: siteHref(hotline.href) }, [name])];
  card.append(make("p", { class: "xl-calls__name" }, words));
  const call = make("p", { class: "xl-tel xl-tel--large" }, [tel ? make("a", { href: `tel:${tel}` }, [number]) : number]);
  if (extension) call.append(make("span", { class: "xl-tel__ext" }, [fill(TEXTS.search.extension, { extension })]));
  card.append(call);
  if (hours) card.append(make("p", { class: "xl-calls__hours" }, [hours, " ", ...labelOf(hotline)]));
  const about = [unit === name ? "" : unit, purpose, note].filter(Boolean).join("\uff1b");
  if (about) card.append(make("p", { class: "xl-calls__about" }, [about]));
  return card;
}

/**
 * @param {Hotline} hotline
 * @returns {HTMLElement[]} whether it is answered now; refreshed like those of every page (page/hotlines.js)
 */
function labelOf(hotline) {
  const hours = parseHours(hotline.hours_facts || null);
  if (!hours) return [];
  const open = isOpen(hours, now());
  const words = open ? TEXTS.hours.open : TEXTS.hours.closed;
  return [make("span", { class: `xl-tag xl-tag--${open ? "on" : "off"}`, "data-hours-label": "" }, [words])];
}
