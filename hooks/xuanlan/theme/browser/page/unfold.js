/** What an address names is unfolded: the parts that it stands in, and its own. */

/** Unfolds now and whenever the address changes within the page. */
export function startUnfold() {
  unfold();
  window.addEventListener("hashchange", unfold);
}

function unfold() {
  const anchor = named(window.location.hash.slice(1));
  const target = anchor ? document.getElementById(anchor) : null;
  if (!target) return;
  const folds = Array.from(target.querySelectorAll("details[data-unfold]"));
  for (let box = target.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") folds.push(box);
  const shut = folds.filter((fold) => !fold.hasAttribute("open"));
  for (const fold of shut) fold.setAttribute("open", "");
  if (shut.length) target.scrollIntoView();
}

/**
 * @param {string} written
 * @returns {string} the anchor; where a "%" escapes nothing, as it is written
 */
function named(written) {
  try {
    return decodeURIComponent(written);
  } catch (error) {
    return written;
  }
}
