"""Whether everybody can read and use a page: the accessibility rules of axe, and what overflows the page."""

from __future__ import annotations

from typing import Any

import pytest
from browsers import DESK, PHONE
from playwright.sync_api import Page, ViewportSize
from sites import REPO

_AXE = REPO / "node_modules" / "axe-core" / "axe.min.js"
PAPER = ViewportSize(width=718, height=1040)
"""A4 less its margins, in CSS pixels."""
NARROW = ViewportSize(width=320, height=640)
TABLET = ViewportSize(width=768, height=1000)

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


def violations(page: Page) -> list[str]:
    """The violations on the page: rule, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(rules())
    # Wait for animations: a colour in transition is not the colour that is read.
    page.evaluate("Promise.allSettled(document.getAnimations().map((change) => change.finished))")
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)"
    )
    return [f"{item['id']}: {node['target']} {node['failureSummary']}" for item in found for node in item["nodes"]]


def elder(page: Page) -> None:
    """Switch to the version for elders."""
    page.locator("button[data-elder-switch]").click()
    assert page.evaluate("document.documentElement.classList.contains('elder')")


def set_text(page: Page, size: int) -> None:
    """Have the browser's usual text be so many pixels high, as a reader sets it; 16 is what browsers come with."""
    settings = page.context.new_cdp_session(page)
    settings.send("Page.enable")
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def on_paper(page: Page) -> None:
    """Show the page as it is printed."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")


def violations_anywhere(page: Page) -> dict[str, list[str]]:
    """What the rules find on a desk, on a phone, in the version for elders and on paper, as far as they find something."""
    found = {"desk": violations(page)}
    page.set_viewport_size(PHONE)
    found["phone"] = violations(page)
    elder(page)
    found["elder on a phone"] = violations(page)
    page.set_viewport_size(DESK)
    found["elder"] = violations(page)
    on_paper(page)
    found["paper"] = violations(page)
    return {where: rules for where, rules in found.items() if rules}


def sticking_out_anywhere(page: Page) -> dict[str, list[str]]:
    """What sticks out of the page at any width and size of text, as far as something does."""
    found = {}
    for text in (16, 32):
        set_text(page, text)
        # Twice the text on 360 px is what a reader with weak eyes sets on a telephone; 320 px is the narrowest screen.
        for size in (NARROW if text == 16 else PHONE, TABLET, DESK):
            page.set_viewport_size(size)
            found[f"{size['width']} px, text {text}"] = page.evaluate(STICKING_OUT)
    set_text(page, 16)
    elder(page)
    for size in (NARROW, PHONE, DESK):
        page.set_viewport_size(size)
        found[f"elder, {size['width']} px"] = page.evaluate(STICKING_OUT)
    on_paper(page)
    found["paper"] = page.evaluate(STICKING_OUT)
    return {where: names for where, names in found.items() if names}
