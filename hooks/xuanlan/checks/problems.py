"""Problems of inspections: each says what, who and until when; each answer is of a problem that there is"""

from __future__ import annotations

from collections.abc import Collection

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.problem_tables import Row, answer_rows, problem_rows
from xuanlan.library.problems import (
    is_about_problems,
    is_inspection,
    named_by,
    problems_of,
    term_of,
    term_words,
    units_of,
)
from xuanlan.library.render import Library
from xuanlan.models.campaign import is_everybody
from xuanlan.models.notice import field_position
from xuanlan.models.problems import word_of
from xuanlan.reading.keys import nearest
from xuanlan.text.dates import chinese_date

_SHOWN = 20


def check(library: Library, report: Report) -> None:
    forms = frozenset(library.names.forms)
    for entry in library.entries:
        if entry.state == "draft" or entry.notice.withdrawn:
            continue
        if not is_about_problems(library, entry):
            if entry.notice.answers:
                report.add("problem-elsewhere", field_position(entry.places, "answers"), kind=entry.notice.kind)
            continue
        if is_inspection(library, entry):
            _list(library, entry, forms, report)
        if entry.notice.answers:
            _answers(library, entry, report)


def _list(library: Library, entry: Entry, forms: Collection[str], report: Report) -> None:
    """What is wrong with the table of an inspection."""
    rows = problem_rows(entry.text.notes)
    if not rows and not entry.notice.answers:
        report.add("problem-none", Position(entry.path, entry.body_line, 1))
    seen, told = set[str](), set[str]()
    for row, problem in zip(rows, problems_of(library, entry), strict=True):
        place = _at(entry, row)
        if not problem.what:
            report.add("problem-what-none", place)
        if problem.number in seen:
            report.add("problem-number-twice", place, found=row.number)
        seen.add(problem.number)
        if not units_of(entry, row):
            report.add("problem-unit-none", place, found=_short(problem.what))
        for unit in problem.units if forms else ():  # a site may register no names
            if unit not in forms and not is_everybody(unit) and unit not in told:
                report.add("problem-unit", place, found=unit, suggestion=nearest(unit, forms))
                told.add(unit)
        if not term_words(entry, row):
            report.add("problem-term-none", place, found=_short(problem.what))
        elif term_of(library, entry, row) is None:
            report.add("problem-term", place, found=_short(problem.term))


def _answers(library: Library, entry: Entry, report: Report) -> None:
    """What is wrong with what a notice answers."""
    lists = {one.id: one for one in library.entries if is_inspection(library, one) and one.id != entry.id}
    for at, ident in enumerate(entry.notice.answers):
        place = field_position(entry.places, "answers", at)
        if ident not in lists:
            report.add("problem-answers", place, found=ident, suggestion=nearest(ident, lists))
        elif entry.facts.publish < lists[ident].facts.publish:
            here, there = (one.facts.publish.date() for one in (entry, lists[ident]))
            report.add("problem-answer-early", place, found=chinese_date(here), there=chinese_date(there))
    if not answer_rows(entry.text.notes):
        report.add("problem-answer-none", Position(entry.path, entry.body_line, 1))
    for named in named_by(library, entry):
        place = _at(entry, named.row)
        if named.list_id in lists and lists[named.list_id].state != "draft":
            known = [one.number for one in problems_of(library, lists[named.list_id])]
            for number in named.numbers or ("",):
                if number not in known:
                    suggestion = nearest(number, known)
                    report.add("problem-answer-number", place, found=number, list=named.list_id, suggestion=suggestion)
        elif not named.list_id:
            report.add("problem-answer-which", place, found=_short(named.row.number), list=entry.notice.answers[0])
        if not word_of(named.row.result):
            report.add("problem-answer-word", place, found=_short(named.row.result))


def _at(entry: Entry, row: Row) -> Position:
    return Position(entry.path, row.line, 1)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
