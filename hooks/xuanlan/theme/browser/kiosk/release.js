/**
 * Releases: each is noticed, loaded whole, verified by its digests, and only then adopted. While something is wrong
 * with one, what is on stays on; after some seconds it is tried again.
 */

import { elapsed } from "./clock.js";
import { BrokenError, fileOf, loadPart } from "./parts.js";

export const FORMAT = 1;
const RELEASE = "release.js";

/**
 * @typedef {{release: string, built_at: string, screens: Record<string, string>}} Facts what release.js says
 * @typedef {{facts: Facts, digest: string, show: import("./plan.js").Show, pictures: Record<string, string>,
 *   files: Array<[string, string]>}} Adopted files: addresses and contents of all parts, release.js last
 */

export class Releases {
  /**
   * @param {string} root the way to the root of the site
   * @param {string} screen its id
   * @param {(adopted: Adopted) => void} adopt
   * @param {() => Promise<string>} recall what release.js said when this screen was last played; empty when unknown
   */
  constructor(root, screen, adopt, recall) {
    this.root = root;
    this.screen = screen;
    this.adopt = adopt;
    this.recall = recall;
    /** @type {Adopted | null} */
    this.now = null;
    /** `elapsed()` when release.js was last read; 0: never */
    this.contact = 0;
    /** @type {{since: number, release: string, why: string} | null} what cannot be adopted; since: epoch seconds */
    this.waiting = null;
    this.busy = false;
    /** whether the server knows of no such screen, which then plays nothing that was kept either */
    this.unknown = false;
    /** @type {Record<string, string>} pictures by digest, also those of a release that is not loaded completely yet */
    this.loaded = {};
  }

  /** Looks for a release. Never rejects. */
  async look() {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.take(await loadPart(this.root + RELEASE));
    } catch (error) {
      if (error instanceof BrokenError) this.refuse("?", error);
    }
    if (!this.now && !this.unknown) await this.remember();
    this.busy = false;
  }

  /** At the start, if the server's release cannot be adopted: plays what was kept, until one can be. */
  async remember() {
    const content = await this.recall();
    if (!content) return;
    const { waiting, contact } = this;
    await this.take(content);
    this.waiting = waiting;
    this.contact = contact;
  }

  /** @param {string} content of release.js */
  async take(content) {
    let release = "?";
    try {
      const facts = factsOf(content);
      release = facts.release;
      this.contact = elapsed();
      this.unknown = !(this.screen in facts.screens);
      if (this.now && this.now.facts.release === release && this.now.digest === (facts.screens[this.screen] || "")) {
        this.waiting = null;
        return;
      }
      const loaded = await this.load(facts, content);
      this.waiting = null;
      this.now = loaded;
      const used = Object.keys(loaded.show.media).map((key) => [loaded.show.media[key][1], loaded.pictures[key]]);
      this.loaded = {};
      for (const [wanted, picture] of used) this.loaded[wanted] = picture;
      this.adopt(loaded);
    } catch (error) {
      this.refuse(release, error);
    }
  }

  /**
   * @param {string} release
   * @param {unknown} error
   */
  refuse(release, error) {
    const since = this.waiting ? this.waiting.since : Math.floor(Date.now() / 1000);
    this.waiting = { since, release, why: String(error) };
  }

  /**
   * @param {Facts} facts
   * @param {string} content of release.js
   * @returns {Promise<Adopted>}
   */
  async load(facts, content) {
    const digest = facts.screens[this.screen];
    const file = `kiosk/${encodeURIComponent(this.screen)}/show.js`;
    if (!digest && this.now) {
      const show = Object.assign({}, this.now.show, { playlist: [], urgent: [], ticker: [] });
      return { facts, digest: "", show, pictures: this.now.pictures, files: [] }; // the site has no such screen any more
    }
    if (!digest) throw new Error(`${this.screen}: no such screen`);
    const same = this.now && this.now.digest === digest ? this.now : null;
    const text = same ? "" : await loadPart(this.root + file, digest);
    const show = same ? same.show : showOf(text);
    /** @type {Record<string, string>} */
    const pictures = {};
    for (const key of Object.keys(show.media)) {
      const [path, wanted] = show.media[key];
      if (!(wanted in this.loaded)) this.loaded[wanted] = await loadPart(this.root + path, wanted);
      pictures[key] = this.loaded[wanted];
    }
    /** @type {Array<[string, string]>} */
    const files = Object.keys(pictures).map((key) => {
      const [path, wanted] = show.media[key];
      return [`${path}?${wanted.slice(0, 12)}`, fileOf(pictures[key])];
    });
    const shown = same ? same.files.find((row) => row[0].startsWith(file)) : null;
    files.push(shown || [`${file}?${digest.slice(0, 12)}`, fileOf(text)], [RELEASE, fileOf(content)]);
    return { facts, digest, show, pictures, files };
  }
}

/**
 * @param {string} content
 * @returns {Facts}
 */
export function factsOf(content) {
  const facts = JSON.parse(content);
  if (!facts || typeof facts.release !== "string" || !Number.isFinite(Date.parse(facts.built_at)) || !facts.screens) {
    throw new Error("release.js: not understood");
  }
  return facts;
}

/**
 * @param {string} content
 * @returns {import("./plan.js").Show}
 */
export function showOf(content) {
  const show = JSON.parse(content);
  if (show.format !== FORMAT) throw new Error(`show.js: format ${show.format}`);
  return show;
}
