"""Pages in the dark: what is drawn for white paper stays so, a site's own colour stays legible, paper stays white."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsers import DESK, Reader, place, reading
from cases import every
from looks import violations
from playwright.sync_api import Browser, Page
from sites import REPO
from trees import Built

from xuanlan.library.new_site import contrast

ASSETS = REPO / "hooks/xuanlan/theme/assets"
OF = """([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)"""
PLAIN = re.compile(r"--xl-([a-z-]+): (#[0-9a-f]{3}(?:[0-9a-f]{3})?);")
MAIN = ("#9a1b1e", "#0b4f8a", "#1e6b3a", "#6a4a00", "#5b2a86", "#00606b", "#111111", "#8a0044", "#0000cc")
"""Main colours that sites choose, all of them dark enough for white words on them."""


@pytest.fixture(scope="module")
def dark(browser: Browser, served: str) -> Iterator[Reader]:
    """A tab of a reader whose system is dark."""
    with reading(browser, served, viewport=DESK, color_scheme="dark") as reader:
        yield reader


def light_of(page: Page, selector: str, name: str) -> float:
    """How light a colour of an element is: 0 black, 1 white."""
    parts = [int(part) for part in re.findall(r"\d+", page.evaluate(OF, [selector, name]))[:3]]
    return sum(parts) / 765


def test_a_page_is_dark_where_the_reader_s_system_is_and_white_on_paper(demo: Built, dark: Reader) -> None:
    for name in ("home", "notice", "doc", "manual"):
        page = dark.open(place(demo, name))
        assert page.locator("meta[name=color-scheme]").get_attribute("content") == "light dark"
        assert light_of(page, "body", "background-color") < 0.15 < 0.85 < light_of(page, "body", "color")
        page.emulate_media(media="print", color_scheme="dark")
        assert (light_of(page, "body", "background-color"), light_of(page, "body", "color")) == (1, 0)
        page.emulate_media(media="null", color_scheme="dark")


def test_codes_and_logos_keep_their_white_ground(demo: Built, dark: Reader) -> None:
    page = dark.open(place(demo, "notice"))
    for selector in (".xl-code__picture", ".xl-brand__logo"):
        assert light_of(page, selector, "background-color") == 1


@every("colour", MAIN)
def test_a_site_s_own_colour_is_legible_in_the_dark(demo: Built, dark: Reader, colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    page = dark.open(place(demo, "publicity"))
    page.evaluate("(colour) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`:root { --xl-main: ${colour} }`);"
                  " document.adoptedStyleSheets = [sheet]; }", colour)  # fmt: skip
    assert violations(page, "color-contrast") == []


def test_so_is_everything_where_the_browser_cannot_compute_colours() -> None:
    table = dict(PLAIN.findall((ASSETS / "dark.css").read_text(encoding="utf-8").split("@supports")[0]))
    wide = {
        name: code if len(code) == 7 else "#" + "".join(2 * sign for sign in code[1:]) for name, code in table.items()
    }
    words = [wide[name] for name in ("ink", "ink-soft", "link", "tint", "tint-deep")]
    grounds = [wide[name] for name in ("paper", "ground", "main-pale")]
    assert min(contrast(word, ground) for word in words for ground in grounds) >= 4.5
    assert contrast(wide["ink"], wide["mark"]) >= 4.5
    assert min(contrast(wide["line-strong"], ground) for ground in grounds) >= 3
