"""Sheets of the site's registers: the core values, and the hotlines with large numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xuanlan import addresses, text
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import core_values
from xuanlan.models.hotline_register import ResolvedHotline
from xuanlan.render.contacts import grouped
from xuanlan.sheets.common import code
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look, design_of, dressed
from xuanlan.sheets.typeset import CannotPrintError, Sheet

EMERGENCIES = {"110": "报警", "119": "火警", "120": "急救"}
MOST_LINES = 6
"""Most numbers on a card beside those."""


def values(
    library: Library, _entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", look: Look = AS_USUAL
) -> list[Sheet]:
    """The twenty-four characters on one page of `paper`."""
    levels = [
        {"aim": level.aim, "words": [{"word": word.word, "english": word.english} for word in level.words]}
        for level in core_values.core_values().levels
    ]
    design = design_of(library, look)
    facts = _about(library, addresses.VALUES) | dressed(library, design) | {"paper": paper, "levels": levels}
    return [Sheet("values" if design == "plain" else "values-poster", facts, "notices/settings.yml")]


def hotlines(
    library: Library, _entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """The register of hotlines, grouped as on its page; about ten fit on one sheet.

    Raises CannotPrintError when there are none.
    """
    if not library.hotlines:
        raise CannotPrintError("sheet-no-hotlines")
    groups = [{"title": title, "rows": list(map(_row, entries))} for title, entries in grouped(library).items()]
    checked = max((hotline.checked_on for hotline in library.hotlines), default="")
    facts = _about(library, addresses.HOTLINES) | {
        "paper": paper,
        "groups": groups,
        "checked": text.chinese_date(date.fromisoformat(checked)) if checked else "",
    }
    return [Sheet("hotlines", facts, "notices/hotlines.yml")]


def hotline_card(
    library: Library, _entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", look: Look = AS_USUAL
) -> list[Sheet]:
    """One page: 110, 119 and 120 large, and below them the numbers of the register that matter most.

    Raises CannotPrintError when the register has none.
    """
    if not library.hotlines:
        raise CannotPrintError("sheet-no-hotlines")
    own = [hotline for hotline in library.hotlines if hotline.number not in EMERGENCIES]
    chosen = sorted(own, key=lambda hotline: not hotline.home)[:MOST_LINES]
    facts = _about(library, addresses.HOTLINES) | dressed(library, look.design or "safety") | {
        "paper": paper,
        "kind": "",
        "urgencies": [{"number": number, "name": name} for number, name in EMERGENCIES.items()],
        "rows": [_row(hotline) for hotline in own if hotline in chosen],
    }  # fmt: skip
    return [Sheet("hotline-card", facts, "notices/hotlines.yml")]


def _about(library: Library, page: str) -> dict[str, Any]:
    name = library.settings.unit or library.site.name
    return {"title": addresses.TITLES[page], "site": name, "code": code(library, page)}


def _row(hotline: ResolvedHotline) -> dict[str, str]:
    return {
        "name": hotline.name,
        "number": hotline.number,
        "extension": hotline.extension,
        "hours": hotline.hours,
        "purpose": hotline.purpose,
        "note": hotline.note,
    }
