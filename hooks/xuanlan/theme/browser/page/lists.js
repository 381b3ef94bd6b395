/**
 * Lists by the reader's clock: entries no longer in force are hidden, in archives greyed; pins end, counts follow, an
 * empty list says so.
 */

import { now } from "../shared/clock.js";
import { all, setHidden, setText } from "../shared/dom.js";
import { showLabels } from "./labels.js";
import { isListed, isPinned, parseFacts, stateAt } from "../shared/schedule.js";
import { parseTally, tallyListed, tallyShort, tallyWords } from "../shared/tally.js";

const ENTRY = "li[data-facts]";
const GONE = "xl-entry--gone";
/** @type {Record<string, (tally: import("../shared/tally.js").Tally, now: number) => string>} */
const TALLY_FORMS = { short: tallyShort, listed: tallyListed };

/** Brings every list on the page up to date. */
export function refreshLists() {
  const moment = now();
  for (const entry of all(ENTRY)) {
    const facts = parseFacts(entry.getAttribute("data-facts"));
    if (!facts) continue;
    const state = stateAt(facts, moment);
    const unpinned = entry.closest("[data-pinned-list]") !== null && !isPinned(facts, moment);
    const kept = isListed(state) || (state !== "scheduled" && entry.closest("[data-complete]") !== null);
    setHidden(entry, !kept || (unpinned && !settle(entry)));
    entry.classList.toggle(GONE, kept && !isListed(state));
    showLabels(entry, state);
  }
  for (const element of all("[data-tally]")) {
    const tally = parseTally(element.getAttribute("data-tally"));
    const words = TALLY_FORMS[element.getAttribute("data-tally-form") || ""] || tallyWords;
    if (tally) setText(element, words(tally, moment));
  }
  for (const note of all("[data-empty]")) {
    if (note.parentElement) setHidden(note, hasEntries(note.parentElement));
  }
  for (const block of all("[data-pinned-list], [data-urgent-list]")) {
    // Without a note of its own an empty block has nothing to say, not even its heading.
    if (!block.querySelector("[data-empty]")) setHidden(block, !hasEntries(block));
  }
  for (const block of all(".xl-related")) setHidden(block, !hasEntries(block));
}

/**
 * Moves an entry that is no longer pinned to its place by date in the list of its column.
 * @param {HTMLElement} entry
 * @returns {boolean} whether the page has that list
 */
function settle(entry) {
  const column = entry.getAttribute("data-column");
  const list = all("[data-list] > ul").find((one) => ofColumn(one, column));
  if (!list) return false;
  const day = dayOf(entry);
  const older = all(ENTRY, list).find((other) => dayOf(other) < day);
  list.insertBefore(entry, older || null);
  return true;
}

/**
 * @param {Element} list
 * @param {string | null} column
 * @returns {boolean}
 */
function ofColumn(list, column) {
  return list.parentElement !== null && list.parentElement.getAttribute("data-list") === column;
}

/**
 * @param {Element} entry
 * @returns {string} YYYY-MM-DD
 */
function dayOf(entry) {
  const time = entry.querySelector("time[datetime]");
  return (time && time.getAttribute("datetime")) || "";
}

/**
 * @param {Element} block
 * @returns {boolean} whether an entry is to be seen in it
 */
function hasEntries(block) {
  return all(ENTRY, block).some((entry) => !entry.hidden);
}
