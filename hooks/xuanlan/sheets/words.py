"""Posters of words that are in no notice: slogans, and festivals with a line about them"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.sheets.common import code
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look, dressed
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import Sheet

LONGEST, LONGEST_WORD, LONGEST_LINE = 60, 8, 60
"""Most characters of a slogan, of a festival and of the line about it."""
SLOGANS, FESTIVALS = "标语", "我们的节日"
_CLAUSES = re.compile(r"[，,；;。！!]\s*|\s+")
"""Between the lines of a slogan, which loses its comma there."""
_LINES = (20, 12, 9, 7, 5)
"""Most hanzi of a line, in turn."""


def slogans(
    library: Library, _entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", look: Look = AS_USUAL
) -> list[Sheet]:
    """A poster of each slogan in `look.words`."""
    design = look.design or ("red" if library.settings.poster == "plain" else library.settings.poster)
    return [
        Sheet("slogan-poster", _about(library, paper, design, "") | {"divisions": _divided(library, words)}, SLOGANS)
        for words in look.words
    ]


def festivals(
    library: Library, _entries: Sequence[Entry], _faces: Typefaces, paper: str = "a4", look: Look = AS_USUAL
) -> list[Sheet]:
    """A poster of each festival in `look.words`, with the line that is given."""
    about = _about(library, paper, look.design or "festival", FESTIVALS)
    return [
        Sheet("festival-poster", about | {"word": word, "divisions": _divided(library, look.line)}, FESTIVALS)
        for word in look.words
    ]


def _about(library: Library, paper: str, design: str, kind: str) -> dict[str, Any]:
    name = library.settings.unit or library.site.name
    return {"site": name, "kind": kind, "paper": paper, "code": code(library, addresses.HOME)} | dressed(
        library, design
    )


def _divided(library: Library, words: str) -> list[list[str]]:
    """Ways to set `words` in lines: one a clause, and each clause in lines that end between phrases."""
    clauses = [clause for clause in _CLAUSES.split(words.strip()) if clause] or [words]
    found = []
    for most in _LINES:
        lines = [line for clause in clauses for line in title_lines(library.phrasing.of(clause), most) or [clause]]
        if lines not in found:
            found.append(lines)
    return found
