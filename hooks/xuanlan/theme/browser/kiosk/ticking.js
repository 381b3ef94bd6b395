/** Slides that tell the time: they are right when they come on, and every second while they stay. */

/**
 * @param {() => void} show
 * @returns {{start: () => void, stop: () => void}}
 */
export function ticking(show) {
  let timer = 0;
  return {
    start: () => {
      show();
      clearInterval(timer);
      timer = window.setInterval(show, 1000);
    },
    stop: () => clearInterval(timer),
  };
}
