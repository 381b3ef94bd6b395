/** The line at the foot of a screen: titles, one after another. Nothing runs beside a text that is being read. */

import { make } from "../shared/dom.js";
import { shapeOf } from "./shape.js";
import { stepThrough } from "./steps.js";
import { TEXTS } from "../shared/texts.js";

const EACH_TITLE = 7;

/**
 * @param {any[]} items
 * @param {import("./frame.js").Context} context
 * @returns {HTMLElement | null} null when there is nothing to tell, or no room for it
 */
export function tickerLine(items, context) {
  const { clientWidth, clientHeight } = context.host;
  if (!items.length || shapeOf({ width: clientWidth, height: clientHeight }) === "strip") return null;
  const titles = items.map((item) => {
    const date = make("span", { class: "kx-ticker__date" }, [item.date || ""]);
    return make("p", { class: "kx-ticker__title" }, [item.title, " ", date]);
  });
  const lines = make("div", { class: "kx-ticker__lines" }, titles);
  const box = make("div", { class: "kx-ticker__window" }, [lines]);
  const label = make("span", { class: "kx-ticker__label" }, [TEXTS.kiosk.ticker]);
  stepThrough(box, lines, EACH_TITLE);
  return make("div", { class: "kx-ticker" }, [label, box]);
}
