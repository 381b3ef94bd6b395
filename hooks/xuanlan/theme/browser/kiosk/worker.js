/**
 * The service worker of all screens: it answers from what a screen has kept (alive.js) when the server does not answer,
 * or something else does in its place. A login page says 200 to everything, so no response is trusted for its status:
 * content must match the digest in its address, a page must be the screen's and whole, a part must be a part.
 */

/** Milliseconds to wait for the network when something is kept, and when nothing is. */
const PATIENCE = 10000;
const LONGEST = 60000;
const SCREEN = /\/kiosk\/([^/]+)\/(?:index\.html)?$/;
/** The beginning of the SHA-256 of the content, as the build and release.js write it into addresses. */
const STAMP = /(?:\.([0-9a-f]{8})\.(?:css|js)|\?([0-9a-f]{8}|[0-9a-f]{12}))$/;
const RELEASE = /\/release\.js$/;
const PART = /^xlPart\("(?:[^"\\\r\n]|\\.)*"\);\s*$/;
const CACHE = "xuanlan-kiosk-";
const scope = /** @type {any} */ (self);

scope.addEventListener("install", (/** @type {any} */ event) => {
  // Fails, so that no worker is installed, where the server's policy forbids it requests: it could only ever answer from
  // what was kept.
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
  const { keep } = event.data || {};
  const [asking] = event.ports;
  if (keep) event.waitUntil(isKept(keep).then((kept) => asking && asking.postMessage(kept)));
});

/**
 * Keeps the current page of a screen.
 * @param {string} address of the page
 * @returns {Promise<boolean>} whether the page is kept with all that it names, now or from before; never rejected
 */
async function isKept(address) {
  try {
    await keepPage(address).catch(() => undefined);
    const page = await caches.match(address);
    const files = page ? await Promise.all(namedIn(await page.text(), address).map((one) => caches.match(one))) : [];
    return files.length > 0 && files.every(Boolean);
  } catch (error) {
    return false;
  }
}

/**
 * @param {string} text of a page
 * @param {string} address
 * @returns {string[]} addresses of the styles and the programs that it names
 */
function namedIn(text, address) {
  const found = text.match(/(?:href|src)="[^"]+\.(?:css|js)(?:\?[0-9a-f]+)?"/g) || [];
  return found.map((match) => new URL(match.split('"')[1], address).href);
}

/**
 * Keeps a screen's page with the style and the program that it names: all of them or nothing.
 * @param {string} address of the page
 * @returns {Promise<Response>} the page; rejected when something else has answered
 */
async function keepPage(address) {
  const screen = decodeURIComponent((SCREEN.exec(new URL(address).pathname) || ["", ""])[1]);
  const text = await (await load(address)).text();
  if (!text.includes(`data-screen="${screen}"`) || !/<\/html>\s*$/.test(text)) throw new Error("another page");
  const cache = await caches.open(CACHE + screen);
  const named = namedIn(text, address);
  for (const one of named) {
    const known = await cache.match(one);
    if (!known || !(await isGenuine(one, known))) await cache.put(one, await load(one));
  }
  const page = () => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  await cache.put(address, page());
  for (const request of await cache.keys()) {
    if (/\/assets\//.test(request.url) && !named.includes(request.url)) await cache.delete(request);
  }
  return page();
}

/**
 * @param {string | Request} request
 * @returns {Promise<Response>} complete; rejected when it cannot be loaded, or does not match the digest in its address
 */
async function load(request) {
  const address = typeof request === "string" ? request : request.url;
  const response = await fetch(request, typeof request === "string" ? { cache: "no-cache" } : undefined);
  if (!response.ok) throw new Error(String(response.status));
  if (!(await isGenuine(address, response))) throw new Error("another answer");
  return response;
}

/**
 * @param {string} address
 * @param {Response} response left unread
 * @returns {Promise<boolean>} whether it matches the digest in its address, if there is one
 */
async function isGenuine(address, response) {
  const stamp = STAMP.exec(address);
  const content = await response.clone().arrayBuffer(); // to its end: half an answer is none
  if (!stamp) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const text = Array.from(digest, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
  return text.startsWith(stamp[1] || stamp[2]);
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answer(request) {
  const address = bare(request);
  if (RELEASE.test(address)) return answerRelease(request);
  const kept = (await caches.match(request)) || (await caches.match(address));
  if (!kept) return STAMP.test(request.url) ? soon(load(request), LONGEST).catch(() => Response.error()) : fetch(request);
  if (STAMP.test(request.url) && (await isGenuine(request.url, kept))) return kept;
  try {
    return await soon(SCREEN.test(new URL(address).pathname) ? keepPage(address) : load(request), PATIENCE);
  } catch (error) {
    return kept;
  }
}

/**
 * Never from what is kept: the screen knows which release it has, and must learn here whether the server answers.
 * @param {Request} request
 * @returns {Promise<Response>} release.js; an empty script if something else has answered; an error if nothing has
 */
async function answerRelease(request) {
  try {
    const response = await soon(fetch(request), PATIENCE);
    const content = response.ok ? await soon(response.text(), PATIENCE) : "";
    return new Response(PART.test(content) ? content : "", { headers: { "Content-Type": "text/javascript" } });
  } catch (error) {
    return Response.error();
  }
}

/**
 * @param {Request} request
 * @returns {string} its address without query and fragment, a folder's with index.html
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
