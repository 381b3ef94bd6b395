"""Automatic numbering of Word (ECMA-376 Part 1, 17.9): what stands before each paragraph, as text"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import east_asian_width

from xuanlan.imports.number_formats import written
from xuanlan.imports.symbols import bullet
from xuanlan.office.package import Package

_LEVELS = 9
_CHAINED = 5
"""Lists that refer to a style of lists, which refers to a list: in real files there are two."""
_PLACE = re.compile("%([1-9])")
_CLOSED = re.compile(r"[、，。：；）】〕》．①-⒛㊀-㊉]$")
_MOST, _LONGEST = 32767, 200


class Level(NamedTuple):
    """A level of a list. Its `text` has %1 for the number of the first level, and so on."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    is_legal: bool = False
    """whether all numbers in it are Arabic"""
    restart: int | None = None
    """by which level it begins anew, from 1; 0 by none; None by every one above it"""
    suffix: str = "tab"
    style: str = ""
    font: str = ""
    is_unseen: bool = False


class _List(NamedTuple):
    """w:abstractNum, or those levels of a w:num that are its own."""

    levels: dict[int, Level]
    starts: dict[int, int]
    of: str = ""
    """the abstract list of a w:num"""
    style: str = ""
    """the style of lists that says what it is"""


class Numbering:
    """All lists of a document, and how far each has come."""

    def __init__(self, package: Package, part: str, lists: dict[str, str]) -> None:
        """`lists` has lists by the styles of lists that name them."""
        self._by_link = lists
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._by_style: dict[str, str] = {}
        """abstract lists by the style of lists that they are"""
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._read(package, part)

    def level_of(self, number: str, *styles: str) -> int:
        """At which level of a list the paragraphs of the first style are that has one, from 0."""
        by_style = {self._level(number, level)[0].style: level for level in reversed(range(_LEVELS))}
        return next((by_style[style] for style in styles if style and style in by_style), 0)

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph at `level`, from 0, of the list `number`, with what stands between;
        "" where there is no such list."""
        own = self._lists.get(number)
        if own is None or not 0 <= level < _LEVELS:
            return ""
        found, key = self._level(number, level)
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        start = own.starts.get(level)
        if start is not None and (number, level) not in self._begun:
            counts[level] = start
        else:
            before = counts[level]
            counts[level] = found.start if before is None else before + 1
        self._begun.add((number, level))
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(number, deeper)[0].restart
            if restart is None or level < restart:
                counts[deeper] = None
        return "" if found.is_unseen else self._text(number, found, counts)

    def _text(self, number: str, level: Level, counts: list[int | None]) -> str:
        if level.form == "bullet":
            shown = bullet(level.text, level.font)
        else:

            def put(match: re.Match[str]) -> str:
                place = int(match[1]) - 1
                other = self._level(number, place)[0]
                count = counts[place]
                plain = level.is_legal and other.form not in ("none", "bullet")
                form = "decimal" if plain and other.form != "decimalZero" else other.form
                return written(other.start if count is None else count, form, other.pattern)

            shown = _PLACE.sub(put, level.text)
        return shown + between(shown, level.suffix) if shown.strip() else ""

    def _level(self, number: str, level: int) -> tuple[Level, str]:
        """A level of a list, and the key of what counts it."""
        own = self._lists.get(number)
        key = own.of if own else ""
        for _ in range(_CHAINED):
            base = self._abstract.get(key)
            if base is None or not base.style:
                break
            other = self._by_style.get(base.style) or self._of(self._by_link.get(base.style, ""))
            if not other or other == key:
                break
            key = other
        base = self._abstract.get(key)
        found = (own.levels.get(level) if own else None) or (base.levels.get(level) if base else None) or Level()
        return found, key

    def _of(self, number: str) -> str:
        found = self._lists.get(number)
        return found.of if found else ""

    def _read(self, package: Package, part: str) -> None:
        current, ident = _List({}, {}), ""
        level, at, skipped, own = Level(), -1, 0, False
        for mark, what, attributes in package.events(part):
            value = attributes.get("w:val", "")
            if what == "mc:Fallback":
                skipped += 1 if mark == "<" else -1
            elif skipped or not mark:
                continue
            elif mark == ">":
                if what == "w:lvl":
                    current.levels[at] = level
                elif what == "w:abstractNum":
                    self._abstract[ident] = current
                elif what == "w:num":
                    self._lists[ident] = current
                elif what == "w:rPr":
                    own = False
            elif what in ("w:abstractNum", "w:num"):
                current, ident = _List({}, {}), attributes.get("w:abstractNumId" if what[2] == "a" else "w:numId", "")
            elif what == "w:abstractNumId":
                current = current._replace(of=value)
            elif what == "w:numStyleLink":
                current = current._replace(style=value)
            elif what == "w:styleLink":
                self._by_style.setdefault(value, ident)
            elif what in ("w:lvl", "w:lvlOverride"):
                at = _whole(attributes.get("w:ilvl", ""), -1)
                level = Level()
            elif what == "w:startOverride":
                current.starts[at] = _whole(value, 1)
            elif what == "w:rPr":
                own = True
            elif own:
                level = _look(level, what, attributes)
            else:
                level = _property(level, what, attributes)


def _property(level: Level, what: str, attributes: dict[str, str]) -> Level:
    value = attributes.get("w:val", "")
    match what:
        case "w:start":
            return level._replace(start=_whole(value, 1))
        case "w:numFmt":
            return level._replace(form=value, pattern=attributes.get("w:format", ""))
        case "w:lvlText":
            return level._replace(text=value[:_LONGEST] if attributes.get("w:null") not in ("1", "true") else "")
        case "w:isLgl":
            return level._replace(is_legal=value not in ("0", "false", "off"))
        case "w:lvlRestart":
            return level._replace(restart=_whole(value, 0))
        case "w:suff":
            return level._replace(suffix=value)
        case "w:pStyle":
            return level._replace(style=value)
        case "w:lvlPicBulletId":
            return level._replace(font="symbol", text="\uf0b7")
    return level


def _look(level: Level, what: str, attributes: dict[str, str]) -> Level:
    if what == "w:rFonts":
        return level._replace(font=attributes.get("w:ascii") or attributes.get("w:hAnsi") or "")
    if what == "w:vanish" and attributes.get("w:val", "").lower() not in ("0", "false", "off"):
        return level._replace(is_unseen=True)
    return level


def _whole(value: str, otherwise: int) -> int:
    return min(int(value), _MOST) if value.isdecimal() and len(value) < 9 else otherwise


def between(number: str, suffix: str) -> str:
    """What stands between a number and its text: nothing behind a mark that has its own room, else a blank."""
    if suffix == "nothing" or (suffix != "space" and _CLOSED.search(number)):
        return ""
    is_wide = suffix != "space" and east_asian_width(number[-1]) in "WF"
    return "\u3000" if is_wide else " "
