/** Plain scripts loaded on demand: what works from a folder as well as from a web server. */

import { siteHref } from "./dom.js";

/**
 * @param {string} path from the root of the site
 * @returns {Promise<HTMLScriptElement>} the element, when its script has run; rejected when it cannot be loaded
 */
export function loadScript(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(script);
    script.onerror = () => reject(new Error(`${path} cannot be loaded`));
    script.src = siteHref(path.split("/").map(encodeURIComponent).join("/"));
    document.head.append(script);
  });
}
