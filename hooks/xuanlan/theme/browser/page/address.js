/** Links end in index.html so that they work from a folder; on a web server the address is shown without it. */

const TAIL = "/index.html";

/** Shortens the address on show. */
export function shortenAddress() {
  const { protocol, pathname, search, hash } = window.location;
  if (!/^https?:$/.test(protocol) || !pathname.endsWith(TAIL)) return;
  const path = pathname.slice(0, -TAIL.length) + "/";
  window.history.replaceState(window.history.state, "", path + search + hash);
}
