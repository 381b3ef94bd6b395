/** Why a search failed, in words for the reader: what did not come, or what does not run here. */

import { Unreachable } from "./load-script.js";
import { TEXTS } from "./texts.js";

/**
 * @param {unknown} error
 * @returns {string}
 */
export function failureWords(error) {
  return error instanceof Unreachable ? TEXTS.search.failed : TEXTS.search.failed_here;
}
