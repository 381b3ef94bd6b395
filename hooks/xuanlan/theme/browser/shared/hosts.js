/** Names of hosts, as `new URL` writes them: small letters, Chinese ones encoded. */

/**
 * The same rule as `belongs` in markup/links.py.
 * @param {string} host
 * @param {string[]} names
 * @returns {boolean} whether it is one of them or lies below one
 */
export function belongs(host, names) {
  return names.some((name) => host === name || host.endsWith(`.${name}`));
}
