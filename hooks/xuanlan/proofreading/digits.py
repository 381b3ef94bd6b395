"""Rows of digits as a reader takes them, whatever their width, and whatever stands between them"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from xuanlan.text.characters import UNSEEN

FEWEST = 11
"""Digits that a row has at least; a mobile number has eleven."""
LONGEST_GAP = 6
"""Signs that may stand between two digits of a row."""
_UNSEEN = rf"(?:{UNSEEN.pattern}|[\ufe00-\ufe0f\u20e3]|&(?:zwn?j|shy|#8203|#x200[bB]|#65279);)"
_TAG = r"<(?:br|wbr|/?(?:b|i|u|em|strong|span|font|mark|td|p))\b[^<>\n]{0,60}>"
GAP = rf"(?:[\s\-‐-―−－﹣_＿*＊~`=\\.．·]|{_TAG}|&(?:nbsp|ensp|emsp|thinsp);|{_UNSEEN})"
_ROW = re.compile(
    rf"\d(?<!\d\d)(?=[^\u4e00-\u9fff]{{{FEWEST - 1}}})(?:{GAP}{{0,{LONGEST_GAP}}}+\d){{{FEWEST - 1},}}+"
    rf"(?:{GAP}{{0,{LONGEST_GAP}}}+[XxＸｘ×ХхΧχ](?![A-Za-z0-9]))?"
)
"""The signs that begin a row come first, and what may not stand before it behind them: so whole texts are run through
for digits alone."""
_PARTS = re.compile(rf"(\d+)|((?:{GAP})+)|(.)", re.DOTALL)
_SEEN_THROUGH = re.compile(_UNSEEN)
_OF_CODES = string.digits + string.ascii_letters
_LETTERS = re.compile("[A-Za-z]+")
_CODE_NEAR, _CODE_LETTERS = 64, 3
"""So far around digits a code is looked at, and so many groups of letters it has at least."""
_LINE = re.compile(r"\r\n?|\n|<br[^<>]*>|</?p[^<>]*>")
_BREAK, _FRACTION = re.compile("[nt]"), re.compile(r"-?[0-9]+\.[0-9]+")
"""Of signs of a row."""
_CELL = re.compile(r"\t|</?td[^<>]*>")


@dataclass(frozen=True, slots=True)
class Row:
    """Digits of a text that may belong together.

    `signs` has the digits in ASCII, an X at the end, and one sign for what stands between them: `n` a line feed, `t` a
    new cell, `|` more than one of these, `-` a hyphen or low line, `.` a point, `*` marks of Markdown or tags, and a
    blank. Characters without width stand for nothing.
    """

    signs: str
    offsets: tuple[int, ...]
    """of each sign: where in the text it stands"""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The same span in the text; both ends of the span are digits."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def has_fraction(self, start: int, end: int) -> bool:
        """Whether a span of several cells or lines has part of a decimal fraction, with which no number goes on."""
        before = max(self.signs.rfind("n", 0, start), self.signs.rfind("t", 0, start)) + 1
        behind = _BREAK.search(self.signs, end)
        whole = self.signs[before : behind.start() if behind else len(self.signs)]
        return any(_FRACTION.fullmatch(part) for part in _BREAK.split(whole))


@lru_cache(maxsize=4)
def rows(text: str) -> tuple[Row, ...]:
    """All rows of `text`, in order. Several rules ask for those of the same text."""
    return tuple(row_of(found[0], found.start()) for found in _ROW.finditer(text))


def in_code(text: str, start: int, end: int) -> bool:
    """Whether digits are part of what machines write, such as a digest or Base64: letters and digits time and again."""
    before, after = text[max(0, start - _CODE_NEAR) : start], text[end : end + _CODE_NEAR]
    word = before[len(before.rstrip(_OF_CODES)) :] + " " + after[: len(after) - len(after.lstrip(_OF_CODES))]
    return len(_LETTERS.findall(word)) >= _CODE_LETTERS


def row_of(written: str, start: int) -> Row:
    """The row that is `written` from `start` on in a text."""
    signs: list[str] = []
    offsets: list[int] = []
    for part in _PARTS.finditer(written):
        if part[1]:
            signs += part[1] if part[1].isascii() else [str(unicodedata.decimal(sign)) for sign in part[1]]
            offsets += range(start + part.start(), start + part.end())
        elif part[3]:
            signs.append("X")
            offsets.append(start + part.start())
        elif gap := _SEEN_THROUGH.sub("", part[2]):
            signs.append(_between(gap))
            offsets.append(start + part.start())
    return Row("".join(signs), tuple(offsets))


@lru_cache(maxsize=1024)
def _between(gap: str) -> str:
    lines, cells = len(_LINE.findall(gap)), len(_CELL.findall(gap))
    if lines + cells > 1:
        return "t" if gap.count("<") == cells == 2 else "|"
    if lines or cells:
        return "n" if lines else "t"
    for sign, family in (("-", "-‐‑‒–—―−－﹣_＿"), (".", ".．·"), ("*", "*＊~`=\\>")):
        if any(mark in gap for mark in family):
            if sign == "-" and gap.strip() == "__":
                return "*"
            return sign
    return " "
