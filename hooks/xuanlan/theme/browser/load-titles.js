/** The list of titles: a plain script, loaded when somebody searches, so that it works from a folder too. */

import { siteHref } from "./dom.js";

/** @type {Promise<import("./rank.js").TitleRow[]> | null} */
let pending = null;

/** @returns {Promise<import("./rank.js").TitleRow[]>} rejected when the list cannot be loaded; a later call tries again */
export function loadTitles() {
  if (!pending) {
    pending = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = siteHref("search/titles.js");
      script.onload = () => (Array.isArray(window.xuanlanTitles) ? resolve(window.xuanlanTitles) : reject(new Error()));
      script.onerror = () => reject(new Error());
      document.head.append(script);
    });
    pending.catch(() => {
      pending = null;
    });
  }
  return pending;
}
