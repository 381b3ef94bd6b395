"""Periods in days and working days: how many there are from a day to another, in words, and where so many end"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, islice

from xuanlan.models.holidays import Holidays

_DAY = timedelta(days=1)
LONGEST = 3660
"""Days of a period that is counted; a longer one is a slip, which others tell."""
_FIXED = ((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节"))
_BY_MONTH = {1: "春节", 2: "春节", 4: "清明节", 5: "端午节", 6: "端午节", 9: "中秋节", 10: "中秋节"}
"""The holidays by the moon and the sun fall in these months, and no other holiday of the whole country does."""


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def end_of(calendar: Holidays, first: date, count: int) -> date:
    """The last day of a period of `count` working days that begins on `first`."""
    every = (first + timedelta(days=number) for number in range(LONGEST))
    return next(islice((day for day in every if calendar.working(day)), count - 1, None))


def words(calendar: Holidays, first: date, last: date) -> str:
    """A Chinese sentence: how many days and working days a period has; "" for none, or one of ten years."""
    number = (last - first).days + 1
    if not 0 < number <= LONGEST:
        return ""
    told = [f"{_span(run)}{_name(calendar, run[0])}放假除外" for run in _runs(calendar, first, last)]
    worked = [_day(day) for day in days(first, last) if day.weekday() > 4 and calendar.working(day)]
    told += [f"{'、'.join(worked)}调休上班算在内"] if worked else []
    more = f"（{'；'.join(told)}）" if told else ""
    return f"共{number}天，其中工作日{calendar.working_days(first, last)}天{more}。{_doubt(calendar, first, last)}"


def _doubt(calendar: Holidays, first: date, last: date) -> str:
    if calendar.known(first, last):
        return ""
    if year := calendar.unsettled(first, last):
        return f"{year}年的调休安排还没有公布，工作日的天数是暂定的，公布以后请再核对。"
    year = next(one for one in range(first.year, last.year + 1) if one not in calendar.years)
    return f"{year}年的放假安排还没有登记，只除去了双休日。"


def _runs(calendar: Holidays, first: date, last: date) -> Iterator[list[date]]:
    """The days off in a period that belong together. Those that cost no working day are not told."""
    for is_off, run in groupby(days(first, last), lambda day: _is_off(calendar, day)):
        found = list(run)
        if is_off and any(day.weekday() < 5 for day in found):
            yield found


def _is_off(calendar: Holidays, day: date) -> bool:
    return day.year in calendar.years and day in calendar.years[day.year][0]


def _name(calendar: Holidays, day: date) -> str:
    """The holiday that a day off belongs to; "" for one that only the site has."""
    first = last = day
    while _is_off(calendar, first - _DAY):
        first -= _DAY
    while _is_off(calendar, last + _DAY):
        last += _DAY
    every = {(one.month, one.day) for one in days(first, last)}
    fixed = next((name for month, number, name in _FIXED if (month, number) in every), "")
    return fixed or (_BY_MONTH.get(first.month, "") if len(every) < 12 else "")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _span(run: list[date]) -> str:
    return _day(run[0]) if len(run) == 1 else f"{_day(run[0])}至{_day(run[-1])}"
