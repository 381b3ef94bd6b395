/** The player: what is on, for how long, and what comes next. Slides are timed by a monotonic clock. */

import { elapsed } from "./clock.js";
import { Foot } from "./foot.js";
import { dated, indexOf, isRemoved, nextIndex, planAt } from "./plan.js";
import { idle, layOut } from "./slides.js";
import { Stage } from "./stage.js";
import { TEXTS } from "../shared/texts.js";

/** Seconds that a slide which could not be shown is left out. */
const SULK = 300;
/** Seconds after which laying out is given up. */
const PATIENCE = 20;
/** Seconds behind time after which the loop has stalled. */
const STALLED = 60;
/** Seconds that a slide may end early, half a beat: beats come a little late, and it would stay for one more. */
const EARLY = 0.5;

/**
 * @typedef {import("./plan.js").Slot} Slot
 * @typedef {import("./show.js").Item} Item
 * @typedef {{slot: Slot, token: string, slides: any[]}} Ready slides that are laid out, and what they are made from
 */

export class Player {
  /**
   * @param {HTMLElement} element the stage
   * @param {import("./clock.js").Clock} clock
   * @param {{shown: (name: string) => void, failed: (what: string, error: unknown) => void}} told
   */
  constructor(element, clock, told) {
    this.stage = new Stage(element);
    this.clock = clock;
    this.told = told;
    this.host = document.createElement("div");
    this.host.className = "kx-measure";
    element.before(this.host);
    /** @type {import("./plan.js").Show | null} */
    this.show = null;
    /** @type {(key: string) => string} */
    this.media = () => "";
    this.mode = "";
    /** @type {Ready | null} what is on */
    this.on = null;
    this.page = 0;
    this.until = 0;
    /** @type {{slot: string, key: string, index: number} | null} where the loop stands; an emergency does not move it */
    this.last = null;
    /** @type {Ready | null} what comes next */
    this.ready = null;
    /** @type {Map<string, number>} slots that could not be shown, and until when they are left out */
    this.sulking = new Map();
    /** number of the latest attempt to lay out; an older one that comes to an end is too late */
    this.attempt = 0;
    this.busySince = 0;
    /** @type {Slot | null} what is being laid out */
    this.trying = null;
    this.resting = "";
    /** slots of an emergency that have been on, or are */
    this.toldOf = new Set();
    this.foot = new Foot(element);
  }

  /**
   * Plays `show` from now on, without starting over.
   * @param {import("./plan.js").Show} show
   * @param {(key: string) => string} media
   */
  adopt(show, media) {
    this.show = show;
    this.media = media;
    this.ready = null;
    this.sulking.clear();
    document.documentElement.dataset.theme = show.screen.theme;
    this.stage.spread();
    document.title = `${show.screen.title}_${show.screen.site}`;
    this.beat();
  }

  /** Once a second, and whenever something has changed. */
  beat() {
    if (!this.show) return;
    this.stage.heal();
    if (!this.host.isConnected) this.stage.element.before(this.host);
    if (this.busySince) {
      if (elapsed() - this.busySince > PATIENCE) this.giveUp();
      return;
    }
    const plan = planAt(this.show, this.clock.now());
    const slots = plan.slots.filter((slot) => !this.isSulking(slot));
    const entered = plan.mode !== this.mode;
    this.mode = plan.mode;
    document.documentElement.dataset.mode = plan.mode;
    this.foot.show(this.show, this.mode, this.context(null));
    if (!slots.length) {
      this.rest(plan.mode === "night" ? "night" : "clock");
      return;
    }
    if (plan.mode !== "emergency") this.toldOf.clear();
    const fresh = plan.mode === "emergency" ? slots.find((slot) => !this.toldOf.has(slot.slot)) : undefined;
    if (fresh) {
      this.toldOf.add(fresh.slot);
      this.begin(fresh);
      return;
    }
    const at = this.on && !entered ? indexOf(slots, this.on.slot) : -1;
    if (at < 0) this.begin(slots[nextIndex(slots, this.last)]);
    else if (this.on && this.on.token !== this.token(slots[at])) this.begin(slots[at], this.page);
    else if (elapsed() >= this.until - EARLY) this.forward(slots, at);
    else this.prepare(slots[nextIndex(slots, { slot: slots[at].slot, key: slots[at].key, index: at })]);
  }

  /**
   * @param {Slot[]} slots
   * @param {number} at index of what is on
   */
  forward(slots, at) {
    if (this.on && this.page + 1 < this.on.slides.length) {
      this.turn(this.page + 1);
      return;
    }
    const next = slots[nextIndex(slots, { slot: slots[at].slot, key: slots[at].key, index: at })];
    if (this.on && next.slot === this.on.slot.slot) this.turn(0);
    else this.begin(next);
  }

  /**
   * Lays out what `slot` shows, unless that is done already, and shows it.
   * @param {Slot} slot
   * @param {number} [page] to begin with, where the same was on before
   */
  begin(slot, page) {
    const token = this.token(slot);
    if (this.ready && this.ready.token === token) {
      this.put(this.ready, page || 0);
      return;
    }
    this.layOut(slot, token, (ready) => this.put(ready, page || 0));
  }

  /** @param {Slot | undefined} slot what comes next, to be laid out while there is time */
  prepare(slot) {
    if (!slot || (this.on && slot.slot === this.on.slot.slot)) return;
    const token = this.token(slot);
    if (this.ready && this.ready.token === token) return;
    this.layOut(slot, token, (ready) => {
      this.ready = ready;
    });
  }

  /**
   * @param {Slot} slot
   * @param {string} token
   * @param {(ready: Ready) => void} then
   */
  layOut(slot, token, then) {
    const attempt = ++this.attempt;
    const item = this.show && this.show.items[slot.key];
    this.busySince = elapsed();
    this.trying = slot;
    const done = () => {
      if (attempt !== this.attempt) return false;
      this.busySince = 0;
      this.host.textContent = "";
      return true;
    };
    Promise.resolve()
      .then(() => layOut(/** @type {Item} */ (item), this.stage.size(), this.context(item)))
      .then(
        (slides) => {
          if (!done()) return;
          if (slides.length) then({ slot, token, slides });
          else this.sulk(slot, new Error("nothing to show"));
        },
        (error) => {
          if (done()) this.sulk(slot, error);
        },
      )
      .catch((error) => this.sulk(slot, error));
  }

  /**
   * @param {import("./plan.js").Item | null} item
   * @returns {import("./frame.js").Context} what layout needs to know
   */
  context(item) {
    return {
      host: this.host,
      media: this.media,
      screen: this.show && this.show.screen,
      now: () => this.clock.now(),
      removed: item ? isRemoved(item, this.clock.now()) : false,
    };
  }

  /**
   * @param {Slot} slot
   * @returns {string} changes with anything that its slides are made from
   */
  token(slot) {
    const item = this.show && this.show.items[slot.key];
    const { width, height } = this.stage.size();
    return JSON.stringify([slot.key, width, height, item ? dated(item, this.clock.now()) : 0, item]);
  }

  /**
   * @param {Ready} ready
   * @param {number} page
   */
  put(ready, page) {
    this.on = ready;
    if (this.ready === ready) this.ready = null;
    if (this.mode === "play" && this.show) {
      const slots = planAt(this.show, this.clock.now()).slots;
      this.last = { slot: ready.slot.slot, key: ready.slot.key, index: Math.max(0, indexOf(slots, ready.slot)) };
    }
    this.turn(Math.min(page, ready.slides.length - 1));
  }

  /** @param {number} page of what is on */
  turn(page) {
    if (!this.on) return;
    const slide = this.on.slides[page];
    this.page = page;
    this.resting = "";
    this.until = elapsed() + Math.max(this.on.slot.dwell, slide.seconds || 0);
    this.stage.mount(slide);
    this.told.shown(slide.name);
  }

  /** @param {"night" | "clock"} kind when nothing is to be played */
  rest(kind) {
    const { width, height } = this.stage.size();
    const wanted = this.show ? `${kind} ${this.show.screen.night} ${this.show.screen.theme} ${width} ${height}` : "";
    if (this.resting === wanted) return;
    const slide = idle(kind, this.context(null));
    this.resting = wanted;
    this.on = null;
    this.stage.mount(slide);
    this.told.shown(kind);
  }

  /**
   * @param {Slot} slot
   * @param {unknown} error
   */
  sulk(slot, error) {
    this.sulking.set(slot.slot, elapsed() + SULK);
    this.told.failed(slot.key, error);
    if (this.on && this.on.slot.slot === slot.slot) this.on = null;
  }

  /**
   * @param {Slot} slot
   * @returns {boolean}
   */
  isSulking(slot) {
    return (this.sulking.get(slot.slot) || 0) > elapsed();
  }

  /** A layout that does not come to an end: its slot is left out. */
  giveUp() {
    const slot = this.trying;
    this.reset();
    if (slot) this.sulk(slot, new Error("too slow"));
  }

  /** @returns {boolean} whether the loop should have gone on long ago */
  stalled() {
    return this.on !== null && this.until > 0 && elapsed() > this.until + STALLED;
  }

  /** Forgets everything that is under way; what is on stays on until something else is ready. */
  reset() {
    this.attempt++;
    this.busySince = 0;
    this.ready = null;
    this.trying = null;
    this.host.textContent = "";
  }

  /** @returns {string[]} what is on and what comes next, for people */
  outlook() {
    if (!this.show || !this.on) return ["", ""];
    const { slots } = planAt(this.show, this.clock.now());
    const at = indexOf(slots, this.on.slot);
    const next = slots[nextIndex(slots, { slot: this.on.slot.slot, key: this.on.slot.key, index: Math.max(0, at) })];
    return [this.on.slot, next].map((slot) => (slot && this.show ? nameOf(this.show.items[slot.key]) : ""));
  }
}

/**
 * @param {import("./plan.js").Item} item
 * @returns {string}
 */
function nameOf(item) {
  const name = item.title || item.word || item.text || item.event || item.caption || TEXTS.kiosk[`kind_${item.kind}`] || item.kind;
  return item.kind === "rule" ? `${name} ${item.number}/${item.count}` : name;
}
