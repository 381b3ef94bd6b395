"""Whether everybody can read and use a page: the accessibility rules of axe, and what overflows the page."""

from __future__ import annotations

from typing import Any

import pytest
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
