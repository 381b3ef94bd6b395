/** Plain scripts loaded on demand: what works from a folder as well as from a web server. */

import { siteHref } from "./dom.js";

const LONGEST_LOAD = 20000;

/** A script that did not come: the network failed, or something else answered in its place. */
export class Unreachable extends Error {}

/**
 * @param {string} path from the root of the site
 * @param {string} [edition] goes behind the address, so that no cache answers with another edition
 * @returns {Promise<HTMLScriptElement>} the element, when its script has run; rejected when it cannot be loaded in time
 */
export function loadScript(path, edition) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      reject(new Unreachable(`${path} cannot be loaded`));
    };
    const limit = setTimeout(fail, LONGEST_LOAD);
    script.onload = () => {
      clearTimeout(limit);
      resolve(script);
    };
    script.onerror = () => {
      clearTimeout(limit);
      fail();
    };
    script.src = siteHref(path.split("/").map(encodeURIComponent).join("/")) + (edition ? `?${edition}` : "");
    document.head.append(script);
  });
}
