/** The stage: one slide that is current, at most one that is leaving, and a picture that never burns in. */

const FADE = 800;
const STEPS = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]];
/** How far the picture wanders, as a share of the width. */
const WANDER = 0.004;

export class Stage {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {any} the slide that is current */
    this.slide = null;
    this.moves = 0;
  }

  /** @returns {{width: number, height: number}} CSS pixels */
  size() {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /**
   * Makes `slide` the current one. There is one at every moment.
   * @param {any} slide
   */
  mount(slide) {
    const before = this.slide;
    if (before === slide) {
      if (slide.stop) slide.stop();
      if (slide.start) slide.start(slide.element);
      return;
    }
    slide.element.setAttribute("data-slide", slide.name);
    slide.element.setAttribute("data-current", "true");
    slide.element.removeAttribute("aria-hidden");
    slide.element.classList.remove("kx-leaving");
    slide.element.classList.add("kx-entering");
    if (!before) this.element.textContent = ""; // what the page said while it was loading
    this.element.append(slide.element);
    this.slide = slide;
    this.spread();
    if (before) this.leave(before);
    setTimeout(() => slide.element.classList.remove("kx-entering"), FADE);
    if (slide.start) slide.start(slide.element);
  }

  /** The picture wanders by some pixels: what is beside it must be as light or dark as the slide. */
  spread() {
    if (!this.slide) return;
    this.element.style.setProperty("--kx-beside", getComputedStyle(this.slide.element).backgroundColor);
  }

  /** @param {any} slide */
  leave(slide) {
    slide.element.removeAttribute("data-current");
    slide.element.setAttribute("aria-hidden", "true");
    slide.element.classList.add("kx-leaving");
    setTimeout(() => {
      if (this.slide === slide) return; // it has come back
      if (slide.stop) slide.stop();
      slide.element.remove();
      slide.element.classList.remove("kx-leaving", "kx-entering");
      slide.element.removeAttribute("aria-hidden");
    }, FADE);
  }

  /** Puts back what somebody else's program has taken out of the page. */
  heal() {
    if (!this.element.isConnected) document.body.prepend(this.element);
    if (this.slide && !this.slide.element.isConnected) this.element.append(this.slide.element);
  }

  /** Moves the picture a little, with the line at its foot, so that no edge stands in the same place for months. */
  wander() {
    this.moves++;
    const [x, y] = STEPS[this.moves % STEPS.length];
    const far = Math.min(8, Math.max(1, Math.round(this.size().width * WANDER)));
    this.element.style.transform = `translate(${x * far}px, ${y * far}px)`;
    const line = this.element.nextElementSibling;
    if (line instanceof HTMLElement && line.matches(".kx-ticker")) line.style.transform = this.element.style.transform;
  }
}
