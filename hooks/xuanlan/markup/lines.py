"""Single lines as their authors mean them: headings, thematic breaks, dates, signatures, other programs' syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xuanlan.diagnostics.report import Fix, Position, Report
from xuanlan.markup import heads
from xuanlan.markup.listing import marker, with_plain_indents
from xuanlan.markup.paragraphs import UNIT, heading_level, signs_for
from xuanlan.text import read_date

BLANKS = " \t\u3000"
_CONTENTS = re.compile(r"[@\[]?\[_?toc_?\]\]?", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*={3,}[ \t]*")
_HEADING = re.compile(r"[ \u3000]*(#{1,6})(?=[ \t\u3000\xa0])")
_CLOSE_HEADING = re.compile(r"(#{2,6})(?=[^\s#!])")
_NUMBER_DATE = re.compile(
    r"((?:[ \t>]|[-*+][ \t]|\d{1,3}[.)][ \t])*)(\d{4})([.．]) {1,3}(\d{1,2})([.．]) {0,3}(\d{1,2})(?!\d)"
)
_AROUND = re.compile(r"(<(b|strong|span|font|u|em|i)\b[^<>]*>)((?:[^<>]|<br\s*/?>)*)</\2\s*>", re.IGNORECASE)
"""One inline element around text, which may have <br> in it."""
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|</br>", re.IGNORECASE)
_SIGNED = re.compile(
    r"(\S.{0,58}?)[ \t\u3000\xa0]+([*_]{0,3}(?:\d{4}|[〇○零一二三四五六七八九]{4})[ ]{0,3}[年.．/／－-].{3,24})"
)
_ALL_STRONG = re.compile(r"([*_]{1,3})([^*_]+)\1")
_FOREIGN = re.compile(
    r";?(?<!-)-{1,9}8<-{1,9}(?!-).*|\{[{%!][^{}\n]*[}%!]\}"
    r"|^@import\b.*|^!include\b.*|^\\(?:newpage|pagebreak|tableofcontents)\b.*"
)
_MAY_BE_FOREIGN = re.compile(r"8<-|\{[%{!]|^@import|^!include|^\\[npt]")
_STEP = 4
"""Columns by which the content of an admonition is indented."""
_NEW = re.compile(r"#|>|```|~~~|</?[A-Za-z]|(?:-[ ]*){3,}$|(?:\*[ ]*){3,}$")
"""The beginning of a new block, wherever it stands."""
_FAR = 6
"""Least blanks that align a line to the right; fewer only indent it."""
_FARTHER = 12
"""Least columns of blanks before a line that cannot belong to an item above it."""
_CODE = re.compile(r"(`+)[^`].*?\1")
_SIGN = r"(?:[-*+]|[0-9０-９]{1,9}[.)])[ \t\u3000]+"
_HEADED_ITEM = re.compile(rf"[{BLANKS}\xa0]*{_SIGN}(?=(?:{_SIGN})*(?:>|[!！?？:：=/]{{3}}|[\[［【][ \t]?[!！]))")
_WHOLE = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]|[|>\[:]")
"""Beginnings of lines that cannot be split in two: items, tables, quotes, footnotes."""
_ANY_BLANKS = re.compile(r"(?:&(?:nbsp|emsp|ensp|thinsp|#160|#12288|#xa0|#x3000);|[ \t\u3000\xa0])+", re.IGNORECASE)

Place = Callable[[int, int], Position]
"""Gives the position in the source of a line and column (both from 0) of a text."""


def _columns(blank: str, at: int) -> int:
    """Columns that a blank takes at column `at`."""
    return 4 - at % 4 if blank == "\t" else 2 if blank == "\u3000" else 1


class Line(NamedTuple):
    """A line, or the rest of one: line and column in the body (both from 0), and its text."""

    number: int
    column: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """Columns of blanks before the text; a full-width space takes two."""
        width = 0
        for sign in self.blanks:
            width += _columns(sign, width)
        return width

    @property
    def blanks(self) -> str:
        """The blanks before the text."""
        return self.text[: len(self.text) - len(self.text.lstrip(BLANKS))]

    def cut(self, columns: int) -> Line:
        """The line without `columns` of its leading blanks, or without all of them if they are fewer."""
        at = width = 0
        while width < columns and at < len(self.text) and self.text[at] in BLANKS:
            width += _columns(self.text[at], width)
            at += 1
        rest = " " * max(width - columns, 0)
        return Line(self.number, self.column + at - len(rest), rest + self.text[at:])

    def behind(self, at: int) -> Line:
        return Line(self.number, self.column + at, self.text[at:])


class HeadedItem(NamedTuple):
    """A list item in whose first line an admonition or a quote begins."""

    sign: str
    """its list marker and the blanks around that, as the parser reads them"""
    column: int
    """offset of the text in the first line"""
    offset: int
    """columns by which the other lines are indented"""
    end: int
    """index of the line after it"""


class Lines:
    """Rewrites single lines as they are meant; findings go to `report`."""

    def __init__(self, at: Place, report: Report, last: int) -> None:
        self._at = at
        self._report = report
        self._last = last
        """number of the last line that is not empty"""

    def read(self, number: int, column: int, text: str) -> list[str]:
        """The lines to put in place of `text`, which is at `column` of line `number`."""
        if "#" in text:
            text = self._heading(number, column, text)
        if "&" in text and (blanks := _ANY_BLANKS.match(text)) and "&" in blanks[0]:
            text = text[blanks.end() :]
        if text[:1] in "[@" and text and _CONTENTS.fullmatch(text.strip()):
            return ["[TOC]"]
        if text.lstrip()[:1] == "=" and _RULE.fullmatch(text):
            return ["", "___", ""]
        if _MAY_BE_FOREIGN.search(text):
            seen = _CODE.sub(lambda code: " " * len(code[0]), text)
            for match in _FOREIGN.finditer(seen):
                self._report.add("syntax-foreign", self._at(number, column + match.start()), found=match[0][:40])
        if "." in text or "．" in text:
            # With no-break spaces, the number is no list marker.
            text = _NUMBER_DATE.sub(lambda m: f"{m[1]}{m[2]}{m[3]}\xa0{m[4]}{m[5]}\xa0{m[6]}", text, count=1)
        return self._signature(number, text)

    def _heading(self, number: int, column: int, text: str) -> str:
        """A heading as Markdown needs it: no full-width spaces before its #, and a space behind (a fix is reported)."""
        if match := _HEADING.match(text):
            return text[match.start(1) :] if "\u3000" in match[0] else text
        match = _CLOSE_HEADING.match(text)
        if match is None or text.rstrip()[-1] == "#":
            return text
        signs = match[1]
        self._report.add_with_fix(Fix(signs, signs + " "), "heading-blank", self._at(number, column), signs=signs)
        return f"{signs} {text[len(signs) :]}"

    def _signature(self, number: int, text: str) -> list[str]:
        """A signature with unit and date on one line, or with `<br>` between its lines, as separate lines."""
        plain = text.strip(" \t\u3000\xa0")
        indent = text[: len(text) - len(text.lstrip())]
        if indent.isascii() and 0 < len(indent) < _FAR:
            return [text]  # it may belong to an item
        if not plain or not (
            "日" in plain[-16:] or "号" in plain[-16:] or plain[-1] in "*_" or plain[-1].isdecimal() or "<" in plain
        ):
            return [text]
        if _WHOLE.match(plain):
            return [text]
        if "&" in plain:
            plain = _ANY_BLANKS.sub(" ", plain)
        if "<" in plain and _BREAK.search(plain):
            around = _AROUND.fullmatch(plain)
            parts = [part.strip(" \t\u3000\xa0") for part in _BREAK.split(around[3] if around else plain)]
            parts = [f"{around[1]}{part}</{around[2]}>" if around else part for part in parts if part]
            if len(parts) == 1:  # only a trailing <br>
                return self._divided(number, parts[0]) or parts
            last = _TAG.sub("", parts[-1]) if parts else ""
            whole = all(part.count("</") * 2 == part.count("<") for part in parts)
            if whole and (read_date(last) or self._divided(number, last)):
                return [line for part in parts for line in ("", *(self._divided(number, part) or [part]))]
        return self._divided(number, plain) or [text]

    def _divided(self, number: int, text: str) -> list[str]:
        if strong := _ALL_STRONG.fullmatch(text):
            return [strong[1] + line + strong[1] if line else "" for line in self._divided(number, strong[2])]
        match = _SIGNED.fullmatch(text) if len(text) < 80 else None
        if match is None or not read_date(match[2].strip("*_ ")):
            return []
        unit = match[1].strip("*_ ")
        certain = signs_for(unit) or (number >= self._last and UNIT.fullmatch(unit))
        return ["", match[1], match[2]] if certain else []


def next_filled(lines: list[Line], at: int) -> int:
    """Index of the first line from `at` on that is not blank."""
    while at < len(lines) and lines[at].blank:
        at += 1
    return at


def indented(lines: list[Line], start: int, indent: int) -> int:
    """Index after the lines from `start` on that are indented as an admonition's content, blank lines among them."""
    end = at = start
    while at < len(lines):
        line = lines[at]
        if not line.blank:
            if line.indent < indent + _STEP or "\u3000" in line.blanks:
                break
            end = at + 1
        at += 1
    return end


def unindented(lines: list[Line], start: int) -> int:
    """Index after the lines from `start` on that may belong to a head above without being indented."""
    at = start
    while at < len(lines) and not lines[at].blank:
        text = lines[at].text.strip(BLANKS)
        if _NEW.match(text) or heading_level(text) or heads.read(text):
            break
        at += 1
    return at


def pushed_signatures(lines: list[Line]) -> set[int]:
    """Indexes of dates, and of units above them, that blanks align to the right: they belong to no item."""
    found: set[int] = set()
    for day, line in enumerate(lines):
        if line.text[:1] not in BLANKS or line.indent < _FARTHER or not read_date(_words(line)):
            continue
        above = day - 1
        while above >= 0 and above not in found and _pushed_unit(lines[above]):
            above -= 1
        after = next_filled(lines, day + 1)
        asked = above >= 0 and lines[above].text.rstrip().endswith((":", "："))
        if not asked and not (after < len(lines) and marker(lines[after].text)):
            found.update(range(above + 1, day + 1))
    return found


def _pushed_unit(line: Line) -> bool:
    return line.blank or (line.indent >= _FARTHER and bool(UNIT.fullmatch(_words(line))))


def _words(line: Line) -> str:
    return line.text.strip(f"*_\xa0{BLANKS}")


def headed_items(lines: list[Line], fences: Mapping[int, int]) -> dict[int, HeadedItem]:
    """The items of `lines` that begin with an admonition or a quote, by the index of their first lines. `fences` has
    the index of the line after each fenced code block, by that of its first line."""
    found: dict[int, HeadedItem] = {}
    at = 0
    while at < len(lines):
        match = _HEADED_ITEM.match(lines[at].text) if at not in fences else None
        sign = with_plain_indents(match[0].expandtabs(4)) if match else ""
        if match and (read := marker(sign + ">")):
            found[at] = HeadedItem(sign, match.end(), read.offset, _item_end(lines, at, read.offset))
            at = found[at].end
        else:
            at = fences.get(at, at + 1)
    return found


def _item_end(lines: list[Line], start: int, offset: int) -> int:
    end = at = start + 1
    while at < len(lines):
        line = lines[at]
        if not line.blank:
            if line.indent < offset and (line.indent <= lines[start].indent or at > end):
                break
            end = at + 1
        at += 1
    return end
