/** The first page: a new site. */

import { ask, tellProblem } from "./asking.js";
import { byId } from "./elements.js";
import { encoded } from "./uploading.js";

const form = /** @type {HTMLFormElement} */ (byId("found"));

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
