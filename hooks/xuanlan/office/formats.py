"""Cell formats of sheets (ECMA-376, part 1, 18.8): which hide what is in a cell, and which numbers are dates"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from xuanlan.office.contents import HIDDEN_FORMAT, TINY, WHITE
from xuanlan.office.looks import alike
from xuanlan.office.package import Package

_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
"""Numbers of the built-in formats that show a date, those of Chinese programs included."""
_DAY = re.compile(r"[yY年](?:.*[mM月d])?|[mM].*[dD]")
_NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_INDEXED = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000", 65: "FFFFFF"}
_THEME = {0: "FFFFFF", 1: "000000"}
_BUILT_IN = re.compile(r"_?xlnm[._]|_FilterDatabase|solver_|Z_[0-9A-F_]{36}_|HTML_", re.IGNORECASE)
_OF_TEXT = 3
"""Which section of a code is that of texts."""
_LONGEST = 400
_WIDEST = 40
"""Digits before and behind the point of a number that is written out."""
_FIRST_DAY, _LAST_DAY = 60, 2958465
"""Serial numbers of dates: from 1900-03-01, before which programs disagree, to 9999-12-31."""


class Format(NamedTuple):
    """What the format of a cell does to what is in it."""

    hides: str = ""
    """the kind of what keeps it from being seen, or "" """
    is_date: bool = False
    hides_text: bool = False
    """whether it shows numbers and no texts"""
    number: int = 0
    code: str = ""
    """its own code; "" where it has only a number"""
    ground: str = ""
    """RRGGBB of what is behind the text, "?" where that is some other colour, "" where it is nothing"""
    tells: bool = False
    """of a conditional format: whether it says how a text looks"""


class Formats(NamedTuple):
    """The formats of a workbook, by their numbers."""

    cells: list[Format]
    conditions: list[Format]
    """what conditional formats make of a cell"""


def read_formats(package: Package, part: str) -> Formats:
    """The formats of a workbook."""
    fonts: list[dict[str, str]] = []
    fills: list[str] = []
    codes: dict[str, str] = {}
    found = Formats([], [])
    conditions = _Conditional(found.conditions)
    inside = ""
    for mark, what, given in package.events(part):
        if mark == "<":
            if what in ("fonts", "fills", "cellXfs", "numFmts", "dxfs") and inside != "dxfs":
                inside = what
            elif inside == "dxfs":
                conditions.begin(what, given)
            elif inside == "numFmts" and what == "numFmt":
                codes[given.get("numFmtId", "")] = given.get("formatCode", "")[:200]
            elif inside == "fonts" and what == "font":
                fonts.append({})
            elif inside == "fonts" and fonts and what == "sz":
                fonts[-1]["size"] = given.get("val", "")
            elif inside == "fonts" and fonts and what == "color":
                fonts[-1]["colour"] = _colour(given)
            elif inside == "fills" and what == "fill":
                fills.append("")
            elif inside == "fills" and fills and what == "patternFill":
                fills[-1] = "" if given.get("patternType", "none") == "none" else "?"
            elif inside == "fills" and fills and what == "gradientFill":
                fills[-1] = "?"
            elif inside == "fills" and fills and what == "fgColor" and fills[-1] == "?":
                fills[-1] = _colour(given) or "?"
            elif inside == "cellXfs" and what == "xf":
                found.cells.append(_format(given, fonts, fills, codes))
        elif mark and inside == "dxfs" and what in ("dxf", "font"):
            conditions.end(what)
        elif mark and what == inside:
            inside = ""
    return found


class _Conditional:
    """The formats of conditions as they are read: each says only what it changes."""

    def __init__(self, found: list[Format]) -> None:
        self._found = found
        self._font: dict[str, str] = {}
        self._fill = self._code = ""
        self._in_font = False

    def begin(self, what: str, given: dict[str, str]) -> None:
        if what == "dxf":
            self._font, self._fill, self._code, self._in_font = {}, "", "", False
        elif what == "font":
            self._in_font = True
        elif what == "color" and self._in_font:
            self._font["colour"] = _colour(given)
        elif what in ("bgColor", "fgColor"):
            self._fill = _colour(given) or "?"
        elif what == "numFmt":
            self._code = given.get("formatCode", "")[:200]

    def end(self, what: str) -> None:
        self._in_font = False
        if what == "dxf":
            look = _format({"numFmtId": "0"}, [self._font], [self._fill], {"0": self._code})
            self._found.append(look._replace(tells=bool(self._font or self._code or self._fill)))


def _colour(given: dict[str, str]) -> str:
    """RRGGBB, or "" where it cannot be told."""
    if "rgb" in given:
        return given["rgb"][-6:].upper()
    if float_of(given.get("tint", "0")):
        return ""
    for key, table in (("theme", _THEME), ("indexed", _INDEXED)):
        if (number := given.get(key, "")).isdecimal() and len(number) < 4:
            return table.get(int(number), "")
    return ""


def float_of(text: str) -> float:
    """The number, 0 where it is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _format(given: dict[str, str], fonts: list[dict[str, str]], fills: list[str], codes: dict[str, str]) -> Format:
    font = fonts[at] if (at := _number(given.get("fontId"))) < len(fonts) else {}
    fill = fills[at] if (at := _number(given.get("fillId"))) < len(fills) else ""
    number = given.get("numFmtId", "0")
    code = codes.get(number, "")
    hides = ""
    if code.replace(" ", "") in (";;;", ";;"):
        hides = HIDDEN_FORMAT
    elif (size := font.get("size")) and 0 < float_of(size) <= 1:
        hides = TINY
    elif (colour := font.get("colour", "")) and fill != "?" and alike(colour, fill or "FFFFFF"):
        hides = WHITE
    sections = _NO_DATE.sub("?", code).split(";")
    hides_text = len(sections) > _OF_TEXT and not sections[_OF_TEXT].strip()
    ground = "" if alike(fill, "FFFFFF") else fill
    return Format(hides, is_date_format(_number(number), code), hides_text, _number(number), code, ground)


def built_in(name: str) -> bool:
    """Whether a name of cells is one that programs give by themselves: for what is printed, filtered or solved."""
    return bool(_BUILT_IN.match(name))


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format, by its number and its code, shows a day."""
    return number in _DATES or (number > 163 and bool(_DAY.search(_NO_DATE.sub("", code))))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def number_text(raw: str, is_date: bool, is_1904: bool) -> str:
    """A number as a sheet shows it: fifteen digits that count, without an exponent, or a date. Whole ones stay as they
    stand in the file, since that has all digits of a longer number, whatever is shown."""
    if raw.isdecimal() and not is_date:
        return raw[:_LONGEST]
    try:
        exact = Decimal(raw)
        value = Decimal(f"{float(raw):.15g}")
    except (InvalidOperation, ValueError, OverflowError):
        return raw
    if not exact.is_finite() or abs(exact.adjusted()) > _WIDEST:
        return raw
    if is_date and _FIRST_DAY < value <= _LAST_DAY:
        return str(date(1899, 12, 30) + timedelta(days=int(value) + (1462 if is_1904 else 0)))
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
