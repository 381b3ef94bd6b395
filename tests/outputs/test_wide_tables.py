"""Tables that are wider than their page: the first column stays, words and a shadow say so; rows that become cards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from browsers import DESK, PHONE, Reader, reading
from commands import call_build
from local_server import serving
from looks import NARROW, STICKING_OUT, violations
from playwright.sync_api import Browser, Page
from sites import new_site, notice


def table(columns: int, rows: int = 3, word: str = "内容") -> str:
    lines = [[f"第{number}列" for number in range(1, columns + 1)], ["---"] * columns]
    lines += [[f"{word}{row}·{number}" for number in range(1, columns + 1)] for row in range(1, rows + 1)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


SPANNED = """<table><thead><tr><th>甲</th><th colspan="2">乙</th></tr></thead><tbody>
<tr><td rowspan="2">一</td><td>很长很长很长很长很长的内容</td><td>很长很长很长很长很长的内容</td></tr>
<tr><td>很长很长很长很长很长的内容</td><td>很长很长很长很长很长的内容</td></tr></tbody></table>
"""
SITE = {
    "two.md": notice("关于两列的通知", "2026-01-05", table(2), id="two"),
    "five.md": notice("关于五列的通知", "2026-01-05", table(5, word="比较长的内容"), id="five"),
    "eight.md": notice("关于八列的通知", "2026-01-05", table(8), id="eight"),
    "spans.md": notice("关于合并单元格的通知", "2026-01-05", SPANNED, id="spans"),
}
SCROLL = "frame => { frame.scrollLeft = 60; frame.dispatchEvent(new Event('scroll')); }"
LEFT = "cell => cell.getBoundingClientRect().left"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = new_site(tmp_path_factory.mktemp("wide tables") / "site", SITE)
    with serving(call_build(root, root / "out")) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, home: str) -> Iterator[Reader]:
    with reading(browser, home, "2026-03-01T09:00", viewport=PHONE) as reader:
        yield reader


def told(page: Page) -> int:
    return page.get_by_text("左右滑动").locator("visible=true").count()


def test_only_a_table_that_scrolls_says_so_and_keeps_its_first_column(phone: Reader) -> None:
    page = phone.open("n/two/index.html")
    assert told(page) == 0
    page = phone.open("n/five/index.html")
    assert told(page) == 1
    first, second = page.locator("tbody tr").first.locator("td").all()[:2]
    before = first.evaluate(LEFT), second.evaluate(LEFT)
    page.locator(".xl-table").evaluate(SCROLL)
    assert first.evaluate(LEFT) == pytest.approx(before[0], abs=1)
    assert second.evaluate(LEFT) == pytest.approx(before[1] - 60, abs=1)
    assert page.locator(".xl-table-box[data-before][data-behind]").count() == 1
    assert page.evaluate(STICKING_OUT) == []
    page.set_viewport_size(DESK)
    page.locator(".xl-table-box:not([data-scrolls])").wait_for()
    assert told(page) == 0


def test_no_cell_of_a_table_with_joined_cells_is_held(phone: Reader) -> None:
    page = phone.open("n/spans/index.html")
    assert told(page) == 1
    assert (
        page.locator("td").evaluate_all("cells => cells.map((cell) => getComputedStyle(cell).position)")
        == ["static"] * 5
    )


def test_rows_of_many_columns_are_cards_on_a_telephone_and_a_table_to_those_who_listen(phone: Reader) -> None:
    page = phone.open("n/eight/index.html")
    assert told(page) == 0
    cells = page.locator("tbody tr").first.locator("td")
    boxes = cells.evaluate_all("cells => cells.map((cell) => cell.getBoundingClientRect().toJSON())")
    assert all(below["top"] >= box["bottom"] - 1 for box, below in pairwise(boxes))
    labels = cells.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    assert [label.split('"')[1] for label in labels] == [f"第{number}列：" for number in range(1, 9)]
    assert page.get_by_role("columnheader").count() == 8
    assert page.get_by_role("row").count() == 4
    assert page.get_by_role("cell", name="内容1·3", exact=True).count() == 1
    assert violations(page) == []
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("where", ["desk", "paper"])
def test_elsewhere_they_stay_a_table(phone: Reader, where: str) -> None:
    page = phone.open("n/eight/index.html")
    if where == "desk":
        page.set_viewport_size(DESK)
    else:
        page.emulate_media(media="print")
    display = "cells => new Set(cells.map((cell) => getComputedStyle(cell).display + getComputedStyle(cell, '::before').content)).size"
    assert page.locator("td").evaluate_all(display) == 1
    assert page.locator("td").first.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    assert page.locator("thead").bounding_box() != {"x": 0, "y": 0, "width": 0, "height": 0}
    assert told(page) == (1 if where == "desk" else 0), "eight columns are wider than a page's text"


def test_without_script_a_wide_table_scrolls(browser: Browser, home: str) -> None:
    with reading(browser, home, viewport=PHONE, java_script_enabled=False) as reader:
        reader.page.goto(home + "n/eight/index.html")
        frame = reader.page.locator(".xl-table")
        assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
        assert reader.page.evaluate(STICKING_OUT) == []
