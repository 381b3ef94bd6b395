"""Every type of page on a phone, on a desk, in 长辈版 and on paper: nothing sticks out, nothing is out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import PAGES, PHONE, Reader, place, reading
from looks import STICKING_OUT, elder, faults_anywhere, in_other_colours, set_text
from playwright.sync_api import Browser
from trees import Built


@pytest.fixture
def reader(browser: Browser, served: str, served_at_root: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A tab; the page for missing addresses counts from the server's root, the others work below a prefix."""
    name = request.node.callspec.params.get("name")
    with reading(browser, served_at_root if name == "missing" else served) as opened:
        yield opened


CONTROLS = "button, input, nav.xl-nav, details.xl-menu, .xl-crumbs, .xl-skip"
SEEN = "nodes => nodes.filter((node) => node.getClientRects().length).map((node) => node.outerHTML.slice(0, 80))"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_and_nothing_sticks_out_anywhere_and_only_what_is_to_be_read_is_printed(
    demo: Built, reader: Reader, name: str
) -> None:
    page = reader.open(place(demo, name))
    page.emulate_media(media="print")
    printed = page.locator(CONTROLS).evaluate_all(SEEN)
    assert page.locator("h1").evaluate("node => node.getClientRects().length > 0")
    page.emulate_media(media="null")
    assert (printed, faults_anywhere(page)) == ([], {})


@pytest.mark.parametrize("ident", ["2026-032", "2026-033"])
def test_how_problems_stand_is_read_by_everybody(browser: Browser, served: str, ident: str) -> None:
    """The table of an inspection, wider than the text on a desk, and the reply to it."""
    with reading(browser, served) as reader:
        page = reader.open(f"n/{ident}/index.html")
        assert page.locator(".xl-problems a").count() > 1
        assert in_other_colours(page) == {}
        assert faults_anywhere(page) == {}


def test_text_grows_with_the_reader_s_own_setting_and_in_the_version_for_elders(
    demo: Built, browser: Browser, served: str
) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.xl-article__body p')).fontSize)"
    with reading(browser, served) as reader:
        page = reader.open(place(demo, "notice"))
        usual = page.evaluate(size)
        elder(page)
        assert page.evaluate(size) >= 1.25 * usual
        elder_off = page.locator("button[data-elder-switch]")
        elder_off.click()
        set_text(page, 32)
        assert page.evaluate(size) >= 1.95 * usual


def test_the_boxes_of_a_list_of_tasks_stand_inside_the_paper(demo: Built, browser: Browser) -> None:
    path = next(path for path in demo.tree.pages if demo.tree.page(path).css_first(".xl-text .xl-task"))
    with reading(browser, demo.tree.folder.as_uri() + "/") as reader:
        page = reader.open(path)
        page.emulate_media(media="print")
        lefts = page.locator(".xl-task").evaluate_all("nodes => nodes.map((node) => node.getBoundingClientRect().left)")
        assert min(lefts) >= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_a_folder_without_a_server(demo: Built, browser: Browser, name: str) -> None:
    if name == "missing":
        return  # what a server shows for an address that leads nowhere
    with reading(browser, demo.tree.folder.as_uri() + "/") as reader:
        page = reader.open(place(demo, name))
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.xl-header')).display") != "inline"
        assert page.evaluate("document.documentElement.classList.contains('js')")


SHOWN = """nodes => nodes
  .filter((node) => !node.closest("[hidden], details:not([open]), .xl-outline, .xl-facts, .xl-period__lead, .xl-print-only, .xl-sr, .xl-print, noscript"))
  .filter((node) => !node.getClientRects().length && node.textContent.trim())
  .map((node) => node.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("name", PAGES)
def test_without_script_every_page_shows_its_text(
    demo: Built, browser: Browser, served: str, served_at_root: str, name: str
) -> None:
    home = served_at_root if name == "missing" else served
    with reading(browser, home, java_script_enabled=False, viewport=PHONE) as reader:
        reader.page.goto(home + place(demo, name))
        page = reader.page
        assert page.evaluate("document.documentElement.classList.contains('no-js')")
        missing = page.locator("#content :is(h1, h2, h3, p, li, td, dd, a)").evaluate_all(SHOWN)
        assert missing == []
        assert page.locator("button[data-elder-switch]").evaluate("node => node.getClientRects().length") == 0
        assert reader.complaints == []


def test_an_address_that_leads_nowhere_shows_the_page_for_it_with_its_styles(
    browser: Browser, served_at_root: str
) -> None:
    with reading(browser, served_at_root) as reader:
        answer = reader.page.goto(f"{served_at_root}n/no/such/page/")
        assert answer is not None
        assert answer.status == 404
        assert "没有找到" in reader.page.locator("h1").inner_text()
        assert reader.page.evaluate("document.documentElement.classList.contains('js')")
        broken = reader.page.evaluate("Array.from(document.images).filter((image) => !image.naturalWidth).length")
        assert broken == 0
        # The browser itself notes that the page's own address was not found.
        reader.complaints[:] = [text for text in reader.complaints if "404" not in text]


@pytest.mark.parametrize("name", ["notice", "publicity", "hotlines"])
def test_a_page_works_with_the_reader_s_own_colours(demo: Built, browser: Browser, served: str, name: str) -> None:
    with reading(browser, served, forced_colors="active") as reader:
        page = reader.open(place(demo, name))
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(STICKING_OUT) == []
