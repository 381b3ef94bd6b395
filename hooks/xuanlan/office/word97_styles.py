"""Styles of Word 97 ([MS-DOC] 2.4.6.5, 2.9.271): those that hide what is written in them, and the paragraphs in them"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

_STYLES, _PARAGRAPHS = 0xA2, 0x102
"""Where the head says where the styles and the table of paragraphs are."""
PAGE, _MOST_PAGES, _MOST_STYLES, _DEEPEST = 512, 20_000, 4096, 20
_PARAGRAPH, _CHARACTER = 1, 2
"""Kinds of styles."""
_WITHIN = 13
"""Bytes that say of one paragraph of a page where its properties are."""
_OF_CHARACTERS = struct.pack("<H", 0x4A30)
"""The property by which characters have a style of their own."""


class Styles:
    """The styles that hide text, as `hides` tells by their properties of characters, and where they are used."""

    def __init__(self, head: bytes, table: bytes, hides: Callable[[bytes], str]) -> None:
        self._own: dict[int, tuple[int, bytes]] = {}
        """for each style that on which it is based, and its properties of characters"""
        for number, based, properties in _read(head, table):
            self._own[number] = based, properties
        chains = {number: self._chain(number) for number in self._own}
        self._hiding = {number: chain for number, chain in chains.items() if hides(chain)}
        spans = sorted(_spans(head, table)) if self._hiding else []
        self._spans = [(start, end, self._hiding[style]) for start, end, style in spans if style in self._hiding]
        self._starts = [start for start, _, _ in self._spans]

    def _chain(self, number: int) -> bytes:
        """What a style says with all that it is based on, the nearest last."""
        found = b""
        for _ in range(_DEEPEST):
            if number not in self._own:
                break
            number, properties = self._own[number]
            found = properties + found
        return found

    def over(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The parts of a run of the stream, each with the properties that its paragraph has by a style that hides."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._spans) and self._spans[at][0] < end:
            first, last, chain = self._spans[at]
            if first > start:
                yield start, first, b""
            if last > start:
                yield max(first, start), min(last, end), chain
                start = min(last, end)
            at += 1
        if start < end:
            yield start, end, b""

    def of_run(self, properties: bytes) -> bytes:
        """What the style of characters says that a run has, if it hides."""
        at = properties.find(_OF_CHARACTERS) if self._hiding else -1
        if at < 0 or at + 4 > len(properties):
            return b""
        return self._hiding.get(struct.unpack_from("<H", properties, at + 2)[0], b"")


def _read(head: bytes, table: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, base and properties of characters of each style. A sheet that is broken has none."""
    at, length = struct.unpack_from("<II", head, _STYLES)
    end = min(at + length, len(table))
    if length < 6 or at + 6 > end:
        return
    size, count, fixed = struct.unpack_from("<HHH", table, at)
    at += 2 + size
    for number in range(min(count, _MOST_STYLES)):
        if at + 2 > end:
            return
        size = struct.unpack_from("<H", table, at)[0]
        style = table[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(style) > fixed + 2 and fixed >= 6:
            kind, based = style[2] & 15, struct.unpack_from("<H", style, 2)[0] >> 4
            yield number, based, _properties(style, fixed, kind)


def _properties(style: bytes, at: int, kind: int) -> bytes:
    """The properties of characters behind the name of a style; those of paragraphs come before them."""
    at += 2 + 2 * struct.unpack_from("<H", style, at)[0] + 2
    for is_last in {_PARAGRAPH: (False, True), _CHARACTER: (True,)}.get(kind, ()):
        at += at % 2
        if at + 2 > len(style):
            return b""
        size = struct.unpack_from("<H", style, at)[0]
        if is_last:
            return style[at + 2 : at + 2 + size]
        at += 2 + size
    return b""


def pages(head: bytes, table: bytes, place: int) -> Iterator[bytes]:
    """The whole pages of properties (2.8.5, 2.8.6) whose numbers stand in the table that the head names at `place`."""
    at, length = struct.unpack_from("<II", head, place)
    count = min(max(length - 4, 0) // 8, _MOST_PAGES)
    if at + length > len(table):
        return
    for number in range(count):
        page = (struct.unpack_from("<I", table, at + 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF) * PAGE
        data = head[page : page + PAGE]
        if len(data) == PAGE:
            yield data


def _spans(head: bytes, table: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each paragraph begins and ends in the stream, and the number of its style (2.8.6, 2.9.174)."""
    for data in pages(head, table, _PARAGRAPHS):
        runs = data[-1]
        if 4 + (4 + _WITHIN) * runs > PAGE:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", data, 0)
        for one in range(runs):
            own = 2 * data[4 * (runs + 1) + _WITHIN * one]
            own += 1 if own and data[own] else 2
            style = struct.unpack_from("<H", data, own)[0] if 2 < own <= PAGE - 2 else 0
            yield places[one], min(places[one + 1], len(head)), style
