/** Data files of the search index, fetched as plain scripts, so that a site opened from a folder can search too. */

import { loadScript, Unreachable } from "../shared/load-script.js";
import { inflateText, unpackBytes } from "./bits.js";

const FOLDER = "search/";
const KEPT = 4000;
const FRESH = 60000;

/** The content that the file of a script element has passed to `xl`. @type {WeakMap<Element, any>} */
const received = new WeakMap();
/** @type {Map<string, Promise<any>>} */
const asked = new Map();
/** @type {{since: number, words: string, content: Promise<any> | null, last: any}} */
const index = { since: -Infinity, words: "", content: null, last: null };

/**
 * The list of blocks. It is asked for anew after a minute, past every cache: the site may have been published again
 * since the page was opened, and lists of one edition mean nothing to the other.
 * @param {boolean} [now] whether even a young one is not good enough
 * @returns {Promise<any>}
 */
export async function loadIndex(now) {
  if (!index.content || now || Date.now() - index.since > FRESH) {
    index.since = Date.now();
    index.content = fetchPart("index.js", String(index.since));
    index.content.catch(() => {
      index.content = null;
    });
  }
  try {
    const content = await index.content;
    const words = JSON.stringify(content);
    if (words !== index.words) asked.clear();
    index.words = words;
    index.last = content;
  } catch (error) {
    // Without a network what has been loaded still answers.
    if (now || !index.last) throw error;
  }
  return index.last;
}

/**
 * @param {string} path
 * @param {string} edition of the block that the file belongs to
 * @returns {Promise<Uint8Array>} rejected when it cannot be loaded; a later call tries again. Likewise the others
 */
export function loadBytes(path, edition) {
  return once(path, () => fetchPart(path, edition).then(unpackBytes));
}

/**
 * @param {string} path
 * @param {string} edition
 * @returns {Promise<string>}
 */
export function loadText(path, edition) {
  return once(path, () => fetchPart(path, edition).then(unpackBytes).then(inflateText));
}

/**
 * @param {string} path of a file that holds JSON
 * @param {string} edition
 * @returns {Promise<any>}
 */
export function loadTable(path, edition) {
  return once(path, () => fetchPart(path, edition).then(unpackBytes).then(inflateText).then(JSON.parse));
}

/**
 * @param {string} path
 * @param {() => Promise<any>} make
 * @returns {Promise<any>} what `make` gave at the first call for this path that did not fail
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
 * @param {string} path inside the folder of the index
 * @param {string} edition
 * @returns {Promise<any>} the content of the file
 */
async function fetchPart(path, edition) {
  window.xl = (content) => {
    if (document.currentScript) received.set(document.currentScript, content);
  };
  const script = await loadScript(FOLDER + path, edition);
  script.remove();
  if (!received.has(script)) throw new Unreachable(`${FOLDER}${path} says nothing`);
  return received.get(script);
}
