/** Asking the desk's server. */

import { byId, make } from "./elements.js";

const WAITING = 500; // milliseconds
const POLLING = 4000;
const KEPT = 60000;
const CLOSED = "写稿台已经关闭，请重新打开它。您写的内容还在这个网页里。";
const LISTENING = 4; // pages: a browser keeps six connections to a server, and all of its pages share them

/** The server's answer was no; the message is Chinese and complete. */
export class RefusedError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {unknown} [sent] to be sent; without it the answer is only read
 * @returns {Promise<any>} the answer. Throws RefusedError.
 */
export async function ask(path, sent) {
  let response;
  try {
    response = await fetched(path, sent);
  } catch (_) {
    throw new RefusedError(CLOSED, 0);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = JSON.parse(text);
  } catch (_) {
    answer = null;
  }
  if (!response.ok) throw new RefusedError((answer && answer.problem) || text, response.status);
  return answer;
}

/**
 * @param {string} path
 * @param {unknown} [sent]
 */
function fetched(path, sent) {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) };
  return fetch(path, sent === undefined ? {} : init);
}

/**
 * Takes a file away, under the name that the server gives it. Throws RefusedError.
 * @param {string} path
 * @param {unknown} [sent]
 */
export async function download(path, sent) {
  const response = await fetched(path, sent).catch(() => null);
  if (!response) throw new RefusedError(CLOSED, 0);
  if (!response.ok) throw new RefusedError((await response.json()).problem, response.status);
  const name = /filename\*=UTF-8''(.*)/.exec(response.headers.get("Content-Disposition") || "");
  give(name ? decodeURIComponent(name[1]) : "", await response.blob());
}

/**
 * Gives somebody a file.
 * @param {string} name
 * @param {Blob} content
 */
export function give(name, content) {
  const address = URL.createObjectURL(content);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

/**
 * Waits until the desk has read the texts of the site, and tells why it cannot be built, if so.
 * @param {boolean} [isBuilt] waits for its pages too
 * @returns {Promise<boolean>} whether there are pages. Throws RefusedError.
 */
export async function whenRead(isBuilt) {
  let site = await ask("/api/site");
  while (site.state === "reading" || (isBuilt && site.state === "listed")) {
    await new Promise((done) => setTimeout(done, WAITING));
    site = await ask("/api/site");
  }
  tellProblem("site", site.problem);
  return site.state === "ready";
}

/**
 * @param {string} ident of a text
 * @param {string} [step]
 */
export function textPath(ident, step) {
  return "/api/texts/" + encodeURIComponent(ident) + (step ? "/" + step : "");
}

/** @type {Map<string, string>} */
const problems = new Map();

/**
 * Shows why something failed, above the page, until the same thing succeeds: what else succeeds hides nothing.
 * @param {string} what was tried
 * @param {string} words "" once it has succeeded
 */
export function tellProblem(what, words) {
  problems.set(what, words);
  showProblems();
}

function showProblems() {
  const words = Array.from(new Set(problems.values())).filter(Boolean).join("\n");
  byId("problem-words").textContent = words;
  byId("problem").hidden = !words;
}

byId("problem-seen").addEventListener("click", () => {
  problems.clear();
  showProblems();
});

/**
 * Does what may fail, and tells why it did.
 * @param {string} what is tried
 * @param {() => Promise<unknown>} act
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function attempt(what, act) {
  try {
    await act();
    tellProblem(what, "");
    return true;
  } catch (error) {
    tellProblem(what, /** @type {Error} */ (error).message);
    return false;
  }
}

/**
 * @param {(event: string, words: string) => void} heard what the server tells of: building, built, progress, people, saved
 * @param {string} [ident] of the text that the page shows
 */
export function listen(heard, ident) {
  if (!navigator.locks) stream(heard, ident);
  else take(0, heard, ident);
}

/**
 * Hears as long as the page is open, if one of the places for pages that hear is free; else asks now and then.
 * @param {number} place
 * @param {(event: string, words: string) => void} heard
 * @param {string} [ident]
 */
function take(place, heard, ident) {
  if (place === LISTENING) {
    poll(heard);
    return;
  }
  navigator.locks.request("xuanlan-desk-" + place, { ifAvailable: true }, (lock) => {
    if (lock === null) {
      take(place + 1, heard, ident);
      return undefined;
    }
    stream(heard, ident);
    return new Promise(() => undefined);
  });
}

/** @param {(event: string, words: string) => void} heard */
async function poll(heard) {
  let before = -1;
  for (;;) {
    try {
      const { builds } = await ask("/api/site");
      if (before >= 0 && builds !== before) heard("built", "");
      before = builds;
    } catch (_) {
      // Whoever saves is told.
    }
    await new Promise((done) => setTimeout(done, POLLING));
  }
}

/**
 * @param {(event: string, words: string) => void} heard
 * @param {string} [ident]
 */
function stream(heard, ident) {
  const source = new EventSource("/api/events" + (ident ? "?text=" + encodeURIComponent(ident) : ""));
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    heard(told.event, told.words);
  };
  window.addEventListener("pagehide", () => source.close());
}
