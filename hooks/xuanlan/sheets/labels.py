"""Labels to stick on boards that already hang: a title and a small QR code, 3 × 8 on A4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.sheets.common import code, titled
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.lines import widest
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.typeset import ROOMS, CannotPrintError, Sheet


def labels(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """A label for each of `entries`, always on A4. Raises CannotPrintError when the site has no address."""
    found = [label_of_page(library, entry.address, entry.notice.title, _state(entry)) for entry in entries]
    return [Sheet("labels", {"labels": found}, entries[0].path)] if found else []


def label_of_page(library: Library, page: str, title: str, state: str = "") -> dict[str, Any]:
    """The label that leads to `page`, an address from the root. Raises CannotPrintError like `labels`."""
    found = code(library, page)
    if found is None:
        raise CannotPrintError("sheet-no-address")
    words = titled(library, title, "labels")
    return {"title": words, "widest": widest(words, ROOMS["labels"]), "state": state, "code": found}


def _state(entry: Entry) -> str:
    return "" if entry.listed else schedule.label(entry.state)
