/** The first page: a new site. */

import { ask, attempt } from "./asking.js";
import { byId } from "./elements.js";
import { encoded } from "./uploading.js";

const form = /** @type {HTMLFormElement} */ (byId("found"));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const logo = given.get("logo");
  attempt("found", async () => {
    const sent = { name: given.get("name"), unit: given.get("unit"), colour: given.get("colour"), logo: "" };
    if (logo instanceof File && logo.size) sent.logo = await encoded(logo);
    await ask("/api/found", sent);
    location.assign("/");
  });
});
document.documentElement.dataset.ready = "true";
