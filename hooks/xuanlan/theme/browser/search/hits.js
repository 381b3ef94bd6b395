/** What a list of results shows of one document. */

import { excerptAround } from "../shared/excerpts.js";
import { FILES, nameOf, NOTICES, partsOf, splitName, textOf } from "./blocks.js";

/**
 * `href` is relative to the site's root. Hand-written pages have a title and an excerpt only; their id is their address,
 * as that of attached files is, which have their notice's facts and say which `notice` it is.
 * @typedef {{id: string, title: string, doc_no: string, unit: string, kind: string, date: string, state: string,
 *   href: string, excerpt: string, phrases: string, notice?: {id: string, title: string, href: string}}} Hit
 * `phrases`: the lengths of the phrases of the title (shared/phrases.js)
 */

/**
 * @param {import("./engine.js").Match[]} matches
 * @param {string[]} parts of the query, folded
 * @returns {Promise<Hit[]>} a document whose text cannot be loaded is known by its id; rejected when none can, but for
 *   files, whose names tell enough
 */
export async function hitsOf(matches, parts) {
  const texts = await Promise.all(matches.map(({ block, number }) => textOf(block, number).catch(() => null)));
  const needed = matches.some(({ block }) => block.set !== FILES);
  if (needed && texts.every((text) => text === null)) throw new Error("search: no text can be loaded");
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
  const name = await nameOf(block, number);
  const { head, body } = partsOf(block, loaded === null ? "" : loaded);
  const [title = "", doc_no = "", unit = "", kind = "", date = "", phrases = "", within = ""] = head;
  const facts = { doc_no, unit, kind, date, phrases, excerpt: removed ? "" : excerptAround(body, parts) };
  if (block.set === FILES) {
    const { notice, file } = splitName(name);
    const id = `n/${notice}/files/${file}`;
    const of = { id: notice, title: within, href: noticeHref(notice) };
    return Object.assign(facts, { id, title: title || file, state, href: encoded(id), notice: of });
  }
  const isNotice = block.set === NOTICES;
  const href = isNotice ? noticeHref(name) : encoded(name);
  return Object.assign(facts, { id: name, title: title || name, state: isNotice ? state : "", href });
}

/**
 * @param {string} id
 * @returns {string}
 */
function noticeHref(id) {
  return `n/${encodeURIComponent(id)}/index.html`;
}

/**
 * @param {string} path
 * @returns {string}
 */
function encoded(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
