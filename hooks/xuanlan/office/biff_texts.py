"""Texts in records of BIFF8 ([MS-XLS] 2.5.294): narrow or wide, cut by records that go on with them"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from xuanlan.office.contents import DAMAGED, Collector, UnreadableError

_OWN, _ADDED = 0x0401, 0x3A01
"""Marks of a book that is this one, or a program."""


def text_of(body: bytes, at: int, length: int) -> str:
    """A string whose flags stand at `at`."""
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def shared_strings(parts: list[bytes], found: Collector) -> Iterator[str]:
    """The strings of a workbook; one that a continuation cuts goes on there behind new flags."""
    number, at = 0, 8
    total = struct.unpack_from("<I", parts[0], 4)[0]

    def skip(count: int) -> None:
        nonlocal number, at
        at += count
        while number < len(parts) and at >= len(parts[number]):
            at -= len(parts[number])
            number += 1

    def take(count: int) -> bytes:
        taken = b""
        while count and number < len(parts):
            piece = parts[number][at : at + count]
            taken += piece
            count -= len(piece)
            skip(len(piece))
        if count:
            raise UnreadableError(DAMAGED)
        return taken

    skip(0)
    for _ in range(total):
        if number >= len(parts):
            return
        found.budget.spend("elements")
        length, flags = struct.unpack("<HB", take(3))
        runs = struct.unpack("<H", take(2))[0] if flags & 8 else 0
        further = struct.unpack("<I", take(4))[0] if flags & 4 else 0
        words = ""
        while length and number < len(parts):
            wide = 2 if flags & 1 else 1
            room = min(length, (len(parts[number]) - at) // wide)
            before = number
            words += take(room * wide).decode("utf-16-le" if wide == 2 else "latin-1", "replace")
            length -= room
            if length and number == before:
                skip(len(parts[number]) - at)
            if length and number < len(parts):
                flags = take(1)[0]
        skip(4 * runs + further)
        yield words


def outside(is_book: bool, body: bytes) -> Iterator[str]:
    """The path of another workbook (2.4.271) without its signs for drives, or the texts that were taken from it
    (2.4.80)."""
    if is_book:
        length = struct.unpack_from("<H", body, 2)[0]
        if length not in (_OWN, _ADDED) and len(body) > 4:
            yield "".join(sign if sign >= " " else "\\" for sign in text_of(body, 4, length)).strip("\\")
        return
    at = 4
    while at + 9 <= len(body):
        if body[at] == 2:  # a text
            length = struct.unpack_from("<H", body, at + 1)[0]
            yield text_of(body, at + 3, length)
            at += 4 + length * (2 if body[at + 3] & 1 else 1)
        else:
            at += 9
