/**
 * The service worker of all screens: what the network does not answer comes from what was kept. It keeps the pages and
 * programs that it sees; the parts of a show are kept by the page (kiosk-alive.js), which has compared their digests.
 */

const KEPT = "xuanlan-kiosk";
const PATIENCE = 10000;
const PART = /\/(release\.js|kiosk\/[^/]+\/show\.js|kiosk\/files\/[^/]+\.js)$/;
const scope = /** @type {any} */ (self);

scope.addEventListener("install", (/** @type {any} */ event) => {
  // A server whose policy forbids a worker to ask for anything would leave the screen with what was kept for ever.
  event.waitUntil(fetch("../release.js", { cache: "no-store" }).then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(scope.clients.claim());
});

scope.addEventListener("fetch", (/** @type {any} */ event) => {
  const request = event.request;
  if (request.method === "GET" && new URL(request.url).origin === scope.location.origin) {
    event.respondWith(answer(request));
  }
});

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const response = await soon(fetch(request));
    if (!response.ok) throw new Error(String(response.status));
    if (!PART.test(new URL(request.url).pathname)) await cache.put(bare(request), response.clone());
    return response;
  } catch (error) {
    const kept = (await cache.match(request)) || (await cache.match(bare(request)));
    return kept || Response.error();
  }
}

/**
 * @param {Request} request
 * @returns {string} its address without what stands behind the question mark
 */
function bare(request) {
  return request.url.split(/[?#]/)[0];
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>} the same, rejected when it takes too long
 */
function soon(promise) {
  return Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("slow")), PATIENCE);
    }),
  ]);
}
