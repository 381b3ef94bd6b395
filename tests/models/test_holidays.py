"""The calendar of working days: what ships, what a site adds, and what cannot be read."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import lines, write

from xuanlan.diagnostics.report import Report
from xuanlan.models.holidays import PATH, Holidays, load

ROW = "- {{year: 2035, source: 通知, off: {off}, work: {work}}}\n"


def calendar(root: Path, text: str = "") -> tuple[Holidays, list[str]]:
    report = Report()
    if text:
        write(root, {PATH: text})
    return load(root, report), lines(report)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ((2026, 3, 9), (2026, 3, 15), 5),
        ((2026, 2, 9), (2026, 2, 28), 11),
        ((2026, 4, 30), (2026, 5, 9), 5),
        ((2025, 9, 28), (2025, 10, 11), 6),
        ((2024, 2, 4), (2024, 2, 18), 7),
    ],
)
def test_holidays_are_off_and_days_worked_instead_count(
    tmp_path: Path, first: tuple[int, int, int], last: tuple[int, int, int], count: int
) -> None:
    found, told = calendar(tmp_path)
    assert found.working_days(date(*first), date(*last)) == count
    assert not told


@pytest.mark.parametrize(("year", "off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6), (2027, 13, 0)])
def test_each_shipped_year_is_complete(tmp_path: Path, year: int, off: int, worked: int) -> None:
    found, _ = calendar(tmp_path)
    days_off, days_worked = found.years[year]
    assert (len(days_off), len(days_worked)) == (off, worked)
    assert all(day.weekday() >= 5 for day in days_worked)


def test_a_site_adds_a_year_and_may_put_one_right(tmp_path: Path) -> None:
    found, told = calendar(
        tmp_path,
        ROW.format(off="5月1日至5月5日、10月1日—7日", work="4月29日")
        + "- 年: 2026\n  出处: 更正的通知\n  放假: 1月1日\n",
    )
    assert not told
    assert found.known(date(2035, 1, 1), date(2035, 12, 31))
    assert not found.known(date(2035, 12, 31), date(2036, 1, 1))
    assert found.working(date(2035, 4, 29))
    assert not found.working(date(2035, 10, 5))
    assert found.working(date(2026, 10, 1))


def test_a_year_without_its_arrangement_is_counted_and_is_not_settled_until_a_site_has_it(tmp_path: Path) -> None:
    found, _ = calendar(tmp_path)
    spring = date(2027, 2, 1), date(2027, 2, 14)
    assert found.working_days(*spring) == 8
    assert (found.known(*spring), found.unsettled(*spring)) == (False, 2027)
    assert found.unsettled(date(2026, 12, 28), date(2027, 1, 4)) == 2027
    assert found.unsettled(date(2027, 12, 28), date(2028, 1, 4)) is None
    assert 2027 not in found.settled
    assert 2026 in found.settled
    own, told = calendar(tmp_path, ROW.format(off="2月5日至2月11日", work="2月14日").replace("2035", "2027"))
    assert not told
    assert (own.known(*spring), own.unsettled(*spring), own.working_days(*spring)) == (True, None, 6)


@pytest.mark.parametrize("words", ["5月32日", "五一", "5月5日至5月1日", "1月1日至12月31日", "2月29日"])
def test_what_is_no_day_is_told_at_its_row_and_the_year_left_out(tmp_path: Path, words: str) -> None:
    found, told = calendar(tmp_path, "# 放假\n" + ROW.format(off=words, work="5月9日"))
    assert told == [f"error holidays-invalid {PATH}:2:3"]
    assert 2035 not in found.years


@pytest.mark.parametrize("text", ["放假: 5月1日\n", "放假\n"])
def test_a_table_that_is_no_list_is_told(tmp_path: Path, text: str) -> None:
    found, told = calendar(tmp_path, text)
    assert told == [f"error register-not-list {PATH}:1:1"]
    assert 2026 in found.years


@given(st.dates(date(2024, 1, 1), date(2026, 6, 30)), st.integers(0, 60), st.integers(0, 60))
def test_two_spans_that_meet_have_as_many_working_days_as_both(first: date, one: int, other: int) -> None:
    found = load(Path("/nonexistent"), Report())
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other + 1)
    whole = found.working_days(first, last)
    assert whole == found.working_days(first, middle) + found.working_days(middle + timedelta(days=1), last)
