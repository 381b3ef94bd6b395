"""When a day of the year is: 12月4日, 农历八月十五, 清明, 5月第三个星期日, 9月第三周, 11月, 5月15日所在周"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from xuanlan.models import lunar


class Span(NamedTuple):
    """From a day to another, both included."""

    first: date
    last: date


Rule = Callable[[int], list[Span]]
"""The spans that begin in a year."""
FORMS = (
    "12月4日", "12月1日至12月7日", "11月", "农历八月十五", "农历除夕", "清明", "5月第三个星期日", "3月最后一个星期一",
    "9月第三周", "5月15日所在周",
)  # fmt: skip
"""One of each form."""
_WEEK = 7
_LAST = -1
_COUNTS = {sign: number for number, sign in enumerate("一二三四五", start=1)} | {"最后一": _LAST}
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日(?:(?:至|到|—|-|~)(?:(\d{1,2})月)?(\d{1,2})日)?")
_AROUND = re.compile(r"(\d{1,2})月(\d{1,2})日所在(?:的)?(?:周|星期)")
_MONTH = re.compile(r"(\d{1,2})月")
_WEEKDAY = re.compile(r"(\d{1,2})月(?:的)?(?:第([一二三四五])|(最后一))个(?:星期|周|礼拜)([一二三四五六日天])")
_NTH_WEEK = re.compile(r"(\d{1,2})月(?:的)?(?:第([一二三四五])|(最后一))个?(?:周|星期)")


@cache
def read(words: str) -> Rule:
    """The rule that `words` are. Raises ValueError for words that are none, and for days that no year has."""
    words = "".join(words.split())
    for form, make in _FORMS:
        if match := form.fullmatch(words):
            rule = make(match)
            rule(2024)  # a leap year, so that 2月29日 is a day
            return rule
    if words in lunar.TERMS:
        return lambda year: [Span(day, day)] if (day := lunar.term(year, words)) else []
    if moon := lunar.read(words):
        return lambda year: [Span(day, day) for day in lunar.days(year, *moon)]
    raise ValueError(words)


def _fixed(match: re.Match[str]) -> Rule:
    month, day = int(match[1]), int(match[2])
    until = (int(match[3] or month), int(match[4] or day))
    later = until < (month, day)  # into the next year
    if until == (2, 29) or (month, day) == (2, 29):
        date(2024, month, day)
        return lambda year: [Span(date(year, month, day), date(year, *until))] if calendar.isleap(year) else []
    return lambda year: [Span(date(year, month, day), date(year + later, *until))]


def _whole_month(match: re.Match[str]) -> Rule:
    month = int(match[1])
    return lambda year: [Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))]


def _week_of(match: re.Match[str]) -> Rule:
    month, day = int(match[1]), int(match[2])

    def rule(year: int) -> list[Span]:
        here = date(year, month, day)
        return [_week(here - timedelta(days=here.weekday()))]

    return rule


def _week(monday: date) -> Span:
    return Span(monday, monday + timedelta(days=_WEEK - 1))


def _weekday(match: re.Match[str]) -> Rule:
    month, count, weekday = int(match[1]), _COUNTS[match[2] or match[3]], _WEEKDAYS[match[4]]
    return lambda year: [Span(day, day) for day in _nth(year, month, count, weekday)]


def _nth_week(match: re.Match[str]) -> Rule:
    """The week of the nth Monday."""
    month, count = int(match[1]), _COUNTS[match[2] or match[3]]
    return lambda year: [_week(day) for day in _nth(year, month, count, 0)]


def _nth(year: int, month: int, count: int, weekday: int) -> list[date]:
    length = calendar.monthrange(year, month)[1]
    days = [day for number in range(1, length + 1) if (day := date(year, month, number)).weekday() == weekday]
    return days[-1:] if count == _LAST else days[count - 1 : count]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Rule]], ...] = (
    (_DAY, _fixed),
    (_AROUND, _week_of),
    (_MONTH, _whole_month),
    (_WEEKDAY, _weekday),
    (_NTH_WEEK, _nth_week),
)
