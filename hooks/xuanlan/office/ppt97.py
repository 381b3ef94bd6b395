"""Slides of PowerPoint 97 to 2003 and of WPS ([MS-PPT]): texts, notes, comments, and which slides are hidden"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

from xuanlan.office.contents import COMMENT, HIDDEN_SLIDE, NOTES, REST, Collector, UnreadableError

_CHARACTERS, _BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_SLIDE, _NOTES, _MASTER, _LIST, _SHOW, _COMMENT, _HANDOUT = 0x03EE, 0x03F0, 0x03F8, 0x0FF0, 0x03F9, 0x2EE0, 0x0FC9
"""Records (2.13.24)."""
_OBJECT, _PACKED = 0x1011, 1
"""A file of another program, and its instance when it is packed."""
_HIDDEN = 4
"""Bit of the flags of a slide's show (2.6.6)."""
_OF_MASTERS, _OF_NOTES = 1, 2
"""Instances of a list of texts (2.4.14.3)."""
_TEXT_OF_COMMENT = 1
_LOCKED = 0xF3D1C4DF
"""The mark of an encrypted file in the stream of the current user (2.3.2)."""

Record = tuple[int, int, int, int]
"""Number, instance, and where its data begins and ends; containers come before what is in them."""


def read(streams: Mapping[str, bytes], found: Collector) -> list[bytes]:
    """Everything in a presentation, and the files inside it. Raises UnreadableError or struct.error."""
    user = streams.get("current user", b"")
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED:
        raise UnreadableError("加了密码，打不开")
    data = streams["powerpoint document"]
    inside: list[tuple[int, int, str]] = []
    """ends of the containers that are open, their numbers, and what hides what is in them: "" nothing"""
    slides = 0
    objects = []
    for kind, instance, start, end in _records(data, 0, len(data), found):
        while inside and start >= inside[-1][0]:
            inside.pop()
        outer, hides = (inside[-1][1], inside[-1][2]) if inside else (0, "")
        if kind == _SLIDE:
            slides += 1
            inside.append((end, kind, HIDDEN_SLIDE if _is_hidden(data, start, end, found) else ""))
        elif kind in (_NOTES, _MASTER, _HANDOUT, _COMMENT):
            own = {_NOTES: NOTES, _COMMENT: COMMENT}.get(kind, REST)
            inside.append((end, kind, own))
        elif kind == _LIST:
            inside.append((end, kind, REST if instance == _OF_MASTERS else NOTES if instance == _OF_NOTES else ""))
        elif kind in (_CHARACTERS, _BYTES):
            text = data[start:end].decode("utf-16-le" if kind == _CHARACTERS else "latin-1", "replace")
            where = f"第{slides}张幻灯片" if outer == _SLIDE else "幻灯片"
            for line in text.replace("\x0b", "\r").split("\r"):
                if hides != NOTES or line.strip() != "*":
                    found.tell(hides, where, line)
        elif kind == _OBJECT:
            objects.append(_unpacked(data[start + 4 : end], found) if instance == _PACKED else data[start:end])
        elif kind == _STRING:
            is_said = outer == _COMMENT and instance == _TEXT_OF_COMMENT
            found.hide(COMMENT if is_said else REST, "幻灯片", data[start:end].decode("utf-16-le", "replace"))
    return objects


def _unpacked(packed: bytes, found: Collector) -> bytes:
    """An object as it was before it was packed (2.10.37), as far as there is room."""
    try:
        whole = zlib.decompressobj().decompress(packed, max(int(found.budget.unpacked), 1))
    except zlib.error:
        return b""
    found.budget.spend("unpacked", len(whole))
    return whole


def _records(data: bytes, start: int, end: int, found: Collector) -> Iterator[Record]:
    """All records in their order."""
    at = start
    while at + 8 <= end:
        version, kind, length = struct.unpack_from("<HHI", data, at)
        found.budget.spend("elements")
        at += 8
        stop = min(at + length, end)
        yield kind, version >> 4, at, stop
        if version & 15 != 15:  # holds no others
            at = stop


def _is_hidden(data: bytes, start: int, end: int, found: Collector) -> bool:
    for kind, _, at, stop in _records(data, start, end, found):
        if kind == _SHOW and stop - at >= 12:
            return bool(struct.unpack_from("<H", data, at + 10)[0] & _HIDDEN)
    return False
