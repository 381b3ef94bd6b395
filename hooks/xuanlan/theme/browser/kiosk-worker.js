/**
 * The service worker of all screens: what the network does not answer comes from what a screen has kept (kiosk-alive.js),
 * which has compared the digests of its parts.
 */

/** Milliseconds that the network has where something is kept, and where nothing is. */
const PATIENCE = 10000;
const LONGEST = 60000;
const SCREEN = /\/kiosk\/[^/]+\/(index\.html)?$/;
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

scope.addEventListener("message", (/** @type {any} */ event) => {
  const { keep, cache, mark } = event.data || {};
  if (keep) event.waitUntil(keepPage(keep, cache, mark).catch(() => undefined));
});

/**
 * @param {string} address of a screen's page
 * @param {string} name of its cache
 * @param {string} mark what stands in it, and in no login page that answers in its place
 */
async function keepPage(address, name, mark) {
  const text = await (await fetch(address, { cache: "no-cache" })).text();
  if (!text.includes(mark)) return;
  const cache = await caches.open(name);
  const found = (text.match(/(?:href|src)="[^"]+\.(?:css|js|svg)"/g) || []).map((match) => match.split('"')[1]);
  const named = found.map((path) => new URL(path, address).href);
  for (const one of named) if (!(await cache.match(one))) await cache.add(one);
  await cache.put(address, new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  for (const request of await cache.keys()) {
    if (/\/assets\//.test(request.url) && !named.includes(request.url)) await cache.delete(request);
  }
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(request) {
  const kept = (await caches.match(request)) || (await caches.match(bare(request)));
  try {
    const response = await soon(fetch(request), kept ? PATIENCE : LONGEST);
    if (!response.ok) throw new Error(String(response.status));
    if (kept && SCREEN.test(new URL(request.url).pathname) && !(await response.clone().text()).includes("data-screen=")) {
      throw new Error("another page"); // a login, or a portal
    }
    return response;
  } catch (error) {
    return kept || Response.error();
  }
}

/**
 * @param {Request} request
 * @returns {string} its address without what stands behind the question mark
 */
function bare(request) {
  const address = request.url.split(/[?#]/)[0];
  return address.endsWith("/") ? `${address}index.html` : address;
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} patience milliseconds
 * @returns {Promise<T>} the same, rejected when it takes too long
 */
function soon(promise, patience) {
  return Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("slow")), patience);
    }),
  ]);
}
