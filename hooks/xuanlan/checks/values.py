"""Core values: the words that a notice is tagged with, and those that its text lists."""

from __future__ import annotations

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values, miswritings
from xuanlan.models.notice import field_position
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import nearest


def check(library: Library, report: Report) -> None:
    for entry in library.entries:
        if entry.notice.values:
            _tags(entry, report)


def _tags(entry: Entry, report: Report) -> None:
    values = core_values()
    meant = {slip.wrong: f"是不是“{slip.right}”？" for slip in values.slips}
    for word in entry.notice.values:
        if word not in values.words:
            suggestion = meant.get(word) or nearest(word, values.words)
            place = field_position(entry.places, "values")
            report.add("value-unknown", place, found=word, suggestion=suggestion, choices="、".join(values.words))


def lists(manuscript: Manuscript, report: Report) -> None:
    """Report mistakes where a text lists the core values: a word that is wrong, missing or out of order."""
    words = core_values().words
    for slip in miswritings(manuscript.body):
        code = "value-order" if slip.found in words else "value-slip" if slip.found else "value-missing"
        report.add(
            code, manuscript.shown.locator.at(slip.offset), found=slip.found or slip.expected, expected=slip.expected
        )


_SOURCE = "党的十八大报告；《关于培育和践行社会主义核心价值观的意见》（中办发〔2013〕24号）"
_TWELVE = "富强、民主、文明、和谐，自由、平等、公正、法治，爱国、敬业、诚信、友善"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "value-slip",
        "列举核心价值观时一个字也不能错。",
        _SOURCE,
        (notice(f"社会主义核心价值观：{_TWELVE.replace('法治', '法制')}。"),),
        (notice(f"社会主义核心价值观：{_TWELVE}。"), notice("加强法制教育，推进公证工作。")),
    ),
    SiteRule(
        "value-order",
        "列举核心价值观时次序固定。",
        _SOURCE,
        (notice(f"社会主义核心价值观：{_TWELVE.replace('敬业、诚信', '诚信、敬业')}。"),),
        (notice(f"社会主义核心价值观：{_TWELVE}。"), notice("做诚信、敬业的好职工。")),
    ),
    SiteRule(
        "value-missing",
        "列举核心价值观时十二个词一个也不能少。",
        _SOURCE,
        (notice(f"社会主义核心价值观：{_TWELVE.replace('、敬业', '')}。"),),
        (notice(f"社会主义核心价值观：{_TWELVE}。"), notice("社会层面倡导自由、平等、公正、法治。")),
    ),
)
