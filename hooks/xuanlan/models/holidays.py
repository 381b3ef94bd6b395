"""Working days: weekends, public holidays and days worked instead, as shipped and as a site adds them"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Report
from xuanlan.reading import registers, shipped
from xuanlan.reading.fields import Flag, Model, Text, TextList, declare, within

PATH = "notices/holidays.yml"
_DAYS = re.compile(r"(\d{1,2})月(\d{1,2})日(?:(?:至|到|—|－|-|～|~)(?:(\d{1,2})月)?(\d{1,2})日)?")
_MOST = 31
"""Days that one holiday may last."""


def _span(year: int, words: str) -> list[date]:
    """The days that `words` name in `year`. Raises ValueError when they name none."""
    match = _DAYS.fullmatch("".join(words.split()))
    if match is None:
        raise ValueError(words)
    first = date(year, int(match[1]), int(match[2]))
    last = date(year, int(match[3] or match[1]), int(match[4])) if match[4] else first
    if not 0 <= (last - first).days < _MOST:
        raise ValueError(words)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


class Year(Model):
    """What is off and what is worked in one year."""

    year: Annotated[int, within(1900, 2199)] = declare("年", "哪一年。", "2027", ...)
    source: Text = declare("出处", "按哪一份通知。", "国务院办公厅关于2027年部分节假日安排的通知", ...)
    off: TextList = declare("放假", "放假的日子。", "5月1日至5月5日、10月1日至10月7日", ...)
    work: TextList = declare("上班", "调休上班的日子。", "5月9日、10月10日", ())
    provisional: Flag = declare("暂定", "只有法定节日，调休还没有公布：算出来的工作日只供参考。", "是", False)

    @model_validator(mode="after")
    def _real(self) -> Year:
        for words in (*self.off, *self.work):
            try:
                _span(self.year, words)
            except ValueError:
                raise PydanticCustomError("holidays-invalid", "{found}", {"found": words}) from None
        return self

    def days(self, words: tuple[str, ...]) -> frozenset[date]:
        return frozenset(day for one in words for day in _span(self.year, one))


@dataclass(frozen=True, slots=True)
class Holidays:
    """The years that are known: days off, and days worked that would be off."""

    years: Mapping[int, tuple[frozenset[date], frozenset[date]]]
    provisional: frozenset[int] = frozenset()
    """those of which only the days are known that the law gives; which days go with them nobody has laid down yet"""

    @property
    def settled(self) -> frozenset[int]:
        """The years of which all is known."""
        return frozenset(self.years) - self.provisional

    def known(self, first: date, last: date) -> bool:
        """Whether all is known of every year from `first` to `last`."""
        return all(year in self.settled for year in range(first.year, last.year + 1))

    def unsettled(self, first: date, last: date) -> int | None:
        """The first provisional year from `first` to `last`, when something is known of all of them."""
        years = range(first.year, last.year + 1)
        there = all(year in self.years for year in years)
        return next((year for year in years if year in self.provisional), None) if there else None

    def working(self, day: date) -> bool:
        off, work = self.years.get(day.year, (frozenset(), frozenset()))
        return day in work or (day.weekday() < 5 and day not in off)

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; of a year that is not known, all but its weekends."""
        return sum(self.working(first + timedelta(days=number)) for number in range((last - first).days + 1))


@cache
def _shipped() -> tuple[Year, ...]:
    return tuple(shipped.read_rows("holidays.yml", Year))


def load(root: Path, report: Report) -> Holidays:
    """The shipped years and those of the site at `root`, which come first. Mistakes are reported."""
    example = "- {year: 2027, source: 通知的名称, off: 5月1日至5月5日, work: 5月9日}"
    own = [row for row, _ in registers.rows(root, PATH, Year, example, report)]
    rows = {row.year: row for row in (*_shipped(), *own)}
    days = {year: (row.days(row.off), row.days(row.work)) for year, row in rows.items()}
    return Holidays(days, frozenset(year for year, row in rows.items() if row.provisional))
