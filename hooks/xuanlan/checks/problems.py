"""Problems of inspections: each says what, who and until when; each answer is of a problem that there is"""

from __future__ import annotations

import re
from collections.abc import Collection

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.library.problem_tables import PROBLEMS, Row, answer_rows, notes, problem_rows
from xuanlan.library.problems import (
    addressed,
    is_about_problems,
    is_inspection,
    named_by,
    numbers_of,
    problems_of,
    term_words,
)
from xuanlan.library.render import Library
from xuanlan.models.campaign import is_everybody
from xuanlan.models.notice import field_position
from xuanlan.models.problems import word_of
from xuanlan.models.schedule import INTERNAL
from xuanlan.reading.keys import nearest
from xuanlan.text.dates import chinese_date
from xuanlan.text.table_heads import units_in
from xuanlan.text.terms import read_term

_SHOWN = 20
_FAR = 240
"""Days to a last day without a year behind which it is rather one that is over."""


def compare(manuscript: Manuscript, report: Report) -> None:
    """Report what the table of an inspection lacks, each at its line."""
    entry = manuscript.entry
    if manuscript.layout != PROBLEMS or entry.notice.withdrawn:
        return
    rows = problem_rows(notes(manuscript))
    if not rows and not entry.notice.answers:
        report.add("problem-none", Position(entry.path, entry.body_line, 1))
    seen, whom = set[str](), addressed(entry, rows)
    for row, number in zip(rows, numbers_of(rows), strict=True):
        place, what, words = _at(entry, row), _short(row.what), term_words(entry, row)
        if not row.what:
            report.add("problem-what-none", place)
        if number in seen:
            report.add("problem-number-twice", place, found=row.number)
        seen.add(number)
        if not (units_in(row.unit) or whom):
            report.add("problem-unit-none", place, found=what)
        term = read_term(words, entry.notice.date, lambda day, _: day)  # whatever day some working days end on
        if not words:
            report.add("problem-term-none", place, found=what)
        elif term is None:
            report.add("problem-term", place, found=_short(words))
        elif term.last and term.last < entry.notice.date:
            report.add("problem-term-past", place, found=_short(words))
        elif term.last and not re.search(r"\d{4}|年", words) and (term.last - entry.notice.date).days > _FAR:
            report.add("problem-term-year", place, found=_short(words), day=chinese_date(term.last))


def check(library: Library, report: Report) -> None:
    """Report units that are not registered, and answers to what is not there."""
    forms = frozenset(library.names.forms)
    for entry in library.entries:
        if entry.state == "draft" or entry.notice.withdrawn:
            continue
        if not is_about_problems(library, entry):
            if entry.notice.answers:
                report.add("problem-elsewhere", field_position(entry.places, "answers"), kind=entry.notice.kind)
            continue
        if is_inspection(library, entry) and forms:  # a site may register no names
            _units(library, entry, forms, report)
        if entry.notice.answers:
            _answers(library, entry, report)


def _units(library: Library, entry: Entry, forms: Collection[str], report: Report) -> None:
    told = set[str]()
    for problem in problems_of(library, entry):
        for unit in problem.units:
            if unit not in forms and not is_everybody(unit) and unit not in told:
                place = Position(entry.path, problem.line, 1)
                report.add("problem-unit", place, found=unit, suggestion=nearest(unit, forms))
                told.add(unit)


def _answers(library: Library, entry: Entry, report: Report) -> None:
    """What is wrong with what a notice answers."""
    lists = {one.id: one for one in library.entries if is_inspection(library, one) and one.id != entry.id}
    answered = [ident for ident in entry.notice.answers if ident in lists and lists[ident].state != "draft"]
    for at, ident in enumerate(entry.notice.answers):
        place = field_position(entry.places, "answers", at)
        if ident not in lists:
            report.add("problem-answers", place, found=ident, suggestion=nearest(ident, lists))
        elif entry.facts.publish < lists[ident].facts.publish:
            here, there = (one.facts.publish.date() for one in (entry, lists[ident]))
            report.add("problem-answer-early", place, found=chinese_date(here), there=chinese_date(there))
    if not answer_rows(entry.text.notes):
        report.add("problem-answer-none", Position(entry.path, entry.body_line, 1))
    known = {ident: [one.number for one in problems_of(library, lists[ident])] for ident in answered}
    for named in named_by(library, entry):
        place = _at(entry, named.row)
        if entry.public and named.list_id in named.row.number and _is_for_staff(lists.get(named.list_id)):
            report.add("problem-answer-staff", place, found=named.list_id)
        if named.list_id in known:
            lost = [number for number in named.numbers or ("",) if number not in known[named.list_id]]
            if lost:
                near = nearest(lost[0], known[named.list_id])
                found = _short("、".join(lost))
                report.add("problem-answer-number", place, found=found, list=named.list_id, suggestion=near)
        elif not named.list_id:
            report.add("problem-answer-which", place, found=_short(named.row.number), list=entry.notice.answers[0])
        if not word_of(named.row.result):
            report.add("problem-answer-word", place, found=_short(named.row.result))


def _is_for_staff(entry: Entry | None) -> bool:
    return entry is not None and entry.state == INTERNAL


def _at(entry: Entry, row: Row) -> Position:
    return Position(entry.path, row.line, 1)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
