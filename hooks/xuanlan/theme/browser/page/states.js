/** A notice page by the reader's clock: label, banner, and the list that goes when the period is over. */

import { now } from "../shared/clock.js";
import { all, setHidden, setText } from "../shared/dom.js";
import { showLabels, showVariant } from "./labels.js";
import { listRemoved, parseFacts, stateAt } from "../shared/schedule.js";
import { sentence } from "../shared/words.js";

/** Brings every notice on the page up to date. */
export function refreshStates() {
  for (const article of all("article[data-notice][data-facts]")) {
    const facts = parseFacts(article.getAttribute("data-facts"));
    if (facts) refreshNotice(article, facts, now());
  }
}

/**
 * @param {HTMLElement} article
 * @param {import("../shared/schedule.js").Facts} facts
 * @param {number} moment
 */
function refreshNotice(article, facts, moment) {
  const state = stateAt(facts, moment);
  // What the author wrote about a withdrawal stands in the page and not in the facts: it stays as long as the state does.
  if (state !== article.getAttribute("data-state") || state === "open") {
    const words = sentence(state, facts, moment);
    article.setAttribute("data-state", state);
    showLabels(article, state);
    for (const banner of all("[data-state-banner]", article)) {
      setHidden(banner, !words);
      showVariant(banner, state);
    }
    for (const element of all("[data-state-sentence]", article)) setText(element, words);
  }
  if (listRemoved(facts, moment)) takeDown(article);
}

/**
 * Empties the removable parts: if they were only hidden, some browsers would still find and print them. The description
 * is taken from them, and with it what would be drawn into a picture to share.
 * @param {HTMLElement} article
 */
function takeDown(article) {
  for (const part of all("[data-removable]", article)) {
    const gone = all("[id]", part).map((element) => element.id);
    part.textContent = "";
    part.hidden = true;
    if (gone.length) dropOutline(new Set(gone));
  }
  for (const about of all('meta[name="Description"], meta[property="og:description"], meta[itemprop="description"]')) about.remove();
}

/**
 * The anchor that a link names. An author's own anchor may hold a "%" that escapes nothing: then it stands as written.
 * @param {string} href
 * @returns {string}
 */
function fragment(href) {
  const written = href.slice(1);
  try {
    return decodeURIComponent(written);
  } catch (error) {
    return written;
  }
}

/**
 * Hides the outline's lines, then whole outlines, that lead to what is gone.
 * @param {Set<string>} ids
 */
function dropOutline(ids) {
  for (const nav of all("nav")) {
    const links = all('a[href^="#"]', nav);
    const dead = links.filter((link) => ids.has(fragment(link.getAttribute("href") || "")));
    for (const link of dead) setHidden(/** @type {HTMLElement} */ (link.closest("li") || link), true);
    if (dead.length && dead.length === links.length) {
      setHidden(/** @type {HTMLElement} */ (nav.closest("details") || nav), true);
    }
  }
}
