"""Mojibake: Chinese that was decoded with the wrong encoding, into runs of letters that no language writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_FOREIGN = re.compile("[\u00a1-\u07ff]+")
_SHORTEST = 4
"""Least characters of a suspicious run in Latin-1: the bytes of two ideographs."""
_SYMBOL = re.compile("[\u00a1-\u00bf\u00d7\u00f7]")
_ARCHAIC = re.compile("[\u0460-\u0489\u0530-\u05cf]")
"""Old Cyrillic letters, Armenian, Hebrew points."""
_MARKS = re.compile("[\u0300-\u0362]+")
_RARE = re.compile(f"{_ARCHAIC.pattern}|[\u0180-\u01cc\u01dd-\u0385\u03cf-\u03ff]")
"""Those, phonetic signs, and rare Latin and Greek letters."""


def misread(text: str) -> Iterator[tuple[int, str, str]]:
    """Each piece of GB2312 that was decoded as something else: its offset, the piece, what was meant."""
    for found in _FOREIGN.finditer(text):
        signs = found[0]
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if len(signs) >= _SHORTEST and max(signs) <= "\u00ff":  # each ideograph became two characters of Latin-1
            meant = _meant(signs.encode("latin-1"))
            doubtful = all("\u00b0" <= lead <= "\u00d7" for lead in signs[::2])  # the frequent ideographs
        else:  # each ideograph became one character that UTF-8 writes in two bytes
            meant = _meant(signs.encode())
            doubtful = not _is_foreign(before, signs, after)
        if meant and doubtful:
            yield found.start(), signs, meant


def _meant(data: bytes) -> str:
    try:
        return data.decode("gb2312")
    except UnicodeDecodeError:
        return ""


def _is_foreign(before: str, signs: str, after: str) -> bool:
    """Whether `signs`, between `before` and `after`, may be another language or a formula: marks on letters, symbols,
    words of one modern script."""
    if unicodedata.combining(signs[0]):
        return before.isalpha() and bool(_MARKS.fullmatch(signs))
    if len(signs) == 1:
        return not _ARCHAIC.search(signs)
    if _SYMBOL.search(signs):
        return True
    if signs.isalpha() and (f"{before}{after}".strip() or " ").isascii() and (before.isalpha() or after.isalpha()):
        return not _ARCHAIC.search(signs)  # within a Latin word phonetic signs are likely
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in signs}
    case = any(one.islower() and other.isupper() for one, other in pairwise(signs))
    return signs.isalpha() and len(scripts) == 1 and not case and not _RARE.search(signs)
