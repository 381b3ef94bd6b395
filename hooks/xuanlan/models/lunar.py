"""Lunar months and solar terms, as the shipped table has them (`data/lunar.yml`)"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Number, Text, declare

TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip
"""The solar terms in the order in which a calendar year has them, two in each month."""
_LAST_MONTH = 12


class _Year(Model):
    year: Number = declare("年", "农历年，也是节气的公历年。", "2026", ...)
    begins: Text = declare("正月初一", "月和日。", "2-17", ...)
    months: Text = declare("月", "每月的天数。", "30 29", ...)
    leap: Number = declare("闰", "闰几月，没有为 0。", "6", ...)
    terms: Text = declare("节气", "每个节气的日子。", "5 20", ...)

    @property
    def first(self) -> date:
        month, day = map(int, self.begins.split("-"))
        return date(self.year, month, day)

    def month(self, number: int) -> tuple[date, int]:
        """The first day of month `number`, never a leap month, and how many days it has."""
        lengths = [int(days) for days in self.months.split()]
        index = number - 1 + (0 < self.leap < number)
        return self.first + timedelta(days=sum(lengths[:index])), lengths[index]


@cache
def _years() -> dict[int, _Year]:
    return {row.year: row for row in shipped.read_rows("lunar.yml", _Year)}


@cache
def known() -> range:
    """The calendar years all of whose days the table has."""
    return range(min(_years()) + 1, max(_years()) + 1)


def days(year: int, month: int, number: int) -> list[date]:
    """The days of the calendar year `year` that are day `number` of a lunar `month`; 0 is the last day of the month.

    There may be none: a month need not have a 30th day, and the calendar year may lack one of the last lunar month.
    """
    found = []
    for row in filter(None, (_years().get(year - 1), _years().get(year))):
        first, length = row.month(month)
        day = first + timedelta(days=(number or length) - 1)
        if number <= length and day.year == year:
            found.append(day)
    return found


def term(year: int, name: str) -> date | None:
    """The day of the solar term `name` in `year`; None outside the table."""
    row, number = _years().get(year), TERMS.index(name)
    return date(year, number // 2 + 1, int(row.terms.split()[number])) if row else None


_MONTHS = {"正": 1, "冬": 11, "腊": 12, "十一": 11, "十二": 12}
_MONTHS |= {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}
_WRITTEN = re.compile(
    "(?:农历|阴历)(正|冬|腊|十[一二]|[一二三四五六七八九十])月(?:初?(十|[一二三四五六七八九])|(.{2}))"
)
_TENS = {"十": 10, "廿": 20, "二十": 20, "三十": 30}


def read(words: str) -> tuple[int, int] | None:
    """The month and the day of 农历八月十五; the last day of the year, 农历除夕, is (12, 0). None for anything else."""
    if words in ("农历除夕", "除夕"):
        return _LAST_MONTH, 0
    match = _WRITTEN.fullmatch(words)
    number = _day(match[2] or match[3]) if match else 0
    return (_MONTHS[match[1]], number) if match and number else None


def _day(words: str) -> int:
    """The number of a day of a month from 一 to 三十; 0 for none."""
    digits = "一二三四五六七八九"
    if words in digits:
        return digits.index(words) + 1
    if words in ("二十", "三十"):
        return _TENS[words]
    if len(words) == 2 and words[0] in "十廿" and words[1] in digits:
        return _TENS[words[0]] + digits.index(words[1]) + 1
    return 10 if words == "十" else 0
