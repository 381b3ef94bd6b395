/** Which documents of a block hold a part of the query, and where. */

import { fold } from "../shared/folding.js";
import { NUMBER, fileOf, joined, readList } from "./lists.js";
import { partsOf, textOf } from "./blocks.js";
import { loadBytes } from "./load.js";

/** Where a part stands, best first. The whole number 51 is not the 51 in 2051. */
export const PLACES = { DOC_NO: 0, TITLE: 1, HEAD_INSIDE: 2, BODY: 3, BODY_INSIDE: 4, NOWHERE: 5 };

/** Most pairs whose lists are loaded at the same time. */
const ROUND = 6;
/** Most documents whose texts are read instead of further lists: the list of hits needs these texts anyway. */
const FEW = 8;

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {[import("./lists.js").Places, import("./lists.js").Places]} Fields */

/**
 * @param {Block[]} blocks
 * @param {string} part folded, not empty
 * @returns {Promise<Uint8Array[]>} for each block one of PLACES for each of its documents
 */
export async function placesOf(blocks, part) {
  const points = Array.from(part, (sign) => /** @type {number} */ (sign.codePointAt(0)));
  if (points.length === 1) {
    return Promise.all(blocks.map(async (block) => placed(block, part, await listOf(block, points[0], 0))));
  }
  /** @type {Array<Fields | null>} */
  let chains = blocks.map(() => null);
  for (let at = 0; at + 1 < points.length; at += ROUND) {
    if (at && count(chains) <= FEW) return Promise.all(blocks.map((block, index) => read(block, chains[index], part)));
    const round = points.slice(at, at + ROUND + 1);
    chains = await Promise.all(blocks.map((block, index) => chained(block, at ? chains[index] : undefined, round)));
  }
  return Promise.all(blocks.map((block, index) => placed(block, part, chains[index])));
}

/**
 * @param {Block} block
 * @param {Fields | null | undefined} start what has been found so far; undefined at the beginning
 * @param {number[]} points of neighbouring characters
 * @returns {Promise<Fields | null>} the places where all of them follow each other; null for none
 */
async function chained(block, start, points) {
  if (start === null) return null;
  const lists = await Promise.all(points.slice(1).map((point, index) => listOf(block, points[index], point)));
  let chain = start;
  for (const list of lists) {
    if (!list) return null;
    chain = chain ? [joined(chain[0], list[0]), joined(chain[1], list[1])] : list;
    if (!chain[0].texts.length && !chain[1].texts.length) return null;
  }
  return chain || null;
}

/**
 * @param {Block} block
 * @param {number} x
 * @param {number} y
 * @returns {Promise<Fields | null>}
 */
async function listOf(block, x, y) {
  const file = fileOf(x, y, block.bits).toString(16);
  const list = readList(await loadBytes(`${block.set}/${block.name}/${file}.js`, block.edition), block.bits, x, y);
  const [heads, bodies] = list ? [list[0].texts, list[1].texts] : [[], []];
  const last = Math.max(heads.length ? heads[heads.length - 1] >> 1 : 0, bodies.length ? bodies[bodies.length - 1] : 0);
  if (last >= block.size) throw new Error("search: a list of another edition");
  return list;
}

/**
 * @param {Array<Fields | null>} chains
 * @returns {number} how many texts are left
 */
function count(chains) {
  return chains.reduce((sum, chain) => sum + (chain ? chain[0].texts.length + chain[1].texts.length : 0), 0);
}

/**
 * @param {Block} block
 * @param {string} part
 * @param {Fields | null} found
 * @returns {Promise<Uint8Array>}
 */
async function placed(block, part, found) {
  const places = new Uint8Array(block.size).fill(PLACES.NOWHERE);
  if (!found) return places;
  const digits = /^[0-9]+$/.test(part);
  const value = digits ? Number(part.slice(-15)) % NUMBER : 0;
  const whole = digits ? await listOf(block, NUMBER, value) : found;
  const [heads, bodies] = whole ? [new Set(whole[0].texts), new Set(whole[1].texts)] : [new Set(), new Set()];
  for (const text of found[1].texts) places[text] = bodies.has(text) ? PLACES.BODY : PLACES.BODY_INSIDE;
  for (const text of found[0].texts) {
    const place = heads.has(text) ? (text & 1 ? PLACES.DOC_NO : PLACES.TITLE) : PLACES.HEAD_INSIDE;
    places[text >> 1] = Math.min(places[text >> 1], place);
  }
  return places;
}

/**
 * The last step of a long part: whether the few documents that are left hold all of it.
 * @param {Block} block
 * @param {Fields | null} found
 * @param {string} part
 * @returns {Promise<Uint8Array>}
 */
async function read(block, found, part) {
  const places = new Uint8Array(block.size).fill(PLACES.NOWHERE);
  if (!found) return places;
  const documents = new Set([...Array.from(found[0].texts, (text) => text >> 1), ...found[1].texts]);
  await Promise.all(
    Array.from(documents, async (number) => {
      const { head, body } = partsOf(block, await textOf(block, number));
      const [title, docNo] = head;
      if (fold(docNo).includes(part)) places[number] = PLACES.DOC_NO;
      else if (fold(title).includes(part)) places[number] = PLACES.TITLE;
      else if (fold(body).includes(part)) places[number] = PLACES.BODY;
    })
  );
  return places;
}
