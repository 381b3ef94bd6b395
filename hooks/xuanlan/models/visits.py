"""The register of what comes into a school, `notices/visits.yml`: lectures, drills, surveys of others, by semester (进校园)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import registers
from xuanlan.reading.fields import Day, Model, Text, declare

PATH = "notices/visits.yml"
MOST = 6
"""Items of a semester above which a school is told, unless its settings say another number."""
_EXAMPLE = "- {事项: 消防演练进校园, 日期: 2026-11-09, 依据: 云教〔2026〕8号}"
_SPRING, _AUTUMN = 2, 8
"""The months in which semesters begin."""


class Visit(Model):
    """One item that comes into the school."""

    title: Text = declare("事项", "什么活动进校园。", "消防演练进校园", ..., also="名称")
    day: Day = declare("日期", "哪一天来，来几天的写第一天。", "2026-11-09", ...)
    unit: Text | None = declare("单位", "哪个单位来办。", "云山市消防救援支队")
    basis: Text | None = declare("依据", "列入白名单的文件或者批准的文号。", "云教〔2026〕8号")

    @property
    def semester(self) -> str:
        return semester(self.day)


@dataclass(frozen=True, slots=True)
class Visits:
    """The items, each with its place, in the order of the register."""

    rows: tuple[tuple[Visit, Position], ...] = ()

    def by_semester(self) -> dict[str, list[tuple[Visit, Position]]]:
        """The items by semester, by their days in each."""
        found: dict[str, list[tuple[Visit, Position]]] = {}
        for row in sorted(self.rows, key=lambda one: (one[0].day, one[1].line)):
            found.setdefault(row[0].semester, []).append(row)
        return found

    def between(self, first: date, last: date) -> Iterable[Visit]:
        """The items from `first` to `last`, both included, by their days."""
        return sorted((row for row, _ in self.rows if first <= row.day <= last), key=lambda row: row.day)


def semester(day: date) -> str:
    """The semester in which `day` is: 2026年秋季学期 begins in August and ends in January."""
    if _SPRING <= day.month < _AUTUMN:
        return f"{day.year}年春季学期"
    return f"{day.year - (day.month < _SPRING)}年秋季学期"


def load(root: Path, report: Report) -> Visits:
    """The register of the site at `root`; empty when there is no file. Mistakes are reported."""
    return Visits(tuple(registers.rows(root, PATH, Visit, _EXAMPLE, report)))
