"""How long a period is, in calendar days and working days, and where one of so many working days ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cases import every
from sites import write

from xuanlan.diagnostics.report import Report
from xuanlan.models import holidays, periods
from xuanlan.models.holidays import PATH

SUMMER = "- {year: 2031, source: 校历, off: 1月1日、7月10日至8月9日、12月24日}\n"
SAID = {
    ("2026-03-09", "2026-03-15"): "共7天，其中工作日5天。",
    ("2026-03-14", "2026-03-14"): "共1天，其中工作日0天。",
    ("2026-09-28", "2026-10-12"): "共15天，其中工作日7天（10月1日至10月7日国庆节放假除外；10月10日调休上班算在内）。",
    ("2026-10-06", "2026-10-08"): "共3天，其中工作日1天（10月6日至10月7日国庆节放假除外）。",
    ("2026-02-13", "2026-03-01"): "共17天，其中工作日7天（2月15日至2月23日春节放假除外；2月14日、2月28日调休上班算在内）。",
    ("2025-12-31", "2026-01-05"): "共6天，其中工作日3天（1月1日至1月3日元旦放假除外；1月4日调休上班算在内）。",
    ("2026-06-17", "2026-06-22"): "共6天，其中工作日3天（6月19日至6月21日端午节放假除外）。",
    ("2026-10-03", "2026-10-04"): "共2天，其中工作日0天。",
    ("2027-04-01", "2027-04-09"): "共9天，其中工作日6天（4月5日清明节放假除外）。2027年的调休安排还没有公布，工作日的天数是暂定的，公布以后请再核对。",
    ("2030-01-01", "2030-01-09"): "共9天，其中工作日7天。2030年的放假安排还没有登记，只除去了双休日。",
    ("2031-07-09", "2031-07-11"): "共3天，其中工作日1天（7月10日至7月11日放假除外）。",
    ("2031-12-24", "2031-12-26"): "共3天，其中工作日2天（12月24日放假除外）。",
    ("2026-03-15", "2026-03-09"): "",
    ("2026-03-15", "2046-03-15"): "",
}  # fmt: skip
ENDS = {
    ("2026-03-09", 5): "2026-03-13",
    ("2026-03-14", 1): "2026-03-16",
    ("2026-09-30", 5): "2026-10-12",
    ("2026-10-01", 7): "2026-10-15",
    ("2026-02-10", 5): "2026-02-14",
}


@every("days", SAID)
def test_a_period_is_counted_in_words(days: tuple[str, str], tmp_path: Path) -> None:
    calendar = holidays.load(write(tmp_path, {PATH: SUMMER}), Report())
    assert periods.words(calendar, *map(date.fromisoformat, days)) == SAID[days]


@every("begin", ENDS)
def test_so_many_working_days_end_on_the_last_of_them(begin: tuple[str, int], tmp_path: Path) -> None:
    calendar = holidays.load(tmp_path, Report())
    first, count = date.fromisoformat(begin[0]), begin[1]
    last = periods.end_of(calendar, first, count)
    assert last.isoformat() == ENDS[begin]
    assert calendar.working_days(first, last) == count
    assert calendar.working(last)
