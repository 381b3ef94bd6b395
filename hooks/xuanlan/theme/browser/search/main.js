/** The script assets/xuanlan/search.js, loaded when somebody searches: it sets window.xuanlanSearch. */

import { now } from "../shared/clock.js";
import { lookUp } from "./engine.js";
import { hotlinesFor } from "./hotlines.js";
import { startSearchPage } from "./page.js";

const FIRST = 10;

/**
 * @param {string} query
 * @returns {Promise<object>} total, ids of all notices that match, best first; the first hits; pages of docs/ and the
 *   first attached files that match, and hotlines, which are no notices
 */
async function search(query) {
  const answer = await lookUp(String(query), now(), {});
  const ids = await answer.ids();
  const hits = await answer.hits(0, FIRST);
  const files = await answer.files.hits(0, FIRST);
  const hotlines = await hotlinesFor(answer.simplified || String(query));
  return { total: answer.total, ids, hits, pages: answer.pages, files, hotlines };
}

window.xuanlanSearch = { search, startSearchPage };
