/** Hits as list entries, with what was searched in <mark>. */

import { make, siteHref } from "../shared/dom.js";
import { hitRanges } from "../shared/folding.js";
import { inPhrases } from "../shared/phrases.js";
import { TEXTS } from "../shared/texts.js";
import { fill, label } from "../shared/words.js";

/** @typedef {import("./hits.js").Hit} Hit */

/**
 * @param {Hit} hit a notice
 * @param {string[]} parts
 * @returns {HTMLElement}
 */
export function noticeEntry(hit, parts) {
  return makeHit(hit, parts, "data-hit", tagOf(hit));
}

/**
 * @param {Hit} hit a page of docs/
 * @param {string[]} parts
 * @returns {HTMLElement}
 */
export function pageEntry(hit, parts) {
  return makeHit(hit, parts, "data-page-hit", []);
}

/**
 * @param {Hit} hit a file attached to a notice
 * @param {string[]} parts
 * @returns {HTMLElement} the file, and below it the way to its notice
 */
export function fileEntry(hit, parts) {
  const entry = makeHit(hit, parts, "data-file-hit", []);
  const { id, title, href } = hit.notice || { id: "", title: "", href: "" };
  const inner = title.replace(/\u300a/g, "\u3008").replace(/\u300b/g, "\u3009");
  const words = title ? fill(TEXTS.search.within, { title: inner }) : TEXTS.search.within_untitled;
  const link = make("a", { "data-file-notice": id, href: siteHref(href) }, [words]);
  const kind = make("span", { class: "xl-hit__kind" }, [TEXTS.search.file]);
  entry.children[0].prepend(kind, " ");
  entry.children[0].after(make("p", { class: "xl-hit__within" }, [TEXTS.search.see, link, " ", ...tagOf(hit)]));
  return entry;
}

/**
 * @param {Hit} hit
 * @returns {HTMLElement[]} the state of its notice, unless it goes without saying
 */
function tagOf(hit) {
  const words = label(hit.state);
  return words ? [make("span", { class: `xl-tag xl-tag--${hit.state}` }, [words])] : [];
}

/**
 * @param {Hit} hit
 * @param {string[]} parts
 * @param {string} name of the attribute that holds its id
 * @param {HTMLElement[]} tags behind the title
 * @returns {HTMLElement}
 */
function makeHit(hit, parts, name, tags) {
  const link = make("a", { [name]: hit.id, href: siteHref(hit.href) }, titleOf(hit, parts));
  const title = make("p", { class: "xl-hit__title" }, [link]);
  for (const tag of tags) title.append(" ", tag);
  const entry = make("li", { class: "xl-hit" }, [title]);
  if (hit.excerpt) entry.append(make("p", { class: "xl-hit__text" }, marked(hit.excerpt, parts)));
  const meta = make("p", { class: "xl-hit__meta" });
  for (const text of [hit.doc_no, hit.unit]) {
    if (text) meta.append(make("span", { class: "xl-hit__fact" }, marked(text, parts)), " ");
  }
  if (hit.date) meta.append(make("time", { class: "xl-date", datetime: hit.date }, [hit.date]));
  if (meta.hasChildNodes()) entry.append(meta);
  return entry;
}

/**
 * @param {Hit} hit
 * @param {string[]} parts
 * @returns {Array<Node | string>} the title in phrases, with its hits in <mark>
 */
function titleOf({ title, phrases }, parts) {
  const ranges = hitRanges(title, parts);
  const within = (/** @type {number} */ at) => ranges.some(([start, end]) => start < at && at < end);
  const runs = inPhrases(title, phrases, (at) => !within(at));
  return ranges.length ? withMarks(runs, ranges) : runs;
}

/**
 * @param {Array<Node | string>} runs of a text, one after the other
 * @param {Array<[number, number]>} ranges
 * @returns {Array<Node | string>} the same with the ranges in <mark>, each in one as far as it lies in one element
 */
function withMarks(runs, ranges) {
  const root = make("span", {}, runs);
  for (const [start, end] of ranges) mark(root, start, end);
  return Array.from(root.childNodes);
}

/**
 * @param {string} text
 * @param {string[]} parts
 * @returns {Array<Node | string>} the text with its hits in <mark>
 */
function marked(text, parts) {
  return withMarks([text], hitRanges(text, parts));
}

/**
 * @param {HTMLElement} root
 * @param {number} start
 * @param {number} end
 */
function mark(root, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = (node.nodeValue || "").length;
    if (start >= at && start < at + length) range.setStart(node, start - at);
    if (end > at && end <= at + length) {
      range.setEnd(node, end - at);
      range.surroundContents(make("mark", {}));
      return;
    }
    at += length;
  }
}
