"""Initials of pinyin, as readers type them: 门前三包 is mqsb"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "initials.txt"


def initials(text: str) -> str:
    """The initials of the ideographs in `text`, with its ASCII letters and digits in small letters; all else is left
    out, ideographs that GB 2312 lacks too."""
    letters, words = _table()
    return words.sub(lambda match: _of_words()[match[0]], text).translate(letters).lower()


class _Letters(dict[int, str]):
    """Letters by code points, "" for whatever has none."""

    def __missing__(self, point: int) -> str:
        return chr(point) if point < 128 and chr(point).isalnum() else ""


@cache
def _table() -> tuple[_Letters, re.Pattern[str]]:
    letters = _Letters()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        letter, _, signs = line.partition(" ")
        if letter not in "#=":
            letters.update(dict.fromkeys(map(ord, signs), letter))
    return letters, re.compile("|".join(sorted(_of_words(), key=len, reverse=True)))


@cache
def _of_words() -> dict[str, str]:
    lines = (line[2:] for line in _FILE.read_text(encoding="utf-8").splitlines() if line.startswith("= "))
    return dict(pair.split(":") for line in lines for pair in line.split())
