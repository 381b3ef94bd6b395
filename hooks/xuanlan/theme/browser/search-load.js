/** Data files of the search index, fetched as plain scripts, so that a site opened from a folder can search too. */

import { loadScript } from "./load-script.js";
import { inflateText, unpackBytes } from "./search-bits.js";

const FOLDER = "search/";
const KEPT = 4000;

/** What the file that a script element loads has said. @type {WeakMap<Element, any>} */
const received = new WeakMap();
/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/**
 * @param {string} path inside the folder of the index
 * @returns {Promise<any>} what the file says; rejected when it cannot be loaded, and a later call tries again
 */
export function loadPart(path) {
  return once(path, () => fetchPart(path));
}

/**
 * @param {string} path
 * @returns {Promise<Uint8Array>}
 */
export function loadBytes(path) {
  return once(path, () => fetchPart(path).then(unpackBytes));
}

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
export function loadText(path) {
  return once(path, () => fetchPart(path).then((text) => inflateText(unpackBytes(text))));
}

/**
 * @param {string} path of a file that holds JSON
 * @returns {Promise<any>}
 */
export function loadTable(path) {
  return once(path, () => fetchPart(path).then((text) => inflateText(unpackBytes(text))).then(JSON.parse));
}

/**
 * @param {string} path
 * @param {() => Promise<any>} make
 * @returns {Promise<any>} of the first call that did not fail
 */
function once(path, make) {
  const known = asked.get(path);
  if (known) return known;
  if (asked.size >= KEPT) asked.clear();
  const fresh = make();
  asked.set(path, fresh);
  fresh.catch(() => asked.delete(path));
  return fresh;
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function fetchPart(path) {
  window.xl = (content) => {
    if (document.currentScript) received.set(document.currentScript, content);
  };
  const script = await loadScript(FOLDER + path);
  script.remove();
  if (!received.has(script)) throw new Error(`${FOLDER}${path} says nothing`);
  return received.get(script);
}
