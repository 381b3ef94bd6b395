/**
 * Parts: scripts that only call xlPart("...") with one text. They load from a folder as well as from a server, under
 * any content security policy, and their content is verified against its digest, whatever the server did to them.
 */

import { sha256 } from "./sha256.js";

const LONGEST_LOAD = 30000;

/** What was loaded is not what the build wrote. */
export class BrokenError extends Error {}

/** @type {string | null} what the script that has just run brought */
let brought = null;
/** @type {Promise<unknown>} parts are loaded one after another, so that what is brought is what was asked for */
let queue = Promise.resolve();

/**
 * @param {string} content
 * @returns {string} the file with that content, byte for byte as the build wrote it
 */
export function fileOf(content) {
  const quoted = JSON.stringify(content).replace(/[\u007f-\uffff]/g, (sign) => {
    return `\\u${`000${sign.charCodeAt(0).toString(16)}`.slice(-4)}`;
  });
  return `xlPart(${quoted});\n`;
}

/**
 * @param {string} file as `fileOf` writes it
 * @returns {string} its content. Throws for anything else.
 */
export function contentIn(file) {
  return String(JSON.parse(file.replace(/^xlPart\(|\);\s*$/g, "")));
}

/**
 * @param {string} address relative to the page
 * @param {string} [digest] SHA-256 that the file must have
 * @returns {Promise<string>} its content; rejected when it cannot be loaded, is broken, or is another
 */
export function loadPart(address, digest) {
  const loaded = queue.then(() => run(`${address}?${digest ? digest.slice(0, 12) : Date.now()}`));
  queue = loaded.catch(() => undefined);
  return loaded.then((content) => {
    if (digest && sha256(fileOf(content)) !== digest) throw new BrokenError(`${address}: digest`);
    return content;
  });
}

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
function run(address) {
  window.xlPart = (content) => {
    brought = String(content);
  };
  return new Promise((resolve, reject) => {
    brought = null;
    const script = document.createElement("script");
    const end = () => {
      clearTimeout(limit);
      script.onload = script.onerror = null;
      script.remove();
    };
    const fail = () => {
      end();
      reject(new Error(`${address}: not loaded`));
    };
    const limit = setTimeout(fail, LONGEST_LOAD);
    script.onerror = fail;
    script.onload = () => {
      const content = brought;
      end();
      brought = null;
      if (content === null) reject(new BrokenError(`${address}: broken`));
      else resolve(content);
    };
    script.src = address;
    document.head.append(script);
  });
}
