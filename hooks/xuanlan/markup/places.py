"""Where in a source something stands: the parts of a text that are Markdown, and the places of references in it."""

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
"""Without these signs an address is read as it is written."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONG = 2000
"""Characters at the beginning of a line in which the column of a finding is looked for."""
_MANY = 1000
"""Most places of one text that are told apart."""
_BUDGET = 1_000_000_000
"""Characters looked through for texts that are not plain addresses; after that, places are no longer looked for."""
_ADDRESS = re.compile(r"""(?:(?<=[(<"'=])|(?<=[(:] ))[^\s<>()"'=][^\s<>()"']*""")
_OPENS = re.compile(r"""[(<"'=]$|[(:] $""")
_PIECE = re.compile(r"\\.|&#?\w{1,32};?|.")


def without_code(body: str) -> str:
    """`body` with blanks for code, every other character in its place."""
    if "`" not in body and "~~~" not in body:
        return body
    text = without_fences(body)
    return "\n".join(blanked(line, code_spans(line)) if "`" in line else line for line in text.split("\n"))


def without_fences(body: str) -> str:
    """`body` with blanks for the boxes of code that fences enclose."""
    return blanked(body, fences.spans(body))


def code_spans(line: str) -> list[tuple[int, int]]:
    """Where in `line` code stands, backticks included: it ends with as many of them as it began with."""
    spans: list[tuple[int, int]] = []
    done = 0
    missing: set[int] = set()
    """lengths of runs that do not come again"""
    for run in _TICKS.finditer(line):
        start, end = run.span()
        if start < done:
            continue
        start += escaped(line, start)  # its first backtick is but a sign
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
    """Whether the sign at `at` has a backslash before it that is no escaped one itself."""
    start = at
    while start and text[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1


def code_end(text: str, start: int, length: int) -> int | None:
    """Where from `start` on, in the same line, a run of just `length` backticks stands; None when there is none."""
    limit = text.find("\n", start)
    for run in _TICKS.finditer(text, start, limit if limit >= 0 else len(text)):
        if run.end() - run.start() == length:
            return run.start()
    return None


def comments(text: str) -> list[tuple[int, int]]:
    """Spans of the HTML comments in `text`; the end of one that is never closed is -1."""
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
    """`text` with blanks for its `spans`, which are in order; every other character in its place."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], blank(text[start:end])]
        done = end
    return "".join(parts) + text[done:]


def blank(text: str) -> str:
    """Blanks for `text`, with its line ends."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


class Locator:
    """Finds where in a source the references stand, one after another."""

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
        """Place of the next occurrence of any spelling; the start of the body when it is nowhere to be seen."""
        if self._markdown is None:
            self._markdown = without_comments(without_code(self._body))
        for text in filter(None, spellings):
            offset = self._offset(self._markdown, text)
            if offset >= 0:
                return self.at(offset)
        return self._find_decoded(spellings[0]) if spellings and spellings[0] else Position(self._file, self._first, 1)

    def at(self, offset: int) -> Position:
        """Place of a character of the body."""
        line = bisect_right(self._starts, offset) - 1
        return Position(self._file, self._first + line, offset - self._starts[line] + 1)

    def on_line(self, number: int, text: str = "") -> Position:
        """Place of `text` on the line of that index, where comments may have been taken out of it; else its start."""
        start = self._starts[number]
        line = self._body[start : self._starts[number + 1] if number + 1 < len(self._starts) else None]
        return self.at(start + max(line.find(text), 0))

    def line(self, number: int, column: int) -> Position:
        """Place in line `number` of the body, both from 0."""
        return Position(self._file, self._first + number, column + 1)

    def _offset(self, markdown: str, text: str) -> int:
        """Next occurrence where an address can stand, else any; after the last comes the first; -1 for none."""
        written = self._written(markdown)
        offsets = written.get(text)
        if offsets is None:
            offsets = written[text] = self._search(markdown, text)
        return self._turn(text, offsets, self._next)

    def _written(self, markdown: str) -> dict[str, list[int]]:
        """Where each address stands, as it is written and as it is read; other texts join it as they are asked for."""
        if self._offsets is None:
            self._offsets = {}
            for match in _ADDRESS.finditer(markdown):
                for spelling in {match[0], _decode(match[0])} if _MAY_SAY.search(match[0]) else (match[0],):
                    self._offsets.setdefault(spelling, []).append(match.start())
        return self._offsets

    def _search(self, text: str, wanted: str) -> list[int]:
        """Offsets of `wanted` (those where an address can stand, if there are any), as long as the budget lasts."""
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
        """The line that says `text` in entities or with backslashes."""
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
        """Where in the line as written the character stands that is at `offset` of the line as decoded."""
        line = self._body[self._starts[number] : self._starts[number] + _LONG].split("\n")[0]
        written = decoded = 0  # columns with tabs spread, in the line as written and as decoded
        for match in _PIECE.finditer(line):
            width = 4 - written % 4 if match[0] == "\t" else len(match[0])
            written += width
            decoded += width if match[0] == "\t" else len(_decode(match[0]))
            if decoded > offset:
                return match.start()
        return 0


def _decode(line: str) -> str:
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", line.expandtabs(4))).split("\n"))
