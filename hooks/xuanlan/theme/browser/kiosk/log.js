/** Proof of play: what was on and when, kept on the device for some days; one storage entry for each hour. */

const DAYS = 7;
const PREFIX = "xuanlan-play";

export class Log {
  /** @param {string} screen */
  constructor(screen) {
    this.prefix = `${PREFIX}:${screen}:`;
    this.hour = "";
    this.lines = "";
    this.failed = false;
  }

  /**
   * @param {string} slide
   * @param {string} release
   * @param {number} moment epoch seconds
   */
  note(slide, release, moment) {
    const time = local(moment);
    const hour = time.slice(0, 13);
    if (hour !== this.hour) this.turn(hour);
    this.lines += `${time},"${slide.replace(/"/g, '""')}",${release}\n`;
    this.write();
  }

  /** @returns {string} all that is kept, as CSV; the mark at its head tells Excel that it is UTF-8 */
  csv() {
    const rows = this.keys().map((key) => (key === this.prefix + this.hour ? this.lines : read(key)));
    return `\ufeff\u65f6\u95f4,\u753b\u9762,\u7248\u672c\n${rows.join("")}`.replace(/\n/g, "\r\n");
  }

  /** @param {string} hour that begins; entries that are too old are removed */
  turn(hour) {
    this.hour = hour;
    this.lines = read(this.prefix + hour);
    const keys = this.keys();
    for (const key of keys.slice(0, Math.max(0, keys.length - DAYS * 24))) drop(key);
  }

  write() {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        window.localStorage.setItem(this.prefix + this.hour, this.lines);
        this.failed = false;
        return;
      } catch (error) {
        this.failed = true; // full, or not allowed here: the oldest hours make room
        for (const key of this.keys().slice(0, 24)) drop(key);
      }
    }
  }

  /** @returns {string[]} of the hours kept, the oldest first */
  keys() {
    try {
      return Object.keys(window.localStorage)
        .filter((key) => key.startsWith(this.prefix))
        .sort();
    } catch (error) {
      return [];
    }
  }
}

/**
 * @param {string} key
 * @returns {string}
 */
function read(key) {
  try {
    return window.localStorage.getItem(key) || "";
  } catch (error) {
    return "";
  }
}

/** @param {string} key */
function drop(key) {
  try {
    window.localStorage.removeItem(key);
  } catch (error) {
    return;
  }
}

/**
 * @param {number} moment epoch seconds
 * @returns {string} 2026-03-08 09:30:00, Shanghai time
 */
export function local(moment) {
  return new Date((moment + 8 * 3600) * 1000).toISOString().slice(0, 19).replace("T", " ");
}
