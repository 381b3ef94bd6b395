/** What there is to say about a text: each finding with its place, and what a machine can do about it. */

import { byId, make } from "./elements.js";
import { WORDS } from "./told.js";

/** @typedef {import("./types").Finding} Finding */

/** @typedef {import("./types").WrittenRow} WrittenRow */
/** @typedef {{ go: (finding: Finding) => void, correct: (finding: Finding) => void, waive: (row: WrittenRow) => void }} Acts */

const WHO = "xuanlan-desk-who";
const YEAR = 365 * 24 * 3600 * 1000;

/**
 * @param {Finding[]} findings
 * @param {boolean} isComing whether only the front matter was looked at as yet
 * @param {Acts} acts
 */
export function showFindings(findings, isComing, acts) {
  const list = byId("findings");
  if (list.contains(document.activeElement) && list.querySelector("form")) return; // somebody is writing why
  list.replaceChildren(...findings.map((one) => item(one, acts)));
  const stops = findings.filter((one) => one.severity === "error").length;
  const warns = findings.filter((one) => one.severity === "warning").length;
  const told = [stops ? stops + " 处要改" : "", warns ? warns + " 处提醒" : ""].filter(Boolean).join("，");
  byId("findings-title").textContent = "检查结果：" + (told || (findings.length ? findings.length + " 处提示" : isComing ? "网页准备好以后检查正文" : "没有问题"));
}

/**
 * @param {Finding} one
 * @param {Acts} acts
 */
function item(one, acts) {
  const where = one.spot ? (one.spot.length ? "这一项" : "第 " + one.line + " 行") : one.line ? (one.isWhole ? "第 " : "正文第 ") + one.line + " 行" : one.field ? "文件头" : "";
  const label = make("b", { class: one.severity }, [WORDS[one.severity]]);
  const row = make("li", { "data-finding": one.code, "data-severity": one.severity }, [label, " " + one.message]);
  if (one.hint) row.append(make("small", {}, [one.hint]));
  if (where) {
    const place = make("button", { type: "button", class: "link" }, ["去看：" + where]);
    place.addEventListener("click", () => acts.go(one));
    row.append(" ", place);
  }
  if (document.body.dataset.writes !== "true") return row;
  if (one.put !== null && one.line) {
    const put = make("button", { type: "button", class: "button small", "data-act": "correct" }, ["改正：" + (one.put || "删去")]);
    put.addEventListener("click", () => acts.correct(one));
    row.append(" ", put);
  }
  if (one.waiver) {
    const waive = make("button", { type: "button", class: "button small", "data-act": "waive" }, ["不算错"]);
    waive.addEventListener("click", () => {
      waive.hidden = true;
      const form = waiver(one, acts.waive);
      row.append(form);
      /** @type {HTMLElement} */ (form.querySelector("input")).focus();
    });
    row.append(" ", waive);
  }
  return row;
}

/**
 * Who answers for a finding, why, and until when.
 * @param {Finding} one
 * @param {(row: WrittenRow) => void} waive
 */
function waiver(one, waive) {
  const who = make("input", { name: "who", required: true, placeholder: "例如：宣传部编辑室" });
  const why = make("input", { name: "why", required: true, placeholder: "例如：引用 1987 年的原文" });
  const until = make("input", { name: "until", type: "date", required: true });
  who.value = document.body.dataset.person || localStorage.getItem(WHO) || "";
  until.value = new Date(Date.now() + YEAR).toISOString().slice(0, 10);
  const form = make("form", { class: "waiver" }, [
    make("label", {}, ["谁看过 ", who]), make("label", {}, ["为什么不算错 ", why]), make("label", {}, ["到哪一天为止 ", until]),
    make("button", { type: "submit", class: "button small" }, ["记下"]),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem(WHO, who.value.trim());
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    waive({ rule: one.code, words: one.waiver, who: who.value.trim(), why: why.value.trim(), until: until.value });
  });
  return form;
}
