"""Lists as CommonMark nests them: the column at which an item's text begins decides what belongs to it.

Three things differ, because people write so: a line without indent ends a list (one line is one paragraph); a line with
a small indent continues its item; and a list that is indented by two spaces, or by fewer but with another marker,
belongs to the item above it, even where CommonMark wants three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from xuanlan.markup.fences import masked

RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
"""A thematic break."""
_MARKER = re.compile(r"( *)(?:([-*+])|([0-9０-９]{1,9})([.)]))(?:([ \u3000]+)(?=\S)| *$)")
_DATE = re.compile(r"(?:19|20)\d\d\. *\d{1,2}(?!\d)")
MARKERS = re.compile(r"^[ \u3000]*(?:[-*+]|[0-9０-９]{1,9}[.)])(?:[ \u3000]|$)", re.MULTILINE)
"""A quick test: matches every text that has a list, and few others."""
_HOLDS_MORE = re.compile(r"!!!|\?\?\?|:|\[")
"""Begins a line to which indented lines may belong: an admonition, a definition, a footnote."""
_INTERRUPTS = 999
"""The highest number with which a list may begin right under a line of text; a higher one may be a year."""
_DEEP = 4
"""With at least this many spaces, a list marker below a line that `_HOLDS_MORE` belongs to that line."""


class Marker(NamedTuple):
    """A list marker."""

    indent: int
    sign: str
    """the character that all items of a list share: - + * . )"""
    number: int
    """as written; -1 in a bullet list"""
    offset: int
    """column at which the text of the item begins"""
    empty: bool


def marker(line: str) -> Marker | None:
    """The list marker of `line`, or None. A thematic break and a date such as 2026. 11. 1 are no items."""
    match = _MARKER.match(line)
    if not match or RULE.match(line) or _DATE.match(line, match.end(1)):
        return None
    indent, gap = len(match[1]), match[5]
    number = int(match[3]) if match[3] else -1
    end = match.end(5) if gap and len(gap) < 5 else (match.end(4) if match[3] else match.end(2)) + 1
    return Marker(indent, match[2] or match[4], number, end, not gap)


def first_item(lines: list[str], start: int = 0, *, held: bool = False) -> tuple[int, bool]:
    """Index of the first line, from `start` on, at which a list begins in a block, or -1; and whether indented lines
    after the block may belong to its end. `held` says the same of what is before the block."""
    for at in range(start, len(lines)):
        line = lines[at]
        found = marker(line)
        if found and found.empty:  # 2026. alone ends a sentence
            begins = at == start and (found.number < 0 or any(below[:1] == " " for below in lines[at + 1 : at + 2]))
        else:
            begins = bool(found and (at == start or found.number <= _INTERRUPTS))
        if found and begins and not (held and found.indent >= _DEEP):
            return at, False
        if line and line[0] != " ":
            held = bool(_HOLDS_MORE.match(line))
    return -1, held


@dataclass(slots=True)
class Item:
    """An item: its marker, the index of its first line, and its lines without their indent."""

    marker: Marker
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list: its items, and whether it is loose (empty lines make its texts paragraphs)."""

    items: list[Item]
    loose: bool = False


class Lines:
    """Reads `blocks`, a text split at empty lines, line by line; removes those that are read."""

    def __init__(self, blocks: list[str], first: int = 0) -> None:
        self._blocks = blocks
        self._lines = blocks.pop(0).split("\n") if blocks else []
        self._at = 0
        self.number = first
        """index of the next line"""

    def peek(self) -> str | None:
        """The next line; None at the end."""
        if self._at < len(self._lines):
            return self._lines[self._at]
        return "" if self._blocks else None

    def take(self) -> None:
        self._at += 1
        self.number += 1
        if self._at > len(self._lines):
            self._lines = self._blocks.pop(0).split("\n")
            self._at = 0

    def until_item(self, *, held: bool) -> tuple[list[str], bool, bool]:
        """Take the lines of the current block up to the next list: the lines, whether a list follows, and `held` as in
        `first_item`."""
        at, held = first_item(self._lines, self._at, held=held)
        begin, self._at = self._at, at if at >= 0 else len(self._lines)
        self.number += self._at - begin
        return self._lines[begin : self._at], at >= 0, held

    @property
    def between(self) -> bool:
        """Whether the current block has been read to its end."""
        return self._at >= len(self._lines)


def read_list(lines: Lines) -> Listing:
    """The list that begins at the next line. The caller reads the lines of each item in turn."""
    listing = Listing([])
    item: Item | None = None
    offset = blanks = 0
    outer = ""
    """the item's last line without indent inside the item"""
    while (line := lines.peek()) is not None:
        if not line or line.isspace():
            blanks += 1
            lines.take()
            continue
        indent = len(line) - len(line.lstrip(" "))
        found = marker(line) if item is None or indent < offset else None
        if item and found and found.empty and found.number >= 0 and not 0 <= found.number - item.marker.number <= 1:
            found = None
        if item and (indent >= offset or _belongs(line, indent, found, item, blanks)):
            offset = indent if found else offset
            text = line[min(indent, offset) :]
            if blanks:
                listing.loose = listing.loose or _apart(outer, text)
                item.lines += [""] * blanks
            item.lines.append(text)
            outer = outer if text[0] == " " else text
        elif found and (not item or found.sign == item.marker.sign):
            listing.loose |= bool(item and blanks)
            outer = line[found.offset :].lstrip(" \u3000")
            item = Item(found, lines.number, [outer])
            listing.items.append(item)
            offset = found.offset
        else:
            break
        lines.take()
        blanks = 0
    return listing


def _apart(outer: str, text: str) -> bool:
    """Whether empty lines before `text` separate blocks of the item itself, not of a list inside it, which `outer`
    belongs to."""
    inner = marker(outer)
    if not inner:
        return True
    after = None if text[0] == " " else marker(text)
    return text[0] != " " and (not after or after.sign != inner.sign)


def _belongs(line: str, indent: int, found: Marker | None, item: Item, blanks: int) -> bool:
    """Whether `line` is part of `item`, although it is indented less than the item's text."""
    own = item.marker
    if found:
        if found.sign != own.sign:
            return indent > own.indent
        return indent >= own.indent + 2 and found.number in (-1, 1)
    return indent > own.indent and not blanks and not RULE.match(line)


_LEADING = re.compile(r"^[ \u3000\xa0]+(?=(?:[-*+]|[0-9０-９]{1,9}[.)])[ \u3000])", re.MULTILINE)
_BLANK = re.compile(r"^[ \t]+$", re.MULTILINE)


def with_plain_indents(text: str) -> str:
    """`text` with two spaces for each full-width space, and one for each no-break space, before a list marker."""
    if "\u3000" not in text and "\xa0" not in text:
        return text
    return _LEADING.sub(lambda match: match[0].replace("\u3000", "  ").replace("\xa0", " "), text)


def lists_of(body: str) -> Iterator[tuple[bool, list[Item]]]:
    """Every list of a text: whether it is at the top level, and its items."""
    text = _BLANK.sub("", with_plain_indents(masked(body).expandtabs(4)))
    return _lists(text) if MARKERS.search(text) else iter(())


def _lists(text: str, first: int = 0, *, top: bool = True) -> Iterator[tuple[bool, list[Item]]]:
    lines = Lines(text.split("\n\n"), first)
    held = False
    while lines.peek() is not None:
        if lines.between:
            lines.take()
            continue
        _, found, held = lines.until_item(held=held)
        if found:
            listing = read_list(lines)
            yield top, listing.items
            for item in listing.items:
                yield from _lists("\n".join(item.lines), item.line, top=False)
