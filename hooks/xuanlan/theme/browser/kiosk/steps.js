/** Lines shown one after another in a window one line high, in place of scrolling, where motion is unwelcome. */

const LINE_FADE = 400;

/**
 * @param {HTMLElement} box one line high
 * @param {HTMLElement} lines what it shows, wrapped
 * @param {number} seconds that each line stays
 * @returns {() => void} ends it
 */
export function stepThrough(box, lines, seconds) {
  let at = 0;
  let fading = 0;
  let shown = false;
  const step = () => {
    if (shown && !box.isConnected) return end();
    shown = box.isConnected;
    const height = box.clientHeight;
    const count = height ? Math.round(lines.offsetHeight / height) : 1;
    if (count < 2) return;
    box.classList.add("kx-faded");
    fading = setTimeout(() => {
      at = (at + 1) % count;
      lines.style.transform = `translateY(${-at * height}px)`;
      box.classList.remove("kx-faded");
    }, LINE_FADE);
  };
  const timer = setInterval(step, seconds * 1000);
  const end = () => {
    clearInterval(timer);
    clearTimeout(fading);
    box.classList.remove("kx-faded");
    lines.style.transform = "";
  };
  return end;
}
