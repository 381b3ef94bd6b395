/** The first page: a new site. */

import { ask, tellProblem } from "./asking.js";
import { byId } from "./elements.js";

const form = /** @type {HTMLFormElement} */ (byId("found"));

/** @param {File} file */
async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const logo = given.get("logo");
  try {
    const sent = { name: given.get("name"), unit: given.get("unit"), colour: given.get("colour"), logo: "" };
    if (logo instanceof File && logo.size) sent.logo = await encoded(logo);
    await ask("/api/found", sent);
    location.assign("/");
  } catch (error) {
    tellProblem(/** @type {Error} */ (error).message);
  }
});
document.documentElement.dataset.ready = "true";
