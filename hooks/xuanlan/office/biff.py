"""The stream of a workbook of Excel 97 to 2003, and of WPS (xls, et: [MS-XLS], BIFF8): cells, sheets, notes"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from xuanlan.office.cells import Grid
from xuanlan.office.contents import (
    COMMENT,
    DAMAGED,
    HIDDEN_ROW,
    HIDDEN_SHEET,
    Collector,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.formats import is_date_format, number_text

_BOF, _EOF, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _STRINGS, _FORMAT, _XF, _DATES = 0x85, 0xFC, 0x41E, 0xE0, 0x22
_ROW, _COLUMNS, _LABEL_SHARED, _NUMBER, _RK, _MANY, _FORMULA, _STRING, _LABEL, _OBJECT, _TEXT = (
    0x208, 0x7D, 0xFD, 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x204, 0x5D, 0x1B6,
)  # fmt: skip
_NOTE = 0x19
"""The kind of an object that is a comment on a cell."""
_BIFF8, _WORKSHEET = 0x0600, 0

Record = tuple[int, list[bytes]]
"""Its number and its data, each continuation apart."""


def _records(data: bytes, at: int) -> Iterator[Record]:
    kind, parts = 0, list[bytes]()
    while at + 4 <= len(data):
        one, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        if one == _CONTINUE and parts:
            parts.append(body)
            continue
        if parts:
            yield kind, parts
        kind, parts = one, [body]
        if one == _EOF:
            break
    if parts:
        yield kind, parts


class _Book:
    """What all sheets share."""

    def __init__(self) -> None:
        self.sheets: list[tuple[int, int, int, str]] = []
        """where it begins, state, kind, name"""
        self.strings: list[str] = []
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self.is_1904 = False

    def number(self, value: float, form: int) -> str:
        """A number as its cell shows it."""
        code = self.formats[form] if form < len(self.formats) else 0
        return number_text(repr(value), is_date_format(code, self.codes.get(code, "")), self.is_1904)


def read(data: bytes, found: Collector) -> None:
    """Raises UnreadableError, struct.error or IndexError."""
    if struct.unpack_from("<H", data, 0)[0] != _BOF or struct.unpack_from("<H", data, 4)[0] != _BIFF8:
        raise UnreadableError("这是 Excel 95 或更早的格式，没有检查")
    book = _Book()
    for kind, parts in _records(data, 0):
        body = parts[0]
        if kind == _PASSWORD:
            raise UnreadableError("加了密码，打不开")
        if kind == _SHEET:
            start, state, sort = struct.unpack_from("<IBB", body)
            book.sheets.append((start, state & 3, sort, _text(body, 7, body[6])))
        elif kind == _STRINGS:
            book.strings = list(_shared(parts, found))
        elif kind == _FORMAT:
            book.codes[struct.unpack_from("<H", body)[0]] = _text(body, 4, struct.unpack_from("<H", body, 2)[0])
        elif kind == _XF:
            book.formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _DATES:
            book.is_1904 = body[:1] == b"\1"
    read_from: set[int] = set()
    for start, state, sort, name in book.sheets:
        if sort == _WORKSHEET and start not in read_from:
            read_from.add(start)
            _sheet(data, start, book, f"工作表“{name}”", HIDDEN_SHEET if state else "", found)


def _sheet(data: bytes, start: int, book: _Book, where: str, hidden: str, found: Collector) -> None:
    grid = Grid(found)
    hidden_rows: set[int] = set()
    place, is_note = (0, 0), False

    def put(row: int, column: int, text: str) -> None:
        grid.put(row + 1, column + 1, text, hidden or (HIDDEN_ROW if row in hidden_rows else ""), "")

    for kind, parts in _records(data, start):
        body = parts[0]
        found.budget.spend("elements")
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & 1 or not width:
                grid.hide_columns(first + 1, last + 1)
        elif kind == _LABEL_SHARED:
            row, column, _, at = struct.unpack_from("<HHHI", body)
            put(row, column, book.strings[at] if at < len(book.strings) else "")
        elif kind == _NUMBER:
            row, column, form, value = struct.unpack_from("<HHHd", body)
            put(row, column, book.number(value, form))
        elif kind == _RK:
            row, column, form, raw = struct.unpack_from("<HHHI", body)
            put(row, column, book.number(_rk(raw), form))
        elif kind == _MANY:
            row, column = struct.unpack_from("<HH", body)
            for at in range(4, len(body) - 7, 6):
                form, raw = struct.unpack_from("<HI", body, at)
                put(row, column + (at - 4) // 6, book.number(_rk(raw), form))
        elif kind == _FORMULA:
            row, column, form = struct.unpack_from("<HHH", body)
            place = (row, column)
            if body[12:14] != b"\xff\xff":
                put(row, column, book.number(struct.unpack_from("<d", body, 6)[0], form))
        elif kind == _STRING:
            put(*place, _text(body, 2, struct.unpack_from("<H", body)[0]))
        elif kind == _LABEL:
            row, column, _, length = struct.unpack_from("<4H", body)
            put(row, column, _text(body, 8, length))
        elif kind == _OBJECT:
            is_note = struct.unpack_from("<H", body, 4)[0] == _NOTE
        elif kind == _TEXT and len(parts) > 1:
            text = _text(parts[1], 0, struct.unpack_from("<H", body, 10)[0])
            if is_note or hidden:
                found.hide(COMMENT if is_note else hidden, f"{where} {'批注' if is_note else '文本框'}", text)
            else:
                found.see(text, f"{where} 文本框")
    grid.close(where)


def _rk(raw: int) -> float:
    """A number in 30 bits: whole or the high half of a double, perhaps hundredths."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return value / 100 if raw & 1 else value


def _text(body: bytes, at: int, length: int) -> str:
    """A string whose flags stand at `at`."""
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _shared(parts: list[bytes], found: Collector) -> Iterator[str]:
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
