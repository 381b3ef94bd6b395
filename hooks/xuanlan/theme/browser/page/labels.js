/** State labels and banners in the page. */

import { all, setHidden, setText, setVariant } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";
import { label } from "../shared/words.js";

const STATES = Object.keys(TEXTS.labels);

/**
 * Shows `state` in the labels inside `scope`.
 * @param {Element} scope
 * @param {string} state
 */
export function showLabels(scope, state) {
  const words = label(state);
  for (const element of all("[data-state-label]", scope)) {
    setText(element, words);
    setHidden(element, !words);
    showVariant(element, state);
  }
}

/**
 * Gives the state classes of `element` the ending for `state`.
 * @param {Element} element
 * @param {string} state
 */
export function showVariant(element, state) {
  setVariant(element, STATES, state);
}
