"""The results page in each of its states: with filters, with nothing found, with recent searches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import DESK, PHONE, Reader, reading
from looks import NARROW, PAPER, STICKING_OUT, elder, violations
from playwright.sync_api import Browser, Page, expect

STATES = {
    "filters": "search/index.html?q=通知&year=2026",
    "filtered away": "search/index.html?q=通知&year=1999",
    "nothing": "search/index.html?q=门前四包登记表",
    "recent": "search/index.html",
}


@pytest.fixture
def reader(browser: Browser, served: str) -> Iterator[Reader]:
    with reading(browser, served) as opened:
        yield opened


def show(reader: Reader, state: str) -> Page:
    """The page in `state`, after a search that is remembered."""
    reader.open(STATES["filters"])
    page = reader.open(STATES[state])
    shown = {
        "filters": page.get_by_label("单位", exact=True).locator("option").nth(1),
        "filtered away": page.get_by_role("button", name="清除筛选"),
        "nothing": page.locator("#search-results li").first,
        "recent": page.get_by_role("region", name="最近搜索"),
    }
    expect(shown[state]).to_be_attached()
    return page


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_results_page_breaks_an_accessibility_rule(reader: Reader, state: str) -> None:
    page = show(reader, state)
    found = {"desk": violations(page)}
    page.set_viewport_size(PHONE)
    found["phone"] = violations(page)
    elder(page)
    found["elder on a phone"] = violations(page)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    found["paper"] = violations(page)
    assert {where: rules for where, rules in found.items() if rules} == {}


@pytest.mark.parametrize("state", STATES)
def test_nothing_sticks_out_in_any_state_at_any_width_and_size_of_text(reader: Reader, state: str) -> None:
    page = show(reader, state)
    settings = page.context.new_cdp_session(page)
    settings.send("Page.enable")
    found = {}
    for text, size in ((16, NARROW), (32, PHONE), (32, DESK)):
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
        page.set_viewport_size(size)
        found[f"{size['width']} px, text {text}"] = page.evaluate(STICKING_OUT)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 16}})
    elder(page)
    page.set_viewport_size(NARROW)
    found["elder"] = page.evaluate(STICKING_OUT)
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    found["paper"] = page.evaluate(STICKING_OUT)
    assert {where: names for where, names in found.items() if names} == {}


@pytest.mark.parametrize("state", STATES)
def test_controls_are_not_printed_in_any_state(reader: Reader, state: str) -> None:
    page = show(reader, state)
    page.emulate_media(media="print")
    controls = page.locator("button, input, select, label")
    assert controls.evaluate_all("nodes => nodes.filter((node) => node.getClientRects().length).length") == 0


@pytest.mark.parametrize("name", ["栏目", "排序"])
def test_a_choice_is_large_enough_for_a_finger_and_shows_its_focus(reader: Reader, name: str) -> None:
    page = show(reader, "filters")
    page.set_viewport_size(PHONE)
    select = page.get_by_label(name, exact=True)
    select.focus()
    box = select.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert select.evaluate("node => parseFloat(getComputedStyle(node).outlineWidth)") >= 2
