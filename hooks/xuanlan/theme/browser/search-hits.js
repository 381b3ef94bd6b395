/** What a list of results shows of one document. */

import { excerptAround } from "./excerpt.js";
import { loadTable, loadText } from "./search-load.js";

/**
 * `href` is relative to the site's root. Hand-written pages have a title and an excerpt only; their id is their address.
 * @typedef {{id: string, title: string, doc_no: string, unit: string, kind: string, date: string, state: string,
 *   href: string, excerpt: string}} Hit
 */

/**
 * @param {import("./search-engine.js").Match} match
 * @param {string[]} parts of the query, folded
 * @returns {Promise<Hit>}
 */
export async function hitOf(match, parts) {
  const { block, number, state } = match;
  const [id, text] = await Promise.all([nameOf(match), block.key(number).then(loadText)]);
  const [title, doc_no, unit, kind, date, ...body] = text.split("\n");
  const excerpt = excerptAround(body.join("\n"), parts);
  if (block.set === "p") {
    const href = id.split("/").map(encodeURIComponent).join("/");
    return { id, title, doc_no, unit, kind, date, state: "", href, excerpt };
  }
  return { id, title, doc_no, unit, kind, date, state, href: `n/${encodeURIComponent(id)}/index.html`, excerpt };
}

/**
 * @param {import("./search-engine.js").Match} match
 * @returns {Promise<string>} id of a notice, address of a page
 */
export async function nameOf(match) {
  return (await loadTable(`${match.block.set}/${match.block.name}/ids.js`))[match.number];
}
