/** What is pasted from Word, WPS, Excel or a web page, as clean Markdown: numbering as text, tables, bold, links; nothing
    that could not be seen. */

/** @typedef {{ text: string, left: string[], files: File[] }} Pasted what goes into the text, what was left out, in words,
    and the pictures that came with it */

const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const DROPPED = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "DEL", "HEAD", "BUTTON", "INPUT", "SELECT"]);
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "BLOCKQUOTE", "CENTER", "HEADER", "FOOTER", "FIGURE", "PRE", "DL", "DT", "DD", "ADDRESS", "MAIN"]);
const HIDDEN = /display:\s*none|visibility:\s*hidden|mso-hide:\s*all|font-size:\s*0(?:px|pt)?\s*(?:;|$)|opacity:\s*0(?:\.0*)?\s*(?:;|$)/i;
const BOLD = /font-weight:\s*(?:bold|bolder|[6-9]00)/i;
const WHITE = /(?:^|;)\s*color:\s*(?:white|#fff(?:fff)?|rgb\(255,\s*255,\s*255\))/i;
const GROUND = /background/i;
const MOST_SPAN = 200;
const BLIP = /\\(png|jpeg)blip[^{}]*?(?:\{[^{}]*\})*\s*([0-9a-f\s]{60,})\}/gi;
const PICTURE = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/;

/**
 * @param {string} html as the clipboard has it
 * @param {string} rtf the same as Word has it, with its pictures: in HTML it only names files that no page may read
 * @returns {Pasted}
 */
export function converted(html, rtf) {
  const page = document.createElement("template"); // in which nothing runs, loads or is styled
  // Under another name, for the page's policy allows no style and no handler inside a document.
  page.innerHTML = html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])(style|on[a-z]+)(\s*=)/gi, "$1data-$2$3"));
  const reader = new Reader();
  const text = reader.blocks(page.content).join("\n\n").replace(/\n{3,}/g, "\n\n").trim();
  /** @type {File[]} */
  const pictures = [];
  rtf.replace(BLIP, (_, type, hex) => {
    pictures.push(picture("image/" + type.toLowerCase(), unhex(hex)));
    return "";
  });
  if (reader.pictures && pictures.length === reader.pictures) {
    reader.files.push(...pictures);
    reader.pictures = 0;
  }
  const left = [];
  if (reader.pictures) left.push(reader.pictures + " 张图片");
  if (reader.hidden) left.push("看不见的文字");
  if (reader.deleted) left.push("修订里删去的文字");
  return { text, left, files: reader.files };
}

/** @param {string} text */
export function plain(text) {
  return text.replace(UNSEEN, "").replace(/\u00a0/g, " ");
}

class Reader {
  constructor() {
    this.pictures = 0;
    /** @type {File[]} */
    this.files = [];
    this.hidden = false;
    this.deleted = false;
  }

  /**
   * @param {Element} element
   * @returns {boolean} whether its readers do not see it
   */
  isGone(element) {
    const style = element.getAttribute("data-style") || "";
    if (element.tagName === "DEL" || /\bMsoDel\b|msoDel/.test(element.className)) {
      this.deleted = this.deleted || Boolean((element.textContent || "").trim());
      return true;
    }
    if (DROPPED.has(element.tagName) || element.tagName.startsWith("O:") || element.tagName.startsWith("W:")) return true;
    const isUnseen = HIDDEN.test(style) || element.hasAttribute("hidden") || (WHITE.test(style) && !GROUND.test(style) && !element.closest("[bgcolor],td[data-style*=background],table[data-style*=background]"));
    if (isUnseen) this.hidden = this.hidden || Boolean((element.textContent || "").trim());
    return isUnseen;
  }

  /**
   * @param {Node} parent
   * @returns {string[]} paragraphs, lists and tables
   */
  blocks(parent) {
    /** @type {string[]} */
    const found = [];
    let line = "";
    const end = () => {
      const text = tidy(line);
      if (text) found.push(text);
      line = "";
    };
    for (const node of Array.from(parent.childNodes)) {
      if (!(node instanceof Element)) {
        if (node.nodeType === Node.TEXT_NODE) line += words(node);
        continue;
      }
      if (this.isGone(node)) continue;
      const heading = /^H([1-6])$/.exec(node.tagName);
      if (node.tagName === "TABLE" || node.tagName === "UL" || node.tagName === "OL" || heading || BLOCKS.has(node.tagName)) {
        end();
        if (node.tagName === "TABLE") found.push(...this.table(node));
        else if (node.tagName === "UL" || node.tagName === "OL") found.push(this.list(node, ""));
        else if (heading) found.push(...this.heading(node, Number(heading[1])));
        else found.push(...this.blocks(node));
      } else if (node.tagName === "BR") {
        end();
      } else if (this.holdsBlocks(node)) {
        end();
        found.push(...this.blocks(node));
      } else {
        line += this.inline(node);
      }
    }
    end();
    return found.filter(Boolean);
  }

  /** @param {Element} element */
  holdsBlocks(element) {
    return element.querySelector("p,div,table,ul,ol,h1,h2,h3,h4,h5,h6,section") !== null;
  }

  /**
   * @param {Element} element
   * @param {number} level
   */
  heading(element, level) {
    const text = tidy(this.inside(element)).replace(/\*\*/g, "");
    return text ? ["#".repeat(Math.min(Math.max(level, 2), 4)) + " " + text] : [];
  }

  /**
   * @param {Element} element
   * @param {string} indent
   * @returns {string}
   */
  list(element, indent) {
    let number = Number(element.getAttribute("start") || 1);
    const lines = [];
    for (const item of Array.from(element.children)) {
      if (this.isGone(item)) continue;
      if (item.tagName === "UL" || item.tagName === "OL") {
        lines.push(this.list(item, indent + "    "));
        continue;
      }
      const inner = Array.from(item.children).filter((one) => one.tagName === "UL" || one.tagName === "OL");
      for (const one of inner) one.remove();
      const head = element.tagName === "OL" ? number + ". " : "- ";
      number += 1;
      lines.push(indent + head + tidy(this.inside(item)));
      for (const one of inner) lines.push(this.list(one, indent + "    "));
    }
    return lines.filter((line) => line.trim()).join("\n");
  }

  /** @param {Element} element */
  table(element) {
    /** @type {string[][]} */
    const rows = [];
    /** @type {Array<{ text: string, left: number }>} */
    const down = [];
    for (const row of Array.from(element.querySelectorAll("tr"))) {
      if (row.closest("table") !== element || this.isGone(row)) continue;
      /** @type {string[]} */
      const cells = [];
      const fill = () => {
        while (down[cells.length] && down[cells.length].left > 0) {
          down[cells.length].left -= 1;
          cells.push(down[cells.length].text);
        }
      };
      for (const cell of Array.from(row.children)) {
        fill();
        if (this.isGone(cell)) continue;
        const text = tidy(this.inside(cell)).replace(/\n+/g, " ").replace(/\|/g, "\\|").replace(/\*\*/g, "");
        const span = (/** @type {string} */ name) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), MOST_SPAN);
        for (let at = 0; at < span("colspan"); at += 1) {
          down[cells.length] = { text, left: span("rowspan") - 1 };
          cells.push(text);
        }
      }
      fill();
      if (cells.some(Boolean)) rows.push(cells);
    }
    if (!rows.length) return [];
    const width = Math.max(...rows.map((row) => row.length));
    if (width === 1) return rows.map((row) => row[0]);
    const line = (/** @type {string[]} */ row) => "| " + row.concat(Array(width - row.length).fill("")).join(" | ") + " |";
    return [[line(rows[0]), "|" + "---|".repeat(width), ...rows.slice(1).map(line)].join("\n")];
  }

  /**
   * @param {Node} parent
   * @returns {string}
   */
  inside(parent) {
    let text = "";
    for (const node of Array.from(parent.childNodes)) {
      if (node.nodeType === Node.TEXT_NODE) text += words(node);
      else if (node instanceof Element && !this.isGone(node)) text += this.inline(node);
    }
    return text;
  }

  /**
   * @param {Element} element
   * @returns {string}
   */
  inline(element) {
    if (element.tagName === "BR") return "\n";
    if (element.tagName === "IMG" || element.tagName === "V:IMAGEDATA") {
      const found = PICTURE.exec(element.getAttribute("src") || "");
      if (found) this.files.push(picture(found[1], atob(found[2])));
      else this.pictures += 1;
      return "";
    }
    // The number of a paragraph of a list in Word, with blanks behind it.
    if (/mso-list:\s*Ignore/i.test(element.getAttribute("data-style") || "")) return (element.textContent || "").replace(/[\s\u00a0]+/g, "");
    const text = this.inside(element);
    const bare = text.trim();
    if (!bare) return text;
    const around = (/** @type {string} */ made) => text.replace(bare, () => made);
    if (element.tagName === "A") {
      const href = element.getAttribute("href") || "";
      return /^(?:https?:|mailto:|tel:)/i.test(href) && !bare.includes("\n") ? around("[" + bare + "](" + href.replace(/[()\s]/g, (sign) => "%" + sign.charCodeAt(0).toString(16)) + ")") : text;
    }
    const isBold = element.tagName === "B" || element.tagName === "STRONG" || BOLD.test(element.getAttribute("data-style") || "");
    if (isBold && !/font-weight:\s*(?:normal|400)/i.test(element.getAttribute("data-style") || "") && !bare.includes("\n") && !bare.includes("**")) {
      return around("**" + bare + "**");
    }
    return BLOCKS.has(element.tagName) ? text + "\n" : text;
  }
}

/**
 * @param {string} type
 * @param {string} data a character a byte
 */
function picture(type, data) {
  return new File([Uint8Array.from(data, (sign) => sign.charCodeAt(0))], "图片." + type.slice(6), { type });
}

/** @param {string} hex */
function unhex(hex) {
  return hex.replace(/\s/g, "").replace(/../g, (two) => String.fromCharCode(parseInt(two, 16)));
}

/** @param {Node} node */
function words(node) {
  return plain(node.nodeValue || "").replace(/[ \t\r\n]+/g, " ");
}

/**
 * A paragraph without blanks around its lines, between ideographs, and between parts in bold.
 * @param {string} text
 */
function tidy(text) {
  return text
    .replace(/\*\*\*\*/g, "")
    .split("\n")
    .map((line) => line.replace(/^[ \u3000]+|[ \u3000]+$/g, "").replace(/([\u4e00-\u9fff，。、；：]) +(?=[\u4e00-\u9fff])/g, "$1"))
    .filter(Boolean)
    .join("\n");
}
