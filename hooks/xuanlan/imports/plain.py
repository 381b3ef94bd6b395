"""Plain text, in whichever encoding: its paragraphs, what blanks push to the right, tables of tabs or drawn lines"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xuanlan.imports.original import Block, Cell, Original, Paragraph, Run, Table
from xuanlan.office.contents import Unreadable, UnreadableError
from xuanlan.office.plain import text_of

_RIGHT = 16
"""Columns of blanks that push a line to the right; fewer indent it. A full-width blank has two."""
_LINE_END = re.compile(r"\r\n?|\n|\x0b|\x0c|\x85|\u2028|\u2029")
_BLANKS = " \t\u3000\xa0"
_STROKE = re.compile("[|｜│┃║┆┊]")
_DRAWN = re.compile(r"[\s|+\-=_—─━═┄┈│┃║├┤┬┴┼┌┐└┘╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯┝┥┠┨┯┷┿]{3,}")
_NEW = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|第.{1,4}[条章节]|[0-9]{1,2}[.、．)]|[-*•●]"
)
"""How a paragraph begins that goes on with no other."""
_ENDS = "。！？；：…!?;:"
_NARROWEST, _WIDEST, _NEAR, _FEWEST = 30, 100, 3, 3
"""Least and most columns of a text that is broken into lines; how near to the widest they end; how many do."""


def read(data: bytes) -> Original | Unreadable:
    """A text file."""
    try:
        text = text_of(data)
    except UnreadableError as error:
        return Unreadable(str(error))
    return Original(tuple(_blocks(_LINE_END.split(text))))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at = tables = 0
    width = _width(lines)
    while at < len(lines):
        if end := _table_end(lines, at):
            tables += 1
            yield Table(tuple(_rows(lines[at:end])), f"第{tables}个表格")
            at = end
        elif lines[at].strip(_BLANKS):
            line, first = lines[at].rstrip(_BLANKS), at
            while at + 1 < len(lines) and _goes_on(lines[at], lines[at + 1], width):
                at += 1
                gap = " " if line[-1].isascii() and lines[at][:1].isascii() else ""
                line += gap + lines[at].strip(_BLANKS)
            yield _paragraph(line, f"第{first + 1}行")
            at += 1
        else:
            at += 1


def _columns(text: str) -> int:
    """How many columns a text takes where an ideograph takes two."""
    return sum(8 if sign == "\t" else 2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)


def _paragraph(line: str, where: str) -> Paragraph:
    words = line.strip(_BLANKS)
    indent = _columns(line[: len(line) - len(line.lstrip(_BLANKS))])
    is_right = indent >= _RIGHT
    return Paragraph((Run(words),), where, align="right" if is_right else "", indent=0.0 if is_right else indent / 2)


def _width(lines: list[str]) -> int:
    """The width at which a program has broken all lines of a text; 0 where none has."""
    widths = [_columns(line.rstrip(_BLANKS)) for line in lines]
    widest = max(widths, default=0)
    full = sum(widest - _NEAR <= width for width in widths)
    return widest if _NARROWEST <= widest <= _WIDEST and full >= _FEWEST else 0


def _goes_on(line: str, below: str, width: int) -> bool:
    """Whether a line is broken where the next one goes on."""
    line = line.rstrip(_BLANKS)
    is_full = bool(width) and _columns(line) >= width - _NEAR and not line.endswith(tuple(_ENDS))
    if not is_full or not below.strip(_BLANKS) or below[0] in _BLANKS:
        return False
    return not _NEW.match(below) and not _STROKE.search(below) and "\t" not in line + below


def _table_end(lines: list[str], at: int) -> int:
    """Where the table ends that begins at a line; 0 where none does."""
    if lines[at].strip().count("\t") and (count := lines[at].count("\t")):
        end = at
        while end < len(lines) and lines[end].strip() and lines[end].count("\t") in (count, max(count - 1, 1)):
            end += 1
        return end if end - at > 1 else 0
    end = at
    while end < len(lines) and (_DRAWN.fullmatch(lines[end]) or len(_STROKE.findall(lines[end])) > 1):
        end += 1
    rows = sum(len(_STROKE.findall(line)) > 1 and not _DRAWN.fullmatch(line) for line in lines[at:end])
    return end if rows > 1 else 0


def _rows(lines: list[str]) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table. Where lines are drawn between all of them, a row may have several lines of text."""
    if "\t" in lines[0]:
        for line in lines:
            yield tuple(_cell(words) for words in line.strip("\r\n").split("\t"))
        return
    groups: list[list[list[str]]] = [[]]
    for line in lines:
        if _DRAWN.fullmatch(line):
            groups.append([])
        else:
            cells = _STROKE.split(line.strip())
            groups[-1].append(cells[bool(not cells[0].strip()) : len(cells) - bool(not cells[-1].strip())])
    filled = [group for group in groups if group]
    for group in filled:
        if len(filled) > 2 and len({len(row) for row in group}) == 1:
            yield tuple(_cell("\n".join(filter(None, map(str.strip, parts)))) for parts in zip(*group, strict=True))
        else:
            yield from (tuple(map(_cell, row)) for row in group)


def _cell(words: str) -> Cell:
    words = words.strip(_BLANKS)
    return Cell((Paragraph((Run(words),)),) if words else ())
