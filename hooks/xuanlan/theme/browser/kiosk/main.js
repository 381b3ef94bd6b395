/** A screen: starts everything, and takes over from an older edition of this program that runs in the same page. */

import { all } from "../shared/dom.js";
import { keep, recall, startWorker, stayAwake } from "./alive.js";
import { Clock, elapsed } from "./clock.js";
import { Log, local } from "./log.js";
import { Overlay, phrase } from "./overlay.js";
import { nextChange } from "./plan.js";
import { Player } from "./player.js";
import { Releases } from "./release.js";

const BEAT = 1000;
/** Seconds between two looks for a release; a withdrawn notice is gone within a minute. */
const LOOK = 20;
/** Seconds between two tries as long as there is nothing to show. */
const LOOK_FIRST = 3;
const WANDER_EVERY = 60;
const ERRORS = 20;
/** Seconds between two tries to load a new edition of this program, and to keep what could not be kept. */
const RENEW = 120;
/** Seconds that the diagnosis stays open. */
const READ = 300;

class Kiosk {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    const page = document.documentElement;
    this.root = page.dataset.root || "";
    this.id = page.dataset.screen || "";
    this.framed = window.parent !== window;
    this.clock = new Clock(window.location.search);
    crop(window.location.search);
    this.overlay = new Overlay(document.body);
    this.log = new Log(this.id);
    /** @type {string[]} the latest */
    this.errors = [];
    this.errorCount = 0;
    this.shown = "";
    this.opened = 0;
    this.player = new Player(stage, this.clock, {
      shown: (name) => this.note(name),
      failed: (what, error) => this.fail(what, error),
    });
    this.releases = new Releases(
      this.root,
      this.id,
      (adopted) => this.adopt(adopted),
      () => recall(this.root, this.id),
    );
    /** @type {string[] | null} */
    this.playerWanted = null;
    /** @type {Array<[string, string]>} what a start without a network needs, until it is kept */
    this.unkept = [];
    this.keeping = false;
    this.renewed = elapsed();
    this.looked = -LOOK;
    this.wandered = elapsed();
    this.timer = setInterval(() => this.beat(), BEAT);
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.key(event);
    this.onError = (/** @type {ErrorEvent} */ event) => this.fail("script", event.message);
    this.onSize = () => this.beat();
    this.onMessage = (/** @type {MessageEvent} */ event) => this.hear(event.data);
    window.addEventListener("keydown", this.onKey);
    window.addEventListener("error", this.onError);
    window.addEventListener("resize", this.onSize);
    window.addEventListener("message", this.onMessage);
    if (!this.framed) {
      stayAwake();
      document.addEventListener("contextmenu", (event) => event.preventDefault());
      startWorker(`${this.root}kiosk/sw.js`);
    }
    this.beat();
  }

  beat() {
    const now = elapsed();
    try {
      if (now - this.looked >= (this.releases.now ? LOOK : LOOK_FIRST)) {
        this.looked = now;
        this.releases.look();
      }
      if (now - this.renewed >= RENEW) {
        this.renewed = now;
        this.renew();
        this.keep();
      }
      if (this.overlay.open() && now - this.opened >= READ) this.overlay.toggle(false);
      if (this.player.stalled()) {
        this.fail("stalled", this.shown);
        this.player.reset();
      }
      this.player.beat();
      if (now - this.wandered >= WANDER_EVERY) {
        this.wandered = now;
        this.player.stage.wander();
      }
      this.showMarks();
      if (this.overlay.open()) this.diagnose();
    } catch (error) {
      this.fail("beat", error);
      this.player.reset();
    }
  }

  /** @param {import("./release.js").Adopted} adopted */
  adopt(adopted) {
    this.clock.built = Date.parse(adopted.facts.built_at) / 1000;
    this.player.adopt(adopted.show, (key) => adopted.pictures[key] || "");
    document.documentElement.dataset.release = adopted.facts.release;
    this.showMarks();
    this.unkept = this.framed ? [] : adopted.files;
    this.keep();
    this.playerWanted = adopted.show.player;
    this.renew();
  }

  /** Keeps what was adopted last for a start without a network, one call at a time; what failed is tried again. */
  async keep() {
    const files = this.unkept;
    if (this.keeping || !files.length) return;
    this.keeping = true;
    const kept = await keep(this.root, this.id, files);
    this.keeping = false;
    if (files !== this.unkept) {
      this.keep();
    } else if (kept) {
      this.unkept = [];
      document.documentElement.dataset.kept = document.documentElement.dataset.release;
    }
  }

  /** Looks for the edition that goes with the release, as long as it is not the one that runs. */
  renew() {
    const wanted = this.playerWanted;
    if (wanted && this.root + wanted[1] !== this.edition()) this.succeed(wanted);
  }

  /**
   * Loads the edition of this program that goes with a release. It takes over when it runs; until then this one plays.
   * @param {string[]} player addresses of its style and its script, from the root
   */
  succeed(player) {
    const [style, program] = player.map((path) => this.root + path);
    const old = all("[data-player]");
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.dataset.player = "";
    link.onerror = () => link.remove();
    link.onload = () => {
      const script = document.createElement("script");
      script.dataset.player = "";
      script.onload = () => {
        // One that does not run is as good as none: this edition plays on, in its own style.
        const failed = window.xuanlanKiosk === this;
        for (const element of failed ? [link, script] : old) element.remove();
      };
      script.onerror = () => [link, script].forEach((element) => element.remove());
      script.src = program;
      document.head.append(script);
    };
    link.href = style;
    const first = old.find((element) => element.tagName === "LINK");
    if (first) first.after(link); // what the organisation has set stands behind it
    else document.head.append(link);
  }

  /** @returns {string | null} the script of this edition, as the page names it */
  edition() {
    const script = all("script[data-player]").pop();
    return script ? script.getAttribute("src") : null;
  }

  /** Ends this edition; the next one has begun. */
  stop() {
    clearInterval(this.timer);
    window.removeEventListener("keydown", this.onKey);
    window.removeEventListener("error", this.onError);
    window.removeEventListener("resize", this.onSize);
    window.removeEventListener("message", this.onMessage);
    for (const element of [this.player.host, this.player.foot.line, this.overlay.mark, this.overlay.table]) {
      if (element) element.remove();
    }
    return this.player.last;
  }

  /** @param {string} name of the slide that is on */
  note(name) {
    this.shown = name;
    const release = document.documentElement.dataset.release || "";
    if (!this.framed) this.log.note(name, release, this.clock.now());
    this.tell();
  }

  /** In a preview: tells the page around it what is on. */
  tell() {
    if (!this.framed || !this.player.show) return;
    const now = this.clock.now();
    const change = nextChange(this.player.show, now);
    const { mode } = this.player;
    const [current, next] = this.player.outlook();
    window.parent.postMessage({ xuanlanKiosk: { screen: this.id, mode, now, change, current, next } }, "*");
  }

  /** @param {any} data of a message; only a preview may have its clock set */
  hear(data) {
    if (!this.framed || !data || !Number.isFinite(data.xuanlanClock)) return;
    this.clock.set(data.xuanlanClock);
    this.player.beat();
    this.tell();
  }

  /**
   * @param {string} what
   * @param {unknown} error
   */
  fail(what, error) {
    this.errorCount++;
    this.errors.push(`${local(this.clock.now()).slice(5)} ${what}: ${error instanceof Error ? error.message : error}`);
    this.errors.splice(0, this.errors.length - ERRORS);
  }

  showMarks() {
    const marks = [];
    if (this.releases.waiting) marks.push(phrase("waiting", this.releases.waiting.since));
    if (this.clock.implausible()) marks.push(phrase("clock_wrong"));
    this.overlay.showMarks(marks);
  }

  diagnose() {
    const now = this.clock.now();
    const { show, mode } = this.player;
    const contact = this.releases.contact ? Math.round(elapsed() - this.releases.contact) : NaN;
    const change = show ? nextChange(show, now) : null;
    const waiting = this.releases.waiting;
    this.overlay.diagnose([
      ["screen", `${this.id} ${window.innerWidth}\u00d7${window.innerHeight}`],
      ["release", document.documentElement.dataset.release || ""],
      ["clock", local(now) + (this.clock.implausible() ? ` (${phrase("clock_wrong")})` : "")],
      ["contact", Number.isNaN(contact) ? phrase("never") : `${contact} s`],
      ["refused", waiting ? `${waiting.release} ${waiting.why}` : ""],
      ["playing", `${mode} ${this.shown}`],
      ["change", change === null ? "" : local(change)],
      ["worker", phrase(document.documentElement.dataset.kept ? "kept" : "unkept")],
      ["log", this.log.failed ? phrase("no") : phrase("yes")],
      ["errors", [String(this.errorCount), ...this.errors.slice(-5)].join("\n")],
    ]);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (key === "d" || key === "D") {
      this.overlay.toggle(!this.overlay.open());
      this.opened = elapsed();
      if (this.overlay.open()) this.diagnose();
    } else if (key === "Escape") {
      this.overlay.toggle(false);
    } else if (key === "s" || key === "S") {
      this.save();
    }
  }

  /** Saves what was on as a file. */
  save() {
    const link = document.createElement("a");
    const day = local(this.clock.now()).slice(0, 10);
    link.download = `\u64ad\u653e\u8bb0\u5f55-${this.id}-${day}.csv`;
    link.href = URL.createObjectURL(new Blob([this.log.csv()], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}

/**
 * Uses only the upper left part of a window that cannot be made as small as an LED strip.
 * @param {string} search of the page's address; size=704x64 in CSS pixels
 */
function crop(search) {
  const size = /^(\d{2,5})[xX\u00d7](\d{2,5})$/.exec(new URLSearchParams(search).get("size") || "");
  if (!size) return;
  document.body.style.position = "relative";
  document.body.style.width = `${size[1]}px`;
  document.body.style.height = `${size[2]}px`;
}

const stage = document.getElementById("stage");
if (stage) {
  const before = window.xuanlanKiosk;
  const kiosk = new Kiosk(stage);
  if (before) {
    kiosk.player.last = before.stop();
    const slides = all("[data-slide]", stage);
    kiosk.player.stage.slide = slides.length ? { name: "", element: slides[slides.length - 1] } : null;
  }
  window.xuanlanKiosk = kiosk;
  document.documentElement.classList.remove("no-js");
}
