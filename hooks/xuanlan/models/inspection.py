"""What an inspection of government sites measures: how often columns are renewed, and how many may fail (`data`)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Number, Text, TextList, declare, shown

HOME = "首页"
"""The name of the home page where terms are set."""
OFF = "不查"
_WRITTEN = re.compile(r"([1-9]\d{0,3}) ?(天|周|个月|年)")
_MONTHS = {"个月": 1, "年": 12}
_DAYS = {"天": 1, "周": 7}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as people write it: 10天, 2周, 6个月."""

    number: int
    unit: str

    def after(self, moment: datetime) -> datetime:
        """The end of the term that begins at `moment`; of months, on the same day or the last of a shorter month.

        The year must stay below 9999, which `_WRITTEN` and the years of dates ensure.
        """
        if self.unit in _DAYS:
            return moment + timedelta(days=self.number * _DAYS[self.unit])
        years, month = divmod(moment.month - 1 + self.number * _MONTHS[self.unit], 12)
        year = min(moment.year + years, 9998)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


def _term(value: Any) -> Term:
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, Term):
        return value
    if match is None:
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "几天、几周、几个月，例如 2周", "found": shown(value)}
        )
    return Term(int(match[1]), match[2])


def _terms(value: Any) -> Any:
    if not isinstance(value, dict):
        expected = f"栏目和期限，例如 {HOME}: 2周"
        raise PydanticCustomError("field-type", "{found}", {"expected": expected, "found": shown(value)})
    return {str(name): None if words == OFF else _term(words) for name, words in value.items()}


OneTerm = Annotated[Term, BeforeValidator(_term)]
Terms = Annotated[dict[str, Term | None], BeforeValidator(_terms)]
"""Terms by what they are of: the home page, a column's address or title. None: not to be measured."""


class Limit(Model):
    """A term, and where it stands."""

    term: OneTerm = declare("期限", "多久算没有更新。", "2周", ...)
    source: Text = declare("依据", "期限的出处。", "国办秘函〔2019〕19号", ...)
    confidence: Text = declare("把握", "V 已核对原文、V2 只见转载、K 确知、M 较有把握、L 待核。", "V2", ...)


class ColumnClass(Limit):
    """A class of columns, known by words in their titles, and its term."""

    name: Text = declare("名称", "检查时叫什么。", "动态、要闻类", ...)
    words: TextList = declare("词", "栏目名称里有其中一个词，就算这一类。", "动态、要闻", ...)
    titles: TextList = declare("全名", "栏目名称就是其中一个，也算这一类。", "通知、公告", ())


class Most(Model):
    """From how many columns on a site fails as a whole (单项否决)."""

    count: Number = declare("个数", "达到几个就单项否决。", "5", ...)
    source: Text = declare("依据", "个数的出处。", "国办秘函〔2019〕19号", ...)
    confidence: Text = declare("把握", "同上。", "V2", ...)


class Inspection(Model):
    """The measures of `data/inspection.yml`."""

    home: Limit = declare("首页", "首页的期限。", "2周", ...)
    home_early: Limit = declare("首页预告", "提前多久提示。", "10天", ...)
    classes: tuple[ColumnClass, ...] = declare("栏目类别", "各类栏目的期限。", "动态、要闻类", ...)
    regular: Most = declare("动态等栏目", "有期限的各类栏目合计。", "5", ...)
    every: Most = declare("应更新的栏目", "应更新而未更新的栏目合计。", "10", ...)
    blank: Most = declare("空白栏目", "空白栏目合计。", "5", ...)
    hotline: Limit = declare("热线", "电话多久核对一次。", "12个月", ...)

    def class_of(self, title: str) -> ColumnClass | None:
        """The class of the column `title`; None for one that no inspection measures."""
        return next(
            (one for one in self.classes if title in one.titles or any(word in title for word in one.words)), None
        )


@cache
def inspection() -> Inspection:
    """The measures as shipped."""
    return shipped.read("inspection.yml", Inspection)
