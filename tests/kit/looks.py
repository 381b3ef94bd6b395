"""Whether everybody can read and use a page: the accessibility rules of axe, and what overflows the page."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from browsers import DESK, PHONE
from playwright.sync_api import Page, ViewportSize
from sites import REPO

_AXE = REPO / "node_modules" / "axe-core" / "axe.min.js"
PAPER = ViewportSize(width=718, height=1040)
"""A4 less its margins, in CSS pixels."""
NARROW = ViewportSize(width=320, height=640)
TABLET = ViewportSize(width=768, height=1000)

SCHEMES: tuple[tuple[Literal["dark", "light"], Literal["more", "no-preference"]], ...] = (
    ("dark", "no-preference"),
    ("dark", "more"),
    ("light", "more"),
)

STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  const found = Array.from(document.body.querySelectorAll("*")).filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(element)
      && getComputedStyle(element).visibility !== "hidden" && !element.matches(".xl-skip");
  });
  const names = found.slice(0, 5).map((element) => `${element.tagName}.${element.className}`);
  return document.documentElement.scrollWidth > wide ? [`page: ${document.documentElement.scrollWidth}`, ...names] : names;
}"""


def rules() -> str:
    """The accessibility rules (axe-core), as a script."""
    if not _AXE.is_file():
        pytest.fail(f"{_AXE} is missing: `make test` installs it with npm", pytrace=False)
    return _AXE.read_text(encoding="utf-8")


BROKEN = """async (only) => {
  const runOnly = only.length ? { runOnly: only } : {};
  // Style sheets are not fetched again: a page from a folder may not, and no rule here reads them.
  // Animations end first: a colour in transition is not the colour that is read.
  await Promise.allSettled(document.getAnimations().map((change) => change.finished));
  const look = (selectors) =>
    axe.run(document, { resultTypes: ["violations"], selectors, preload: false, ...runOnly }).then((found) => found.violations);
  const found = await look(false);  // to say where each element of a page stands takes a fifth of the time
  const named = found.length ? await look(true) : [];
  return named.length ? named : found;
}"""


def violations(page: Page, *only: str) -> list[str]:
    """The violations on the page: rule, and where; of the rules `only`, if there are any."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(rules())
    found: list[dict[str, Any]] = page.evaluate(BROKEN, list(only))
    return [f"{item['id']}: {node.get('target')} {node['failureSummary']}" for item in found for node in item["nodes"]]


def elder(page: Page) -> None:
    """Switch to the version for elders."""
    page.locator("button[data-elder-switch]").click()
    assert page.evaluate("document.documentElement.classList.contains('elder')")


def in_other_colours(page: Page) -> dict[str, list[str]]:
    """Words that are hard to read where the reader's system is dark or asks for more contrast, as far as there are some.
    Leaves the page as it was."""
    found = {}
    for scheme, contrast in SCHEMES:
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        found[f"{scheme}, {contrast}"] = violations(page, "color-contrast")
    page.emulate_media(color_scheme="null", contrast="null")
    return {where: faults for where, faults in found.items() if faults}


def set_text(page: Page, size: int) -> None:
    """Have the browser's usual text be so many pixels high, as a reader sets it; 16 is what browsers come with."""
    settings = page.context.new_cdp_session(page)
    settings.send("Page.enable")
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def on_paper(page: Page) -> None:
    """Show the page as it is printed."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")


def faults_anywhere(page: Page) -> dict[str, list[str]]:
    """What sticks out of the page at any width and size of text, in the version for elders and on paper, and what the
    rules find on a desk and on a phone, there in the version for elders too; as far as there is something. Leaves the
    page as on paper.
    """
    found: dict[str, list[str]] = {}

    def look(where: str, *, by_rules: bool = False) -> None:
        width = page.evaluate("innerWidth")
        found[f"{where}, {width} px"] = page.evaluate(STICKING_OUT) + (violations(page) if by_rules else [])

    for size in (DESK, PHONE, TABLET, NARROW):  # 320 px is the narrowest screen
        page.set_viewport_size(size)
        look("usual text", by_rules=size in (DESK, PHONE))
    found |= in_other_colours(page)
    set_text(page, 32)  # on 360 px what a reader with weak eyes sets on a telephone
    for size in (PHONE, TABLET, DESK):
        page.set_viewport_size(size)
        look("large text")
    set_text(page, 16)
    elder(page)
    for size in (DESK, PHONE, NARROW):
        page.set_viewport_size(size)
        look("elder", by_rules=size == PHONE)
    found |= {f"elder, {where}": faults for where, faults in in_other_colours(page).items()}
    on_paper(page)
    look("paper")
    return {where: faults for where, faults in found.items() if faults}
