"""Where in a source something stands: the parts of a text that are Markdown, and the places of references in it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from xuanlan.diagnostics import Position

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONG = 2000
"""Beyond so many characters of a line a column is not worth the search for it."""


def without_code(body: str) -> str:
    """`body` with blanks for code, every other character in its place."""
    return _CODE.sub(lambda match: _blank(match[0]), body)


def comments(text: str) -> list[tuple[int, int]]:
    """Spans of the HTML comments in `text`; the end of one that is never closed is -1."""
    spans = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        spans.append((start, end + 3 if end >= 0 else -1))
        start = text.find("<!--", end if end >= 0 else start + 4)
    return spans


def without_comments(text: str) -> str:
    """`text` with blanks for its closed comments."""
    parts: list[str] = []
    done = 0
    for start, end in comments(text):
        if end >= 0:
            parts += [text[done:start], _blank(text[start:end])]
            done = end
    return "".join(parts) + text[done:]


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


class Locator:
    """Finds where in a source the references stand, one after another."""

    def __init__(self, body: str, file: str, first_line: int) -> None:
        self._body = body
        self._file = file
        self._first = first_line
        self._starts = [0, *(match.end() for match in re.finditer("\n", body))]
        self._next: dict[str, int] = {}
        self._markdown: str | None = None
        self._decoded: list[str] | None = None
        self._next_line: dict[str, int] = {}

    def find(self, *spellings: str) -> Position:
        """Place of the next occurrence of any spelling; the start of the body when it is nowhere to be seen."""
        if self._markdown is None:
            self._markdown = without_comments(without_code(self._body))
        for text in filter(None, spellings):
            offset = self._offset(self._markdown, text)
            if offset >= 0:
                self._next[text] = offset + len(text)
                return self.at(offset)
        return self._find_decoded(spellings[0]) if spellings and spellings[0] else Position(self._file, self._first, 1)

    def at(self, offset: int) -> Position:
        """Place of a character of the body."""
        line = bisect_right(self._starts, offset) - 1
        return Position(self._file, self._first + line, offset - self._starts[line] + 1)

    def _offset(self, markdown: str, text: str) -> int:
        """Next occurrence where an address can stand, else any; -1 for none."""
        start = self._next.setdefault(text, 0 if text in markdown else -1)
        if start < 0:
            return -1
        address = re.compile(r"(?:(?<=[(<\"'=])|(?<=[(:] ))" + re.escape(text))
        match = address.search(markdown, start) or address.search(markdown)
        if match:
            return match.start()
        offset = markdown.find(text, start)
        return offset if offset >= 0 else markdown.find(text)

    def _find_decoded(self, text: str) -> Position:
        """The line that says `text` in entities or with backslashes."""
        if self._decoded is None:
            self._decoded = [_decode(line) for line in self._body.split("\n")]
        wanted = " ".join(text.split("\n"))
        start = self._next_line.get(text, 0)
        for number in (*range(start, len(self._decoded)), *range(start)):
            if wanted in self._decoded[number]:
                self._next_line[text] = number + 1
                return self.at(self._starts[number] + self._column(number, self._decoded[number].index(wanted)))
        return Position(self._file, self._first, 1)

    def _column(self, number: int, offset: int) -> int:
        """Where in the line as written the character stands that is at `offset` of the line as decoded."""
        line = self._body[self._starts[number] : self._starts[number] + _LONG].split("\n")[0]
        return next((k for k in range(len(line)) if len(_decode(line[: k + 1])) > offset), 0)


def _decode(line: str) -> str:
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", line.expandtabs(4))).split("\n"))
