"""Positions in a source: which parts of a text are Markdown, and where its references are."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from xuanlan.diagnostics.report import Position
from xuanlan.markup import fences

_TICKS = re.compile(r"`+")
_MAY_SAY = re.compile(r"[\\&]")
"""Only an address with one of these may be read otherwise than it is written."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONG = 2000
"""How many characters of a line are searched for the column of a finding."""
_MANY = 1000
"""How many places of one text are distinguished."""
_BUDGET = 1_000_000_000
"""How many characters are searched for texts that are not plain addresses; then the search ends."""
_ADDRESS = re.compile(r"""(?:(?<=[(<"'=])|(?<=[(:] ))[^\s<>()"'=][^\s<>()"']*""")
_OPENS = re.compile(r"""[(<"'=]$|[(:] $""")
_PIECE = re.compile(r"\\.|&#?\w{1,32};?|.")


def without_code(body: str) -> str:
    """`body` with blanks for code; all other characters keep their places."""
    if "`" not in body and "~~~" not in body:
        return body
    text = without_fences(body)
    return "\n".join(blanked(line, code_spans(line)) if "`" in line else line for line in text.split("\n"))


def without_fences(body: str) -> str:
    """`body` with blanks for fenced code blocks."""
    return blanked(body, fences.spans(body))


def code_spans(line: str) -> list[tuple[int, int]]:
    """The code spans in `line`, backticks included: each ends with as many of them as it began with."""
    spans: list[tuple[int, int]] = []
    done = 0
    missing: set[int] = set()
    """lengths of runs that do not occur again"""
    for run in _TICKS.finditer(line):
        start, end = run.span()
        if start < done:
            continue
        start += escaped(line, start)  # an escaped backtick is literal
        length = end - start
        if length and length not in missing:
            close = code_end(line, end, length)
            if close is None:
                missing.add(length)
            else:
                done = close + length
                spans.append((start, done))
    return spans


def escaped(text: str, at: int) -> bool:
    """Whether the character at `at` is escaped: an odd number of backslashes stands before it."""
    start = at
    while start and text[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1


def code_end(text: str, start: int, length: int) -> int | None:
    """Offset of the next run of exactly `length` backticks, from `start` on in the same line; None if there is none."""
    limit = text.find("\n", start)
    for run in _TICKS.finditer(text, start, limit if limit >= 0 else len(text)):
        if run.end() - run.start() == length:
            return run.start()
    return None


def comments(text: str) -> list[tuple[int, int]]:
    """Spans of the HTML comments in `text`; an unclosed one ends at -1."""
    spans = []
    end = 0
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start) if end >= 0 else -1
        spans.append((start, end + 3 if end >= 0 else -1))
        start = text.find("<!--", end if end >= 0 else start + 4)
    return spans


def without_comments(text: str) -> str:
    """`text` with blanks for its closed comments."""
    return blanked(text, ((start, end) for start, end in comments(text) if end >= 0))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with blanks for `spans`, which are in order; all other characters keep their places."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], blank(text[start:end])]
        done = end
    return "".join(parts) + text[done:]


def blank(text: str) -> str:
    """As many blanks as `text` has characters; its line ends stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


class Locator:
    """Finds the positions of references in a source, one after another."""

    def __init__(self, body: str, file: str, first_line: int) -> None:
        self._body = body
        self._file = file
        self._first = first_line
        self._markdown: str | None = None
        self._offsets: dict[str, list[int]] | None = None
        self._next: dict[str, int] = {}
        self._decoded: str | None = None
        self._decoded_starts: list[int] = []
        self._decoded_offsets: dict[str, list[int]] = {}
        self._next_decoded: dict[str, int] = {}
        self._budget = _BUDGET

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._body))]

    def find(self, *spellings: str) -> Position:
        """Position of the next occurrence of one of `spellings`; the start of the body when there is none."""
        if self._markdown is None:
            self._markdown = without_comments(without_code(self._body))
        for text in filter(None, spellings):
            offset = self._offset(self._markdown, text)
            if offset >= 0:
                return self.at(offset)
        return self._find_decoded(spellings[0]) if spellings and spellings[0] else Position(self._file, self._first, 1)

    def at(self, offset: int) -> Position:
        """Position of the character at `offset` of the body."""
        line = bisect_right(self._starts, offset) - 1
        return Position(self._file, self._first + line, offset - self._starts[line] + 1)

    def on_line(self, number: int, text: str = "") -> Position:
        """Position of `text` on line `number` (from 0); the line's start if it had comments and `text` is not found."""
        start = self._starts[number]
        line = self._body[start : self._starts[number + 1] if number + 1 < len(self._starts) else None]
        return self.at(start + max(line.find(text), 0))

    def line(self, number: int, column: int) -> Position:
        """Position of `column` in line `number` of the body, both from 0."""
        return Position(self._file, self._first + number, column + 1)

    def _offset(self, markdown: str, text: str) -> int:
        """Offset of the next occurrence where an address can be, else any; the first follows the last; -1 if none."""
        written = self._written(markdown)
        offsets = written.get(text)
        if offsets is None:
            offsets = written[text] = self._search(markdown, text)
        return self._turn(text, offsets, self._next)

    def _written(self, markdown: str) -> dict[str, list[int]]:
        """Offsets of each address, as written and as decoded; `_offset` adds other texts."""
        if self._offsets is None:
            self._offsets = {}
            for match in _ADDRESS.finditer(markdown):
                for spelling in {match[0], _decode(match[0])} if _MAY_SAY.search(match[0]) else (match[0],):
                    self._offsets.setdefault(spelling, []).append(match.start())
        return self._offsets

    def _search(self, text: str, wanted: str) -> list[int]:
        """Offsets of `wanted` (only those where an address can be, if any), as long as the budget lasts."""
        found: list[int] = []
        offset = -1
        if self._budget > 0:
            self._budget -= len(text)
            offset = text.find(wanted)
        while offset >= 0 and len(found) < _MANY:
            found.append(offset)
            offset = text.find(wanted, offset + len(wanted))
        before = (text[max(offset - 2, 0) : offset] for offset in found)
        return [offset for offset, signs in zip(found, before, strict=True) if _OPENS.search(signs)] or found

    @staticmethod
    def _turn(text: str, offsets: list[int], turns: dict[str, int]) -> int:
        if not offsets:
            return -1
        turn = turns.get(text, 0)
        turns[text] = turn + 1
        return offsets[turn % len(offsets)]

    def _find_decoded(self, text: str) -> Position:
        """Position of `text` where it is written with entities or backslashes."""
        if self._decoded is None:
            lines = [_decode(line) for line in self._body.split("\n")]
            self._decoded = "\n".join(lines)
            self._decoded_starts = [0, *accumulate(len(line) + 1 for line in lines)]
        if text not in self._decoded_offsets:
            by_line: dict[int, int] = {}
            for offset in self._search(self._decoded, " ".join(text.split("\n"))):
                by_line.setdefault(bisect_right(self._decoded_starts, offset) - 1, offset)
            self._decoded_offsets[text] = list(by_line.values())
        offset = self._turn(text, self._decoded_offsets[text], self._next_decoded)
        if offset < 0:
            return Position(self._file, self._first, 1)
        number = bisect_right(self._decoded_starts, offset) - 1
        return self.at(self._starts[number] + self._column(number, offset - self._decoded_starts[number]))

    def _column(self, number: int, offset: int) -> int:
        """Offset in the line as written of the character at `offset` of the line as decoded."""
        line = self._body[self._starts[number] : self._starts[number] + _LONG].split("\n")[0]
        written = decoded = 0  # columns, tabs expanded, in the line as written and as decoded
        for match in _PIECE.finditer(line):
            width = 4 - written % 4 if match[0] == "\t" else len(match[0])
            written += width
            decoded += width if match[0] == "\t" else len(_decode(match[0]))
            if decoded > offset:
                return match.start()
        return 0


def _decode(line: str) -> str:
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", line.expandtabs(4))).split("\n"))
