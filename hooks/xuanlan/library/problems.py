"""The problems of a site: who has to deal with what until when, what was answered, and how each stands at a clock"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xuanlan.library.entry import Entry
from xuanlan.library.problem_tables import ANSWERS, PROBLEMS, Row, answer_rows, problem_rows, said, until
from xuanlan.library.render import Library
from xuanlan.models import periods, problems
from xuanlan.models.campaign import is_everybody
from xuanlan.models.problems import Answer, Problem, Standing, numbers_in, plain_number
from xuanlan.models.schedule import INTERNAL, last_moment
from xuanlan.text.dates import SHANGHAI
from xuanlan.text.table_heads import units_in
from xuanlan.text.terms import Term, read_term

_GONE = ("draft", "withdrawn", "superseded")
"""The states of notices that say nothing any more."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a row of answers is about."""

    row: Row
    list_id: str
    """the id of the inspection, or "" where the row does not say which of several"""
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Known:
    """A problem as the site has it: with the notice of its inspection, and how it stands."""

    entry: Entry
    standing: Standing

    @property
    def problem(self) -> Problem:
        return self.standing.problem


def is_inspection(library: Library, entry: Entry) -> bool:
    return library.kinds[entry.notice.kind].layout == PROBLEMS


def is_about_problems(library: Library, entry: Entry) -> bool:
    """Whether a notice names problems or answers them."""
    return library.kinds[entry.notice.kind].layout in (PROBLEMS, ANSWERS)


def problems_of(library: Library, entry: Entry) -> list[Problem]:
    """The problems that the notice `entry` names, in its order. What its table does not say the notice may: its
    deadline, and whom it is sent to."""
    rows = problem_rows(entry.text.notes)
    terms = [term_of(library, entry, row) for row in rows]
    numbers, whom = numbers_of(rows), addressed(entry, rows)
    return [
        Problem(
            list_id=entry.id,
            number=numbers[at],
            row=at + 1,
            what=" ".join(row.what.split()),
            place=" ".join(row.place.split()),
            clause=" ".join(row.clause.split()),
            units=units_in(row.unit) or whom,
            term=term_words(entry, row),
            due=term.last if (term := terms[at]) else None,
            line=row.line,
        )
        for at, row in enumerate(rows)
    ]


def numbers_of(rows: Sequence[Row]) -> list[str]:
    """The numbers of the problems of a notice: as written, or where one has none, from 1."""
    numbers = [plain_number(row.number) for row in rows]
    return numbers if all(numbers) else [f"{at}" for at in range(1, len(rows) + 1)]


def addressed(entry: Entry, rows: Sequence[Row]) -> tuple[str, ...]:
    """Who has to deal with the problem of a row that names nobody: whom the notice is sent to, and beside rows that do
    name somebody only a single one. A notice that is sent to everybody names nobody."""
    to = tuple(unit for unit in units_in(entry.notice.to or "") if not is_everybody(unit))
    return to if len(to) < 2 or not any(units_in(row.unit) for row in rows) else ()


def term_words(entry: Entry, row: Row) -> str:
    """Until when the problem of a row is to be dealt with, as written there or in the notice's deadline."""
    deadline = entry.notice.deadline
    return " ".join(row.term.split()) or (f"{last_moment(deadline).date()}" if deadline else "")


def term_of(library: Library, entry: Entry, row: Row) -> Term | None:
    """Until when the problem of a row is to be dealt with; None when that cannot be read."""

    def working(day: date, count: int) -> date:
        return periods.end_of(library.holidays, day + timedelta(days=1), count)

    return read_term(term_words(entry, row), entry.notice.date, working)


def named_by(library: Library, entry: Entry) -> Iterator[Named]:
    """What the rows of answers of `entry` are about."""
    rows = answer_rows(entry.text.notes)
    lists = entry.notice.answers if rows else ()
    there = [found for ident in lists if (found := library.by_id.get(ident))]
    known = {one.id: [problem.number for problem in problems_of(library, one)] for one in there}
    for row in rows:
        written = [ident for ident in lists if ident in row.number and ident != row.number]
        named = max(written, key=len) if written else lists[0] if len(lists) == 1 else ""
        cell = row.number.replace(named, "") if named else row.number
        yield Named(row, named, numbers_in(cell, known.get(named, ())))


def answers_of(library: Library, entry: Entry) -> Iterator[Answer]:
    """What `entry` says of problems, where it can be understood."""
    checked = is_inspection(library, entry)
    for named in named_by(library, entry):
        if word := said(named.row, entry.notice.date):
            day = until(named.row, entry.notice.date)
            for number in named.numbers:
                yield Answer(named.list_id, number, word, entry.facts.publish, entry.id, checked, day)


class Problems:
    """All problems and answers of a site: of every notice that is in force, or with `public` of those that readers may
    see."""

    def __init__(self, library: Library, *, public: bool) -> None:
        entries = [entry for entry in library.entries if is_about_problems(library, entry)]
        told = [entry for entry in entries if _says(entry) and (entry.public or not public)]
        hidden = {ident for entry in told if entry.state == INTERNAL for ident in entry.notice.replaces}
        self.entries = [entry for entry in told if entry.state != INTERNAL or entry.id not in hidden]
        self.by_list = {entry.id: found for entry in self.entries if (found := problems_of(library, entry))}
        self.by_id = {entry.id: entry for entry in self.entries}
        self.answers: dict[tuple[str, str], list[Answer]] = {}
        for entry in self.entries:
            for answer in answers_of(library, entry):
                self.answers.setdefault((answer.list_id, answer.number), []).append(answer)

    def standing(self, entry: Entry, problem: Problem, now: datetime) -> Standing | None:
        """How a problem that `entry` names stands at `now`; None before it was told."""
        answers = self.answers.get((problem.list_id, problem.number), ())
        return problems.standing(problem, entry.facts.publish, answers, now)

    def at(self, now: datetime) -> Iterator[Known]:
        """Every problem that was told by `now`, newest inspection first."""
        for ident, found in self.by_list.items():
            for problem in found:
                if standing := self.standing(self.by_id[ident], problem, now):
                    yield Known(self.by_id[ident], standing)


def _says(entry: Entry) -> bool:
    return entry.state not in _GONE and entry.facts.fixed not in _GONE and entry.notice.withdrawn is None


def open_problems(library: Library, now: datetime, unit: str = "") -> list[Known]:
    """The problems that are open at `now`, of one `unit` or of all, those first whose last day is first; what has no
    last day comes at the end. It is for staff: what readers may not see is among them."""
    found = [one for one in Problems(library, public=False).at(now) if one.standing.state != problems.DONE]
    mine = [one for one in found if not unit or unit in one.problem.units]
    return sorted(mine, key=lambda one: (one.standing.due or date.max, one.entry.id, one.problem.row))


def today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()
