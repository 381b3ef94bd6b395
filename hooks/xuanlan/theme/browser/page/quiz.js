/** Questions: options that can be chosen, and another order by a number. Nothing is kept, counted or sent. */

import { all, make, setText } from "../shared/dom.js";

const LETTERS = "ABCDEFGH";
const YES_NO = ["\u5bf9", "\u9519"];
const SAID = { good: "\u7b54\u5bf9\u4e86\u3002", bad: "\u4e0d\u5bf9\uff0c\u518d\u60f3\u60f3\uff0c\u6216\u6253\u5f00\u7b54\u6848\u3002" };

/**
 * The numbers from 0 to count - 1 in the order of seed: the twin of quiz/questions.py.
 * @param {number} count
 * @param {number} seed 0 leaves them as they are
 */
export function shuffled(count, seed) {
  const found = Array.from({ length: count }, (_, at) => at);
  let state = seed % 2147483647;
  for (let last = count - 1; last > 0 && state; last -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (last + 1);
    const kept = found[last];
    found[last] = found[other];
    found[other] = kept;
  }
  return found;
}

/** Makes the questions of the page ready. */
export function startQuiz() {
  for (const quiz of all("[data-quiz]")) {
    const lists = all(":scope > ol", quiz).map((list) => all(":scope > li", list).map(ready));
    if (lists.length) quiz.insertBefore(tools(lists), quiz.firstChild);
  }
}

/** @typedef {{ item: HTMLElement, arrange: (seed: number) => void }} Ready */

/**
 * @param {Ready[][]} lists
 */
function tools(lists) {
  const field = /** @type {HTMLInputElement} */ (make("input", { class: "xl-quiz__blank", type: "number", min: "0", max: "999999", value: "0" }));
  const arrange = () => {
    const seed = Math.min(999999, Math.max(0, Math.floor(Number(field.value)) || 0));
    for (const list of lists) {
      for (const index of shuffled(list.length, seed)) {
        const { item, arrange: options } = list[index];
        const parent = /** @type {Node} */ (item.parentNode);
        parent.appendChild(item);
        options(seed && seed + index + 1);
      }
    }
  };
  const button = make("button", { class: "xl-print", type: "button" }, ["\u6362\u4e2a\u987a\u5e8f"]);
  button.addEventListener("click", () => {
    field.value = String(1 + Math.floor(Math.random() * 999999));
    arrange();
  });
  field.addEventListener("change", arrange);
  const label = make("label", {}, ["\u5377\u53f7\uff080 \u4e3a\u539f\u6765\u7684\u987a\u5e8f\uff09", field]);
  return make("div", { class: "xl-quiz__tools" }, [button, label]);
}

let number = 0;

/**
 * Turns the options of a question into fields.
 * @param {HTMLElement} item
 * @returns {Ready}
 */
function ready(item) {
  const code = item.getAttribute("data-q") || "";
  const stem = /** @type {HTMLElement} */ (item.firstElementChild);
  const answer = /** @type {HTMLElement} */ (item.querySelector("b"));
  const words = answer.textContent || "";
  const said = make("p", { class: "xl-quiz__said", role: "status" });
  number += 1;
  stem.id = `xl-q${number}`;
  // No fieldset: the number of a list item stands beside the first option then, not beside the legend.
  const group = make("div", { "aria-labelledby": stem.id });
  stem.after(group);
  let arrange = (/** @type {number} */ _) => {};
  /** @type {() => boolean} */
  let right;
  if (code === "b") {
    const blanks = words.split("\uff1b").map((accepted, at) => {
      const field = /** @type {HTMLInputElement} */ (make("input", { class: "xl-quiz__blank", "aria-label": `\u7b2c ${at + 1} \u7a7a`, autocomplete: "off" }));
      group.append(field);
      return { field, accepted: accepted.split(" / ").map(plain) };
    });
    right = () => blanks.every((blank) => blank.accepted.includes(plain(blank.field.value)));
  } else {
    const list = item.querySelector("ol");
    const texts = list ? all("li", list).map((each) => Array.from(each.childNodes)) : YES_NO.map((word) => [word]);
    const wanted = texts.map((text, at) => (list ? words.includes(LETTERS[at]) : text[0] === words));
    const fields = texts.map(() => /** @type {HTMLInputElement} */ (make("input", { type: code.toLowerCase() === "m" ? "checkbox" : "radio", name: `xl-q${number}` })));
    const letters = texts.map(() => make("span"));
    const labels = texts.map((text, at) => make("label", { class: "xl-quiz__option" }, [fields[at], make("span", {}, [letters[at], ...text])]));
    arrange = (seed) => {
      const order = shuffled(texts.length, code === "s" || code === "m" ? seed : 0);
      order.forEach((from, at) => {
        group.append(labels[from]);
        if (list) setText(letters[from], `${LETTERS[at]}\uff0e`);
      });
      if (list) setText(answer, order.map((from, at) => (wanted[from] ? LETTERS[at] : "")).join(""));
    };
    arrange(0);
    if (list) list.remove();
    right = () => fields.every((field, at) => field.checked === wanted[at]);
    if (code.toLowerCase() !== "m") group.addEventListener("change", () => setText(said, right() ? SAID.good : SAID.bad));
  }
  group.setAttribute("role", group.querySelector("[type=radio]") ? "radiogroup" : "group");
  group.after(said);
  if (code.toLowerCase() === "m" || code === "b") {
    const check = make("button", { class: "xl-print", type: "button" }, ["\u6838\u5bf9"]);
    check.addEventListener("click", () => setText(said, right() ? SAID.good : SAID.bad));
    group.after(check);
  }
  return { item, arrange };
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").replace(/[\s\u3002]/g, "").toLowerCase();
}
