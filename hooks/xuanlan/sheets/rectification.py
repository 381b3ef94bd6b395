"""整改通知单: for each unit that an inspection names one sheet with its problems alone, and a slip to tear off"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xuanlan import text
from xuanlan.library.entry import Entry
from xuanlan.library.problem_tables import problem_rows
from xuanlan.library.problems import problems_of
from xuanlan.library.render import Library
from xuanlan.models.problems import Problem
from xuanlan.models.schedule import INTERNAL
from xuanlan.render.contacts import contact_view
from xuanlan.sheets.blocks import Block
from xuanlan.sheets.common import code_of, with_pictures
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.typeset import CannotPrintError, Sheet

_SHORT = 40
"""Characters of a problem that the slip repeats."""


def has_slips(library: Library, entry: Entry) -> bool:
    """Whether there is a unit to send a sheet to."""
    return any(problem.units for problem in problems_of(library, entry))


def rectification(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """The sheets of each of `entries`, which are inspections, always on A4. Raises CannotPrintError where none of them
    names a unit."""
    return [_sheet(library, entry) for entry in entries]


def _sheet(library: Library, entry: Entry) -> Sheet:
    found = problems_of(library, entry)
    units = list(dict.fromkeys(unit for problem in found for unit in problem.units))
    if not units:
        raise CannotPrintError("sheet-no-unit")
    contact = contact_view(library, entry.notice.contact, entry.address)
    to = "、".join(library.units(entry))
    data = {
        "title": entry.notice.title,
        "title-words": entry.notice.title,
        "site": library.settings.unit or library.site.name,
        "units": list(library.units(entry)),
        "to": f"{to}　{contact.phone}" if contact and contact.phone else to,
        "date": text.chinese_date(entry.notice.date),
        "internal": entry.state == INTERNAL,
        "slips": [_slip(library, entry, unit, at, found) for at, unit in enumerate(units, 1)],
    }
    return Sheet("rectification", data, entry.path)


def _slip(library: Library, entry: Entry, unit: str, at: int, found: Sequence[Problem]) -> dict[str, Any]:
    """What one unit gets: its problems, and a code of the first of them on the page."""
    own = [problem for problem in found if unit in problem.units]
    return {
        "unit": unit,
        "number": f"{entry.id}-{at:02}",
        "code": code_of(library, entry, f"#{own[0].anchor}"),
        "problems": [_row(entry, problem, unit) for problem in own],
    }


def _row(entry: Entry, problem: Problem, unit: str) -> dict[str, Any]:
    words = f"{problem.place} {problem.what}".strip()
    return {
        "number": problem.number,
        "what": problem.what,
        "place": problem.place,
        "clause": problem.clause,
        "term": _term(problem),
        "others": "、".join(other for other in problem.units if other != unit),
        "short": words if len(words) <= _SHORT else words[:_SHORT] + "…",
        "pictures": _pictures(entry, problem),
    }


def _term(problem: Problem) -> str:
    """Until when, as written, with the day that this comes to where it is not one."""
    if not problem.due or re.search(r"月.*\d\s*[日号]", problem.term):
        return problem.term
    day = text.chinese_date(problem.due)
    return f"{problem.term}（{day}）" if not re.fullmatch(r"\d{4}-\d\d-\d\d", problem.term) else day


def _pictures(entry: Entry, problem: Problem) -> list[Block]:
    sources = problem_rows(entry.text.notes)[problem.row - 1].pictures
    return with_pictures([{"t": "image", "src": source, "alt": problem.what} for source in sources], entry)
