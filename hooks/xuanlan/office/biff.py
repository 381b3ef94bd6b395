"""The stream of a workbook of Excel 97 to 2003, and of WPS (xls, et: [MS-XLS], BIFF8): cells, sheets, notes"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from xuanlan.office.biff_texts import outside, shared_strings, text_of
from xuanlan.office.cells import Grid
from xuanlan.office.contents import (
    CACHE,
    COMMENT,
    HIDDEN_FORMAT,
    HIDDEN_ROW,
    HIDDEN_SHEET,
    LINK,
    NAME,
    SAYING,
    UNUSED,
    WHITE,
    Collector,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.format_codes import BUILT_IN, ERRORS
from xuanlan.office.formats import built_in, is_date_format, number_text
from xuanlan.office.number_formats import shown

_BOF, _EOF, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _STRINGS, _FORMAT, _XF, _DATES = 0x85, 0xFC, 0x41E, 0xE0, 0x22
_ROW, _COLUMNS, _LABEL_SHARED, _NUMBER, _RK, _MANY, _FORMULA, _STRING, _LABEL, _OBJECT, _TEXT = (
    0x208, 0x7D, 0xFD, 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x204, 0x5D, 0x1B6,
)  # fmt: skip
_FONT, _NAME_OF, _BOOK, _CACHED, _MERGED, _AUTHOR, _HEADS, _PIVOT_TEXT, _PIVOT_NUMBER = (
    0x31, 0x18, 0x1AE, 0x5A, 0xE5, 0x1C, {0x14: "页眉", 0x15: "页脚"}, 0xCD, 0xC9,
)  # fmt: skip
_OTHER = 0x205
"""A cell that is true, false or an error."""
_NOTE = 0x19
"""The kind of an object that is a comment on a cell."""
_BIFF8, _WORKSHEET = 0x0600, 0
_MOST_DEEP, _NO_FONT, _BUILT_IN = 20, 4, 0x20
_WHITE_OF_PALETTE = (1, 9)
_CODES = re.compile(r'&(?:[LCRPNDTAFGZEXYSBIUOH+&-]|"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3})')
"""What in a header stands for something else."""
_NAMED_BY_PROGRAMS = re.compile(r"(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)

Record = tuple[int, list[bytes]]
"""Its number and its data, each continuation apart."""


def _records(data: bytes, at: int) -> Iterator[Record]:
    """Those from `at` to the end of what begins there; charts within are passed with what they hold."""
    kind, parts, depth = 0, list[bytes](), 0
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
        depth += (one == _BOF) - (one == _EOF)
        if depth <= 0 or depth > _MOST_DEEP:
            break
    if parts:
        yield kind, parts


class _Book:
    """What all sheets share."""

    def __init__(self) -> None:
        self.sheets: list[tuple[int, int, int, str]] = []
        """where it begins, state, kind, name"""
        self.strings: list[str] = []
        self.used: set[int] = set()
        """numbers of those that a cell has"""
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self.hides: list[str] = []
        """what the format of a cell does, by its number"""
        self.fonts: list[int] = []
        """their colours"""
        self.is_1904 = False

    def add_format(self, body: bytes) -> None:
        """The next format of a cell: white on nothing, or a code that shows nothing, hides what is in it."""
        font, code = struct.unpack_from("<HH", body)
        font -= font > _NO_FONT  # that number is left out
        colour = self.fonts[font] if font < len(self.fonts) else 0
        is_bare = len(body) >= 20 and struct.unpack_from("<I", body, 14)[0] >> 26 == 0
        hides = WHITE if colour in _WHITE_OF_PALETTE and is_bare else ""
        self.formats.append(code)
        self.hides.append(HIDDEN_FORMAT if self.codes.get(code, "").replace(" ", "") in (";;;", ";;") else hides)

    def number(self, value: float, form: int, *, as_shown: bool) -> str:
        """A number with all its digits, or as its cell shows it."""
        code = self.formats[form] if form < len(self.formats) else 0
        if as_shown:
            return shown(repr(value), self.codes.get(code, "") or BUILT_IN.get(code, ""), self.is_1904)
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
            book.sheets.append((start, state & 3, sort, text_of(body, 7, body[6])))
        elif kind == _STRINGS:
            book.strings = list(shared_strings(parts, found))
        elif kind == _FORMAT:
            book.codes[struct.unpack_from("<H", body)[0]] = text_of(body, 4, struct.unpack_from("<H", body, 2)[0])
        elif kind == _FONT:
            book.fonts.append(struct.unpack_from("<H", body, 4)[0])
        elif kind == _XF:
            book.add_format(body)
        elif kind == _DATES:
            book.is_1904 = body[:1] == b"\1"
        elif kind == _NAME_OF and not struct.unpack_from("<H", body)[0] & _BUILT_IN:
            if not built_in(name := text_of(body, 14, body[3])):
                found.hide(NAME, "名称", name)
        elif kind in (_BOOK, _CACHED):
            for text in outside(kind == _BOOK, body):
                found.hide(LINK, "引用的其他工作簿" if kind == _BOOK else "从其他工作簿取来的值", text)
    read_from: set[int] = set()
    for start, state, sort, name in book.sheets:
        if sort == _WORKSHEET and start not in read_from:
            read_from.add(start)
            if not _NAMED_BY_PROGRAMS.match(name):
                found.tell(HIDDEN_SHEET if state else "", f"工作表“{name}”", name)
            _sheet(data, start, book, f"工作表“{name}”", HIDDEN_SHEET if state else "", found)
    if all(sort == _WORKSHEET for _, _, sort, _ in book.sheets):
        _unused(book, found)


def _unused(book: _Book, found: Collector) -> None:
    for number, text in enumerate(book.strings):
        if number not in book.used and SAYING.search(text):
            found.hide(UNUSED, "没有单元格用到的文字", text)


def _sheet(data: bytes, start: int, book: _Book, where: str, hidden: str, found: Collector) -> None:
    grid = Grid(found)
    hidden_rows: set[int] = set()
    place, is_note = (0, 0, 0), False

    def put(row: int, column: int, form: int, text: str) -> None:
        own = book.hides[form] if form < len(book.hides) else ""
        grid.put(row + 1, column + 1, text, hidden or (HIDDEN_ROW if row in hidden_rows else ""), own)

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
            row, column, form, at = struct.unpack_from("<HHHI", body)
            book.used.add(at)
            put(row, column, form, book.strings[at] if at < len(book.strings) else "")
        elif kind == _NUMBER:
            row, column, form, value = struct.unpack_from("<HHHd", body)
            put(row, column, form, book.number(value, form, as_shown=found.as_shown))
        elif kind == _RK:
            row, column, form, raw = struct.unpack_from("<HHHI", body)
            put(row, column, form, book.number(_rk(raw), form, as_shown=found.as_shown))
        elif kind == _MANY:
            row, column = struct.unpack_from("<HH", body)
            for at in range(4, len(body) - 7, 6):
                form, raw = struct.unpack_from("<HI", body, at)
                put(row, column + (at - 4) // 6, form, book.number(_rk(raw), form, as_shown=found.as_shown))
        elif kind == _FORMULA:
            row, column, form = struct.unpack_from("<HHH", body)
            place = (row, column, form)
            if body[12:14] != b"\xff\xff":
                value = struct.unpack_from("<d", body, 6)[0]
                put(row, column, form, book.number(value, form, as_shown=found.as_shown))
            elif found.as_shown and body[6] in (1, 2):
                put(row, column, form, _other(body[8], is_error=body[6] == 2))
        elif kind == _OTHER and found.as_shown:
            row, column, form, value, is_error = struct.unpack_from("<HHHBB", body)
            put(row, column, form, _other(value, is_error=bool(is_error)))
        elif kind == _STRING:
            put(*place, text_of(body, 2, struct.unpack_from("<H", body)[0]))
        elif kind == _LABEL:
            row, column, form, length = struct.unpack_from("<4H", body)
            put(row, column, form, text_of(body, 8, length))
        elif kind == _OBJECT:
            is_note = struct.unpack_from("<H", body, 4)[0] == _NOTE
        elif kind == _TEXT and len(parts) > 1:
            text = text_of(parts[1], 0, struct.unpack_from("<H", body, 10)[0])
            if is_note or hidden:
                found.hide(COMMENT if is_note else hidden, f"{where} {'批注' if is_note else '文本框'}", text)
            else:
                found.see(text, f"{where} 文本框")
        elif kind == _MERGED:
            for one in range(min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8)):
                top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * one)
                grid.merge_area((top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _AUTHOR and len(body) > 10:
            found.hide(COMMENT, f"{where} 批注的作者", text_of(body, 10, struct.unpack_from("<H", body, 8)[0]))
        elif kind in _HEADS and len(body) > 2:
            words = _CODES.sub(" ", text_of(body, 2, struct.unpack_from("<H", body)[0]))
            found.tell(hidden, f"{where} {_HEADS[kind]}", words)
    grid.close(where)


def _other(value: int, *, is_error: bool) -> str:
    """A cell that is true or false, or an error."""
    return ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE"


def _rk(raw: int) -> float:
    """A number in 30 bits: whole or the high half of a double, perhaps hundredths."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return value / 100 if raw & 1 else value


def pivot(data: bytes, found: Collector) -> None:
    """A stream of the cache behind a pivot table: the rows that it was made from."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _PIVOT_TEXT and len(body) > 2:
            found.hide(CACHE, "数据透视表", text_of(body, 2, struct.unpack_from("<H", body)[0]))
        elif kind == _PIVOT_NUMBER and len(body) == 8:
            found.hide(CACHE, "数据透视表", number_text(repr(struct.unpack("<d", body)[0]), False, False))
