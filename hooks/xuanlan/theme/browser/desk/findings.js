/** What there is to say about a text: each finding with its place, and what a machine can do about it. */

import { byId, make } from "./elements.js";

/** @typedef {import("./types").Finding} Finding */

const WORDS = { error: "要改", warning: "提醒", info: "提示" };

/**
 * @param {Finding[]} findings
 * @param {(finding: Finding) => void} go
 * @param {(finding: Finding) => void} correct
 */
export function showFindings(findings, go, correct) {
  const list = byId("findings");
  list.replaceChildren(...findings.map((one) => item(one, go, correct)));
  const stops = findings.filter((one) => one.severity === "error").length;
  const warns = findings.filter((one) => one.severity === "warning").length;
  const told = [stops ? stops + " 处要改" : "", warns ? warns + " 处提醒" : ""].filter(Boolean).join("，");
  byId("findings-title").textContent = "检查结果：" + (told || (findings.length ? findings.length + " 处提示" : "没有问题"));
}

/**
 * @param {Finding} one
 * @param {(finding: Finding) => void} go
 * @param {(finding: Finding) => void} correct
 */
function item(one, go, correct) {
  const where = one.line ? "正文第 " + one.line + " 行" : one.field ? "文件头" : "";
  const label = make("b", { class: one.severity }, [WORDS[one.severity]]);
  const row = make("li", { "data-finding": one.code, "data-severity": one.severity }, [label, " " + one.message]);
  if (one.hint) row.append(make("small", {}, [one.hint]));
  if (where) {
    const place = make("button", { type: "button", class: "link" }, ["去看：" + where]);
    place.addEventListener("click", () => go(one));
    row.append(" ", place);
  }
  if (one.put !== null && one.line) {
    const put = make("button", { type: "button", class: "button small", "data-act": "correct" }, ["改正：" + (one.put || "删去")]);
    put.addEventListener("click", () => correct(one));
    row.append(" ", put);
  }
  return row;
}
