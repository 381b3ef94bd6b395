"""知识卡片: the items of a rule set, one a card, eight cards to an A4."""

from __future__ import annotations

from collections.abc import Sequence

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.render.entries import list_gone
from xuanlan.sheets.common import code_of, titled
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.gist import item_paragraphs
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.typeset import CannotPrintError, Sheet


def cards(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """The cards of each of `entries`, always on A4; each entry begins a new page.

    Raises CannotPrintError for an entry without items.
    """
    return [_sheet(library, entry) for entry in entries]


def _sheet(library: Library, entry: Entry) -> Sheet:
    items = () if list_gone(library, entry) else entry.rendered.items
    if not items:
        raise CannotPrintError("sheet-no-items")
    data = {
        "title": titled(library, entry.notice.title, "cards"),
        "state": "" if entry.listed else schedule.label(entry.state),
        "units": list(library.units(entry)),
        "code": code_of(library, entry),
        "items": [{"number": item.number, "parts": item_paragraphs(item.html)} for item in items],
    }
    return Sheet("cards", data, entry.path)
