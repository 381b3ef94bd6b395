"""Where in its source the words of a finding about a text stand, and when two names are one"""

from __future__ import annotations

import re

from xuanlan.diagnostics.report import Position
from xuanlan.library.bodies import Manuscript
from xuanlan.markup.places import Locator
from xuanlan.markup.visible import Source
from xuanlan.text.dates import SEAL
from xuanlan.text.folding import fold

_MARKS = re.compile(r"[\W_]+")


def place_of(manuscript: Manuscript, words: str, number: int = 0) -> Position:
    """Where `words` stand in the body for the time `number` (from 0); its first line when they cannot be found."""
    entry = manuscript.entry
    span = Source(manuscript.body).find(words, number)
    if span is None:
        return Position(entry.path, entry.body_line, 1)
    return Locator(manuscript.body, entry.path, entry.body_line).at(span[0])


def plain_name(words: str) -> str:
    """A name of a unit or a file without marks, and without what says where a seal is set, as names are compared."""
    return _MARKS.sub("", fold(SEAL.sub("", words)))
