/** Keeps a screen alive: it does not go to sleep, and starts without a network. */

import { contentIn } from "./parts.js";

const CACHE = "xuanlan-kiosk-";
/** Milliseconds within which the worker must answer that it has kept the page. */
const KEEPING = 60000;
const PART = /\/kiosk\/([^/]+\/show|files\/[^/]+)\.js\b/;

/** Requests a wake lock, where the browser has one, and again whenever the page becomes visible. */
export function stayAwake() {
  const lock = /** @type {any} */ (navigator).wakeLock;
  if (!lock) return;
  const ask = () => {
    if (!document.hidden) lock.request("screen").catch(() => undefined);
  };
  ask();
  document.addEventListener("visibilitychange", ask);
}

/**
 * Registers the service worker, which answers when there is no network. A page from a folder or from plain http cannot
 * have one: it plays on from memory.
 * @param {string} address of the worker
 */
export function startWorker(address) {
  const workers = navigator.serviceWorker;
  if (!workers || !window.isSecureContext || !window.location.protocol.startsWith("http")) return;
  workers.register(address).catch(() => undefined);
}

/**
 * Caches what has been adopted for the next start, release.js last, so that a start never finds half of it; then has
 * the worker cache the page with its current program.
 * @param {string} root
 * @param {string} screen its id: each screen of a machine has a cache of its own
 * @param {Array<[string, string]>} files addresses from the root, and what they contain
 * @returns {Promise<boolean>} whether all of it is kept now, so that a start without a network shows it; never rejected
 */
export async function keep(root, screen, files) {
  if (!window.location.protocol.startsWith("http")) return true; // it lies on this machine
  if (!("caches" in window) || !navigator.serviceWorker) return false;
  try {
    const cache = await caches.open(CACHE + screen);
    const headers = { "Content-Type": "text/javascript; charset=utf-8" };
    const wanted = files.map(([path]) => new URL(root + path, window.location.href).href);
    for (let at = 0; at < files.length; at++) await cache.put(wanted[at], new Response(files[at][1], { headers }));
    for (const request of await cache.keys()) {
      if (PART.test(request.url) && !wanted.includes(request.url)) await cache.delete(request);
    }
    return await pageKept(new URL("index.html", window.location.href).href);
  } catch (error) {
    return false; // a full or locked disk: the screen plays on from memory
  }
}

/**
 * @param {string} page
 * @returns {Promise<boolean>} whether the worker says that it has kept the page; an older worker never answers
 */
function pageKept(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data === true);
    setTimeout(() => resolve(false), KEEPING);
    navigator.serviceWorker.ready.then(({ active }) => active && active.postMessage({ keep: page }, [port2]));
  });
}

/**
 * @param {string} root
 * @param {string} screen its id
 * @returns {Promise<string>} the release.js of what this screen has kept last; empty when there is none
 */
export async function recall(root, screen) {
  if (!("caches" in window)) return "";
  try {
    const kept = await (await caches.open(CACHE + screen)).match(new URL(`${root}release.js`, window.location.href).href);
    return kept ? contentIn(await kept.text()) : "";
  } catch (error) {
    return "";
  }
}
