/** Pictures beside the text that they belong to, where the slide is wide and the text long enough. */

/** Least characters of text beside a picture. */
const LEAST = 60;
/** Widest picture, as a multiple of its height, that leaves room beside it. */
const WIDEST_BESIDE = 2;
const ACROSS = 0.46;
const DOWN = 0.66;

/**
 * @param {HTMLElement} root its children are the text
 * @param {Map<string, HTMLImageElement>} pictures
 * @param {number} width of the room for the text, in pixels
 * @param {number} height
 */
export function putBeside(root, pictures, width, height) {
  for (const figure of Array.from(root.children)) {
    const rooms = /** @type {HTMLElement[]} */ (Array.from(figure.querySelectorAll("[data-media]")));
    const picture = rooms.length === 1 && pictures.get(rooms[0].getAttribute("data-media") || "");
    if (!picture || !isFigure(figure) || picture.naturalWidth > picture.naturalHeight * WIDEST_BESIDE) continue;
    const [before, after] = [runOf(figure, "previousElementSibling"), runOf(figure, "nextElementSibling")];
    if (lengthOf(after) < LEAST) {
      if (lengthOf(before) < LEAST) continue;
      before[before.length - 1].before(figure);
    }
    figure.classList.add("kx-beside");
    const { naturalWidth, naturalHeight } = picture;
    const scale = Math.min((width * ACROSS) / naturalWidth, (height * DOWN) / naturalHeight);
    rooms[0].style.width = `${Math.floor(naturalWidth * scale)}px`;
    rooms[0].style.height = `${Math.floor(naturalHeight * scale)}px`;
    /** @type {HTMLElement} */ (figure).style.width = rooms[0].style.width;
  }
}

/**
 * @param {Element} element
 * @returns {boolean} a picture that stands alone, with nothing but its words
 */
function isFigure(element) {
  return element.tagName === "FIGURE" || element.classList.contains("xl-figure");
}

/**
 * @param {Element} figure
 * @param {"previousElementSibling" | "nextElementSibling"} way
 * @returns {Element[]} the paragraphs and lists on that side of it, the nearest first
 */
function runOf(figure, way) {
  const found = [];
  for (let at = figure[way]; at && /^(?:P|UL|OL)$/.test(at.tagName) && !isFigure(at); at = at[way]) found.push(at);
  return found;
}

/**
 * @param {Element[]} elements
 * @returns {number} characters
 */
function lengthOf(elements) {
  return elements.reduce((sum, element) => sum + (element.textContent || "").length, 0);
}
