"""Rows of digits that are written as something else: Chinese numerals, digits in circles, digits between commas"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from xuanlan.proofreading.digits import FEWEST, GAP, LONGEST_GAP, Row, row_of

_NUMERALS = (
    "〇零○◯",
    "一壹壱弌幺",
    "二贰貳弍",
    "三叁參叄弎",
    "四肆",
    "五伍",
    "六陆陸",
    "七柒",
    "八捌",
    "九玖",
)
_SIGNS = (
    "⁰₀⓪⓿🄀🄁",
    "¹₁①⑴⒈⓵❶➀➊㈠㊀〡🄂",
    "²₂②⑵⒉⓶❷➁➋㈡㊁〢🄃",
    "³₃③⑶⒊⓷❸➂➌㈢㊂〣🄄",
    "⁴₄④⑷⒋⓸❹➃➍㈣㊃〤🄅",
    "⁵₅⑤⑸⒌⓹❺➄➎㈤㊄〥🄆",
    "⁶₆⑥⑹⒍⓺❻➅➏㈥㊅〦🄇",
    "⁷₇⑦⑺⒎⓻❼➆➐㈦㊆〧🄈",
    "⁸₈⑧⑻⒏⓼❽➇➑㈧㊇〨🄉",
    "⁹₉⑨⑼⒐⓽❾➈➒㈨㊈〩🄊",
)
_DIGITS = {sign: str(digit) for table in (_NUMERALS, _SIGNS) for digit, signs in enumerate(table) for sign in signs}
_PLAIN = str.maketrans(_DIGITS)
_HAN = "".join(_NUMERALS)
_ODD = "".join(_DIGITS)
_ROW = re.compile(
    rf"[\d{_ODD}](?<![\d{_ODD}]{{2}})(?:{GAP}{{0,{LONGEST_GAP}}}+[\d{_ODD}]){{{FEWEST - 1},}}+"
    rf"(?:{GAP}{{0,{LONGEST_GAP}}}+[XxＸｘ×ХхΧχⅩⅹ](?![A-Za-z0-9]))?"
)
_ANY_ODD = re.compile(f"[{_ODD}]")
_RING, _NO_NUMERAL = re.compile("[○◯]"), re.compile(rf"(?![{_HAN}])[\d{_ODD}]")
"""A ring is a nought among Chinese numerals; among other digits it hides one."""
_TENS = str.maketrans("Ⅹⅹ", "XX")

_MARKS = "/／，、,;；|｜:：+＋"
_PART, _BLANK = rf"[\d{_ODD}]{{1,14}}+", "[ \u3000\xa0]?"
_PARTS = re.compile(
    rf"[\d{_ODD}](?<![\d{_ODD}]{{2}})(?=[\d{_ODD}{_MARKS} \u3000\xa0]{{{FEWEST}}})"
    rf"[\d{_ODD}]{{0,13}}+{_BLANK}(?:[{_MARKS}]{_BLANK}{_PART}{_BLANK})++"
    rf"(?:[{_MARKS}]?{_BLANK}[XxＸｘⅩⅹ](?![A-Za-z0-9]))?(?![\d{_ODD}])"
)
"""As in `digits`, what begins a row comes first, and what must follow behind it."""
_MARK = re.compile(rf"[{_MARKS}]")


@lru_cache(maxsize=4)
def disguised(text: str) -> tuple[Row, ...]:
    """Rows with digits that are none in ASCII's sense. A numeral at the head may end a name or a word (王五, 初一), so
    such a row comes once more without it."""
    return tuple(_disguised(text))


def _disguised(text: str) -> Iterator[Row]:
    for found in _ROW.finditer(text):
        if _ANY_ODD.search(found[0]) and not (_RING.search(found[0]) and _NO_NUMERAL.search(found[0])):
            row = row_of(found[0].translate(_PLAIN).translate(_TENS), found.start())
            yield row
            if text[found.start()] in _HAN and len(row.signs) > FEWEST and row.signs[1].isdigit():
                yield Row(row.signs[1:], row.offsets[1:])


def odd(text: str, start: int, end: int) -> bool:
    """Whether one of the digits there is written as something else."""
    return _ANY_ODD.search(text, start, end) is not None


def alike(text: str, row: Row, start: int, end: int) -> bool:
    """Whether the digits of a span are all of one kind, or stand without a gap: a year in Chinese numerals and the
    number behind it are two things. One digit after another with blanks between them has to be the whole row."""
    signs = row.signs[start:end]
    if signs.isdigit():
        return True
    if not re.search("[0-9]{2}", signs) and end - start < len(row.signs):
        return False
    kinds = set()
    for sign, at in zip(signs, row.offsets[start:end], strict=True):
        if sign.isdigit():
            kinds.add("Han" if text[at] in _HAN else unicodedata.category(text[at]))
    return len(kinds) == 1


@lru_cache(maxsize=4)
def parted(text: str) -> tuple[Row, ...]:
    """Digits between marks that divide a list, such as commas and strokes: as far as one of them is used throughout, a
    row with `,` for each. Which of them are one number, those know that look at the sizes of the parts."""
    return tuple(row for found in _PARTS.finditer(text) for row in _parted(found[0], found.start()))


def _parted(written: str, start: int) -> Iterator[Row]:
    """What is between marks of one kind; a part between two kinds of marks belongs to both."""
    marks = [(found.start(), found[0]) for found in _MARK.finditer(written)]
    first = number = 0
    while number < len(marks):
        last = number
        while last + 1 < len(marks) and marks[last + 1][1] == marks[number][1]:
            last += 1
        end = marks[last + 1][0] if last + 1 < len(marks) else len(written)
        yield _row(written, first, end, start)
        first, number = marks[last][0] + 1, last + 1


def _row(written: str, first: int, end: int, start: int) -> Row:
    signs: list[str] = []
    offsets: list[int] = []
    for at in range(first, end):
        sign = _DIGITS.get(written[at], written[at])
        if not sign.isspace():
            signs.append(str(unicodedata.decimal(sign)) if sign.isdecimal() else "X" if sign.isalnum() else ",")
            offsets.append(start + at)
    return Row("".join(signs), tuple(offsets))
