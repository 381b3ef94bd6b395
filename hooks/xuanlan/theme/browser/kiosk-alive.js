/** What keeps a screen alive: no sleep, a start without a network, and somebody who looks whether it goes on. */

import { all } from "./dom.js";

const CACHE = "xuanlan-kiosk";

/** Asks for the screen to stay awake, where the browser knows how; again after each time that it was hidden. */
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
 * Has a worker answer when there is no network. There is none from a folder and from plain http: then what is loaded
 * stays in memory.
 * @param {string} address of the worker
 */
export function startWorker(address) {
  const workers = navigator.serviceWorker;
  if (!workers || !window.isSecureContext || !window.location.protocol.startsWith("http")) return;
  workers.register(address).catch(() => undefined);
}

/**
 * Keeps what has been adopted for the next start, release.js last, so that a start never finds half of it; and the page
 * itself, which has been loaded before there was a worker.
 * @param {string} root
 * @param {Array<[string, string]>} files addresses from the root, and what they contain
 */
export async function keep(root, files) {
  if (!("caches" in window) || !navigator.serviceWorker) return;
  try {
    const cache = await caches.open(CACHE);
    const sources = all("link[rel=stylesheet], script[src]").map((element) => {
      return /** @type {any} */ (element).href || /** @type {any} */ (element).src;
    });
    const own = [window.location.href, ...sources].map((address) => address.split(/[?#]/)[0]);
    for (const address of own) if (!(await cache.match(address))) await cache.add(address);
    const headers = { "Content-Type": "text/javascript; charset=utf-8" };
    const wanted = files.map(([path]) => new URL(root + path, window.location.href).href);
    for (let at = 0; at < files.length; at++) await cache.put(wanted[at], new Response(files[at][1], { headers }));
    const folder = new URL(".", window.location.href).href;
    for (const request of await cache.keys()) {
      const show = request.url.startsWith(`${folder}show.js`) && !wanted.includes(request.url);
      const program = /\/kiosk\.[0-9a-f]{8}\.(js|css)$/.test(request.url) && !inUse(request.url);
      if (show || program) await cache.delete(request);
    }
  } catch (error) {
    return; // a full or locked disk: the screen plays on from memory
  }
}

/**
 * @param {string} address
 * @returns {boolean} whether this page runs on it
 */
function inUse(address) {
  return all("[data-player]").some((element) => {
    return [/** @type {any} */ (element).href, /** @type {any} */ (element).src].includes(address);
  });
}
