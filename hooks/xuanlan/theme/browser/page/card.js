/** Draws the picture of a notice to share: title, key facts, code. A script of its own, loaded on demand. */

import { all, make } from "../shared/dom.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

const WIDE = 1080;
const SIDE = 72;
const ROOM = WIDE - 2 * SIDE;
const CODE = 240;
const MOST_FACTS = 6;
const MOST_LINES = 6;
const FONT = '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** Latin words and numbers stay whole, and what may not begin a line stays with what is before it. */
const WHOLE = /(?:[0-9A-Za-z:.%/\u3014\u3015-]+|[^])[\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\u201d\u2019\uff09\u300b]*/g;

/**
 * @param {HTMLElement} button which carries the code of the page
 * @returns {HTMLElement[]} the picture, and what to do with it
 */
function card(button) {
  const title = textOf("h1").trim();
  const address = draw(button.getAttribute("data-share") || "").toDataURL("image/png");
  const picture = make("img", { src: address, alt: fill(TEXTS.share.alt, { title }), class: "xl-share__picture" });
  const save = make("a", { href: address, download: `${title}.png` }, [TEXTS.share.save]);
  return [picture, make("figcaption", {}, [TEXTS.share.hint, " ", save])];
}

/** @param {string} selector */
function textOf(selector) {
  const found = document.querySelector(`.xl-article ${selector}`);
  return found && !found.closest("[hidden]") ? (found.textContent || "").replace(/\s+/g, " ").trim() : "";
}

/** @param {string} modules side of the code, a point, and its modules from the top as hexadecimal digits */
function draw(modules) {
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colour = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--xl-${name}`).trim();
  /** @type {Array<() => void>} drawn once the height is known */
  const todo = [];
  let y = 0;

  /**
   * @param {string[]} parts
   * @param {{ size: number, bold?: boolean, fill: string, left?: number, room?: number, middle?: boolean, most?: number }} how
   */
  const write = (parts, { size, bold, fill: ink, left = SIDE, room = ROOM, middle, most = 99 }) => {
    const font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    pen.font = font;
    const all = lines(pen, parts, room);
    const shown = all.slice(0, most);
    if (all.length > most) shown[most - 1] = shown[most - 1].slice(0, -1) + "\u2026";
    for (const line of shown) {
      y += size * 1.45;
      const base = y - size * 0.3;
      todo.push(() => {
        pen.font = font;
        pen.fillStyle = ink;
        pen.textAlign = middle ? "center" : "left";
        pen.fillText(line, middle ? WIDE / 2 : left, base);
      });
    }
  };
  const box = (/** @type {number} */ top, /** @type {string} */ ground, left = 0, wide = WIDE) => {
    const bottom = y;
    todo.unshift(() => {
      pen.fillStyle = ground;
      pen.fillRect(left, top, wide, bottom - top);
    });
  };

  const site = document.querySelector(".xl-brand__name");
  y = 30;
  write([(site && site.textContent) || document.title.split("_").pop() || ""], { size: 40, bold: true, fill: colour("on-main"), middle: true });
  y += 30;
  box(0, colour("main"));
  y += 50;
  const urgent = document.querySelector(".xl-article .xl-urgency");
  if (urgent && getComputedStyle(urgent).display !== "none") write([textOf(".xl-urgency")], { size: 44, bold: true, fill: colour("main"), middle: true });
  write(phrases(), { size: 62, bold: true, fill: "#222", middle: true });
  const number = textOf(".xl-docno");
  if (number) write([number], { size: 34, fill: "#575757", middle: true });
  y += 36;
  const state = [textOf("[data-state-label]"), textOf("[data-state-sentence]")].filter(Boolean).join("\uff1a");
  if (state) {
    const top = y;
    y += 16;
    write(wholes(state), { size: 34, bold: true, fill: colour("main"), left: SIDE + 28, room: ROOM - 56 });
    y += 22;
    box(top, colour("main-pale"), SIDE, ROOM);
    y += 28;
  }
  const period = textOf(".xl-period__days");
  // The facts are in the page twice, folded for phones and open; a picture names each once.
  const rows = all(".xl-article__head > .xl-facts > div").map((row) => [row.querySelector("dt"), row.querySelector("dd")].map((cell) => (cell && cell.textContent) || ""));
  if (period) rows.unshift([textOf(".xl-period__title"), period]);
  for (const [label, value] of rows.slice(0, MOST_FACTS)) {
    const top = y;
    write([label], { size: 36, fill: colour("main") });
    const after = y;
    y = top;
    pen.font = `36px ${FONT}`;
    const left = SIDE + Math.max(pen.measureText(label).width, 144) + 36;
    write(wholes(value), { size: 36, fill: "#222", left, room: WIDE - SIDE - left });
    y = Math.max(y, after) + 8;
  }
  const about = document.querySelector('meta[itemprop="description"]');
  const summary = about ? about.getAttribute("content") || "" : "";
  if (summary && summary !== textOf("h1")) {
    y += 24;
    write(wholes(summary), { size: 36, fill: "#444", most: MOST_LINES });
  }
  y += 56;
  const top = y;
  y += 40;
  const room = ROOM - CODE - 40;
  const link = document.querySelector('link[rel="canonical"]');
  write([TEXTS.share.scan], { size: 40, bold: true, fill: colour("main"), room });
  if (link) write(wholes((link.getAttribute("href") || "").replace(/^https?:\/\//, "")), { size: 28, fill: "#575757", room });
  y = Math.max(y, top + 40 + CODE) + 40;
  box(top, colour("ground"));
  todo.push(() => drawCode(pen, modules, WIDE - SIDE - CODE, top + 40));

  canvas.width = WIDE;
  canvas.height = Math.ceil(y);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDE, y);
  for (const part of todo) part();
  return canvas;
}

/** @returns {string[]} the title, as its page divides it */
function phrases() {
  const title = document.querySelector(".xl-article h1");
  /** @type {string[]} */
  const found = [""];
  for (const node of Array.from(title ? title.childNodes : [])) {
    if (node.nodeName === "WBR") found.push("");
    else found[found.length - 1] += node.textContent || "";
  }
  return found;
}

/** @param {string} text */
function wholes(text) {
  return text.match(WHOLE) || [];
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string[]} parts that stay whole where a line has room for them
 * @param {number} room
 * @returns {string[]}
 */
function lines(pen, parts, room) {
  const fits = (/** @type {string} */ text) => pen.measureText(text).width <= room;
  const found = [""];
  for (const part of parts) {
    for (const piece of fits(part) ? [part] : Array.from(part)) {
      if (found[found.length - 1] && !fits(found[found.length - 1] + piece)) found.push("");
      found[found.length - 1] += piece;
    }
  }
  return found.map((line) => line.trim()).filter(Boolean);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} modules
 * @param {number} left
 * @param {number} top
 */
function drawCode(pen, modules, left, top) {
  const [side, digits] = modules.split(".");
  const across = Number(side);
  const dot = Math.floor(CODE / (across + 8));
  const edge = Math.floor((CODE - dot * across) / 2);
  pen.fillStyle = "#fff";
  pen.fillRect(left, top, CODE, CODE);
  pen.fillStyle = "#000";
  for (let at = 0; at < across * across; at += 1) {
    const dark = parseInt(digits[at >> 2], 16) & (8 >> (at & 3));
    if (dark) pen.fillRect(left + edge + (at % across) * dot, top + edge + Math.floor(at / across) * dot, dot, dot);
  }
}

window.xuanlanCard = card;
