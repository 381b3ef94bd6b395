// One button copies one text: as words, and as HTML where the text is an article. It needs no permission, no server and
// no https: the browser asks what to copy by an event, and takes what it is given. An article that is shown in a frame has
// its HTML in `data-html` beside its words.

/** @param {Element} from @param {boolean} rich @returns {boolean} */
function copied(from, rich) {
  const words = from instanceof HTMLElement ? from.innerText : "";
  const html = (from instanceof HTMLElement && from.dataset.html) || from.innerHTML;
  const range = document.createRange();
  range.selectNodeContents(from);
  const selection = window.getSelection();
  if (!selection) return false;
  selection.removeAllRanges();
  selection.addRange(range); // Safari copies nothing where nothing is selected
  let given = false;
  /** @param {ClipboardEvent} event */
  const give = (event) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData("text/plain", words);
    if (rich) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    given = true;
  };
  document.addEventListener("copy", give);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  selection.removeAllRanges();
  return done && given;
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const from = document.getElementById(button.dataset.copy || "");
  const done = from !== null && copied(from, button.dataset.as === "html");
  const told = button.parentElement && button.parentElement.querySelector("[role=status]");
  if (told) told.textContent = done ? "已复制" : "没有复制成，请选中文字后按 Ctrl+C";
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.name !== "look") return;
  document.body.dataset.look = box.value;
});
