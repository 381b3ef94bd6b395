/** The page for staff: every screen in small, by the clock that is set above. */

import { all, make, setText } from "../shared/dom.js";
import { local } from "./log.js";
import { TEXTS } from "../shared/texts.js";
import { fill } from "../shared/words.js";

const WIDEST = 640;
const HIGHEST = 420;
/** 9999-12-31: later years are slips. */
const LATEST = 253402185600;
const day = /** @type {HTMLInputElement | null} */ (document.getElementById("desk-day"));
const time = /** @type {HTMLInputElement | null} */ (document.getElementById("desk-time"));
/** Whether the clock goes by itself. */
let following = true;

/** @returns {number} epoch seconds that are set; NaN when the day is none */
function moment() {
  const minutes = Number(time && time.value);
  return Date.parse(`${day ? day.value : ""}T00:00+08:00`) / 1000 + minutes * 60;
}

function follow() {
  const now = local(Date.now() / 1000);
  if (day) day.value = now.slice(0, 10);
  if (time) time.value = String(Math.floor((Number(now.slice(11, 13)) * 60 + Number(now.slice(14, 16))) / 5) * 5);
}

function show() {
  const at = following ? Math.floor(Date.now() / 1000) : moment();
  if (!(at > 0 && at < LATEST)) return;
  for (const output of all("[data-desk-time]")) setText(output, local(at).slice(11, 16));
  for (const frame of all("iframe")) {
    const inner = /** @type {HTMLIFrameElement} */ (frame).contentWindow;
    if (inner) inner.postMessage({ xuanlanClock: at }, "*");
  }
  for (const link of all("[data-screen-link]")) {
    const href = (link.getAttribute("href") || "").split("?")[0];
    link.setAttribute("href", following ? href : `${href}?clock=${local(at).replace(" ", "T")}`);
  }
}

/** @param {HTMLElement} section */
function open(section) {
  const [width, height] = (section.dataset.size || "").split(",").map(Number);
  const link = all("[data-screen-link]", section)[0];
  const box = all("[data-desk-frame]", section)[0];
  const scale = Math.min(1, Math.min(WIDEST, box.clientWidth) / width, HIGHEST / height);
  const heading = all("h2", section)[0];
  const frame = make("iframe", { src: link.getAttribute("href") || "", title: heading.textContent || "", tabindex: "-1" });
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  frame.style.transform = `scale(${scale})`;
  box.style.width = `${width * scale}px`;
  box.style.height = `${height * scale}px`;
  frame.addEventListener("load", show);
  box.append(frame);
}

window.addEventListener("message", (event) => {
  const state = event.data && event.data.xuanlanKiosk;
  const frames = /** @type {HTMLIFrameElement[]} */ (all("iframe"));
  const frame = frames.find((one) => one.contentWindow === event.source);
  const section = frame && frame.closest("[data-preview]");
  if (!state || !section) return;
  const words = fill(TEXTS.kiosk[`mode_${state.mode}`] || "", { current: state.current, next: state.next });
  const until = state.change ? fill(TEXTS.kiosk.until, { time: local(state.change).slice(0, 16) }) : "";
  for (const element of all("[data-desk-state]", section)) setText(element, words + until);
});

for (const input of [day, time]) {
  if (!input) continue;
  input.addEventListener("input", () => {
    following = false;
    show();
  });
}
for (const button of all("[data-desk-now]")) {
  button.addEventListener("click", () => {
    following = true;
    follow();
    show();
  });
}
follow();
all("[data-preview]").forEach(open);
show();
