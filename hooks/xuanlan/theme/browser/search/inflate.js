/** Inflating: by the browser, or, on Safari before 16.4 and its like, by a small library that is loaded only then. */

import { SCRIPTS } from "../shared/scripts.js";
import { loadScript } from "../shared/load-script.js";

/**
 * @param {Uint8Array<ArrayBuffer>} bytes in the format of RFC 1950 (zlib)
 * @returns {Promise<ArrayBuffer | Uint8Array>} rejected when they are damaged, or the library cannot be loaded
 */
export async function inflate(bytes) {
  if (typeof DecompressionStream === "function") {
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(inflated).arrayBuffer();
  }
  if (!window.xuanlanInflate) await loadScript(SCRIPTS["inflate.js"]);
  if (!window.xuanlanInflate) throw new Error("inflate.js does not run here");
  return window.xuanlanInflate(bytes);
}
