/** Lists by the reader's clock: entries no longer in force are hidden, pins end, an empty list says so. */

import { now } from "../shared/clock.js";
import { all, setHidden } from "../shared/dom.js";
import { showLabels } from "./labels.js";
import { isListed, isPinned, parseFacts, stateAt } from "../shared/schedule.js";

const ENTRY = "li[data-facts]";

/** Brings every list on the page up to date. */
export function refreshLists() {
  const moment = now();
  for (const entry of all(ENTRY)) {
    const facts = parseFacts(entry.getAttribute("data-facts"));
    if (!facts) continue;
    const state = stateAt(facts, moment);
    const unpinned = entry.closest("[data-pinned-list]") !== null && !isPinned(facts, moment);
    setHidden(entry, !isListed(state) || (unpinned && !settle(entry)));
    showLabels(entry, state);
  }
  for (const note of all("[data-empty]")) {
    if (note.parentElement) setHidden(note, hasEntries(note.parentElement));
  }
  for (const block of all("[data-pinned-list], [data-urgent-list]")) {
    // Without a note of its own an empty block has nothing to say, not even its heading.
    if (!block.querySelector("[data-empty]")) setHidden(block, !hasEntries(block));
  }
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
