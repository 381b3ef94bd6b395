/** In the preview's own page: tells the desk how far it is scrolled, and is told by it. */

(function () {
  window.addEventListener("scroll", () => parent.postMessage({ xuanlanScroll: window.scrollY }, "*"), { passive: true });
  window.addEventListener("message", (event) => {
    const told = event.data && event.data.xuanlanScroll;
    if (event.source === parent && typeof told === "number") window.scrollTo(0, told);
  });
})();
