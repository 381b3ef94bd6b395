"""Picture cards of a word: one of the core values, or a festival with a line about it"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xuanlan import addresses
from xuanlan.channels.cards import DOTS
from xuanlan.library.render import Library
from xuanlan.models.core_values import core_values
from xuanlan.models.days import LABELS, Days
from xuanlan.sheets.colours import colours
from xuanlan.sheets.common import code
from xuanlan.sheets.setting import setter_of
from xuanlan.sheets.typeset import Sheet

ALL = "核心价值观"
"""What stands for the twelve words together."""
LONGEST = 6
"""Most characters of a word, which is set as large as the card is wide."""
LONGEST_LINE = 60
_CLAUSES = re.compile("[，,；;。！!]\\s*")
"""Between the lines of a slogan, which loses its comma there."""
_NO_FESTIVAL = frozenset(("memorial", "volunteers", "day", "week", "month"))
_FESTIVAL, _VALUE = "我们的节日", "社会主义核心价值观"


def pictures(library: Library, lines: Mapping[str, str]) -> list[bytes]:
    """A card of 1080 × 1440 pixels, PNG, for each word; its line stands on those that are no core value.

    Raises CannotPrintError for a character that no font has, and MachineError.
    """
    return setter_of(library).pictures([_card(library, word, line) for word, line in lines.items()], DOTS)


def is_value(word: str) -> bool:
    """Whether `word` is one of the twelve."""
    return word in core_values().words


def _kind(days: Days, word: str) -> str:
    """What stands at the head of the card of a day: a memorial day is no festival."""
    day = days.named(word)
    return LABELS[day.group] if day and day.group in _NO_FESTIVAL else _FESTIVAL


def _card(library: Library, word: str, line: str) -> Sheet:
    table = core_values()
    level = next((one for one in table.levels if word in [each.word for each in one.words]), None)
    if level:
        english = next(each.english for each in level.words if each.word == word)
        kind, said = _VALUE, [level.aim, english]
        place = code(library, addresses.VALUES, f"#{addresses.value_anchor(table.words.index(word) + 1)}")
    else:
        kind, said, place = (
            _kind(library.days, word),
            [each for each in _CLAUSES.split(line) if each],
            code(library, addresses.HOME),
        )
    name = library.settings.unit or library.site.name
    facts = {"site": name, "units": [name], "date": "", "kind": kind, "title": "", "divisions": [], "state_words": ""}
    return Sheet(
        "picture-word",
        {
            **facts,
            "urgent": False,
            "colours": colours(library),
            "contact": None,
            "label": "",
            "code": place,
            "number": word,
            "lines": said,
            "scan": "扫码看更多",
        },
        word,
    )
