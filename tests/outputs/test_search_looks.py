"""The results page in each of its states: with filters, with files, with nothing found, with recent searches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import PHONE, Reader, reading
from looks import faults_anywhere
from playwright.sync_api import Browser, Page, expect

STATES = {
    "filters": "search/index.html?q=通知&year=2026",
    "filtered away": "search/index.html?q=通知&year=1999",
    "files": "search/index.html?q=责任",
    "only files": "search/index.html?q=路缘石",
    "nothing": "search/index.html?q=门前四包登记表",
    "calls": "search/index.html?q=投诉",
    "part": "search/index.html?q=关于做好2026年汛期安全工作的通知全文下载",
    "initials": "search/index.html?q=mqsb",
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
        "files": page.get_by_role("region", name="附件里的内容"),
        "only files": page.get_by_role("region", name="附件里的内容"),
        "nothing": page.locator("#search-results li").first,
        "calls": page.locator("[data-hotline-hit] a").first,
        "part": page.locator("[data-further]"),
        "initials": page.locator("a[data-hit]").first,
        "recent": page.get_by_role("region", name="最近搜索"),
    }
    expect(shown[state]).to_be_attached()
    return page


@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule_or_sticks_out_anywhere_or_prints_its_controls(reader: Reader, state: str) -> None:
    page = show(reader, state)
    page.emulate_media(media="print")
    controls = page.locator("button, input, select, label")
    assert controls.evaluate_all("nodes => nodes.filter((node) => node.getClientRects().length).length") == 0
    page.emulate_media(media="null")
    assert faults_anywhere(page) == {}


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
