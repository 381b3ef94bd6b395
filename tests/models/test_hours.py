"""Hours of hotlines: from text to windows, answered or not, in Python and in the browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from twin import ZONES, twin_page, vectors

from xuanlan.models.hours import is_open, parse_hours, to_json
from xuanlan.models.schedule import parse_now

ROWS = vectors("hours.json")["rows"]
PIECES = st.sampled_from(
    ["周一", "周", "至", "—", "-", "、", "，", "；", "：", "8:30", "17:00", "24", "24小时", "7×24", "工作日", "每天"]
) | st.sampled_from(["次日", "上午", "下午", "晚", "8", "点", "半", "30", "分", "休息", "（", "）", "节假日除外"])


def expected(row: dict[str, Any]) -> Any:
    """The seven rows that a vector means."""
    if "all" in row:
        return [row["all"]] * 7
    return [row["work"]] * 5 + [[], []] if "work" in row else row["windows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_vectors(row: dict[str, Any]) -> None:
    hours = parse_hours(row["text"])
    assert (None if hours is None else json.loads(to_json(hours))) == expected(row)
    for answered in ("open", "closed"):
        for moment in row.get(answered, []):
            assert hours is not None
            assert is_open(hours, parse_now(moment)) is (answered == "open"), moment


@pytest.mark.parametrize("zone", ZONES)
def test_browser_agrees(browser: Browser, zone: str) -> None:
    cases = [
        (row["text"], moment, answered == "open")
        for row in ROWS
        for answered in ("open", "closed")
        for moment in row.get(answered, [])
    ]
    calls = [[json.dumps(windows(text)), parse_now(moment).timestamp()] for text, moment, _ in cases]
    with twin_page(browser, zone) as page:
        assert page.evaluate("calls => calls.map(call => twin.open(...call))", calls) == [case[2] for case in cases]


def windows(text: str) -> Any:
    """What the vectors say about `text`."""
    return next(expected(row) for row in ROWS if row["text"] == text)


@given(st.text() | st.lists(PIECES).map("".join))
def test_any_text_gives_sound_windows_or_none(text: str) -> None:
    hours = parse_hours(text)
    if hours is None:
        return
    assert len(hours) == 7
    assert any(hours)
    for day in hours:
        ends = [minute for window in day for minute in window]
        assert ends == sorted(set(ends))
        assert all(0 <= minute <= 1440 for minute in ends)
