/** What a list of results shows of one document. */

import { excerptAround } from "../shared/excerpts.js";
import { nameOf, NOTICES, textOf } from "./blocks.js";

/**
 * `href` is relative to the site's root. Hand-written pages have a title and an excerpt only; their id is their address.
 * @typedef {{id: string, title: string, doc_no: string, unit: string, kind: string, date: string, state: string,
 *   href: string, excerpt: string}} Hit
 */

/**
 * @param {import("./engine.js").Match[]} matches
 * @param {string[]} parts of the query, folded
 * @returns {Promise<Hit[]>} a document whose text cannot be loaded is known by its id; rejected when none can
 */
export async function hitsOf(matches, parts) {
  const texts = await Promise.all(matches.map(({ block, number }) => textOf(block, number).catch(() => null)));
  if (texts.length && texts.every((text) => text === null)) throw new Error("search: no text can be loaded");
  return Promise.all(matches.map((match, at) => hitOf(match, parts, texts[at])));
}

/**
 * @param {import("./engine.js").Match} match
 * @param {string[]} parts
 * @param {string | null} loaded
 * @returns {Promise<Hit>}
 */
async function hitOf(match, parts, loaded) {
  const { block, number, state, removed } = match;
  const id = await nameOf(block, number);
  const text = loaded === null ? id : loaded;
  const [title, doc_no = "", unit = "", kind = "", date = "", ...body] = text.split("\n");
  const excerpt = removed ? "" : excerptAround(body.join("\n"), parts);
  const notice = block.set === NOTICES;
  const href = notice ? `n/${encodeURIComponent(id)}/index.html` : id.split("/").map(encodeURIComponent).join("/");
  return { id, title, doc_no, unit, kind, date, state: notice ? state : "", href, excerpt };
}
