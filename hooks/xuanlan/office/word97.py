"""Documents of Word 97 to 2003 and of WPS ([MS-DOC]): the text that their pieces make, and what of it is not seen"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xuanlan.office.contents import (
    COMMENT,
    DAMAGED,
    DELETED,
    EDITOR,
    INSERTED,
    LINK,
    REST,
    SAYING,
    UNUSED,
    VANISHED,
    WHITE,
    Collector,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.plain import is_chinese
from xuanlan.office.word97_styles import PAGE, Styles, pages

_FIRST_OF_97 = 0xC1
"""nFib of Word 97; earlier programs had other forms."""
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
"""Flags of the head (2.5.2)."""
_PARTS = (
    ("", 0x4C), ("脚注", 0x50), ("页眉页脚", 0x54), ("宏", 0x58), ("批注", 0x5C), ("尾注", 0x60), ("文本框", 0x64),
    ("页眉页脚的文本框", 0x68),
)  # fmt: skip
"""The texts of a document in their order, and where the head has their lengths (2.5.4)."""
_TEXT_FROM, _LOOKS, _PIECES, _SAVED_BY = 0x18, 0xFA, 0x1A2, 0x2D2
"""Where the head says where the text begins and ends, and where the tables of looks, of pieces and of savers are."""
_CODE = re.compile("\x13([^\x13\x14\x15]*)\x14?")
_FIELD = re.compile("\x13[^\x13-\x15]*\x14|[\x13\x15]|\x13")
_BREAK = re.compile("[\r\x0b\x0c\x07]+")
_LEFT = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff\u3000-\u303f\uff00-\uffef0-9A-Za-z ]{7,}")
"""A passage of what was deleted and still stands in the file, or bytes that look like one."""
_DELETED, _INSERTED, _VANISH, _SPECIAL_VANISH, _COLOUR, _INDEX = 0x0800, 0x0801, 0x083C, 0x0818, 0x6870, 0x2A42
_SHADES = frozenset((0x4866, 0xCA71, 0x2A0C))
"""Properties of characters (2.6.1): the last are grounds of their own."""
_OF_PIECES = {0x41: _DELETED, 0x42: _INSERTED, 0x5C: _VANISH, 0x51: _SPECIAL_VANISH, 0x62: _INDEX}
"""The same as pieces have them (2.9.215)."""
_WHITE, _WHITE_INDEX = 0x00FFFFFF, 8
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_HIDES = ("", DELETED, INSERTED, VANISHED, WHITE)
_MOST_SAVERS = 40


class Piece(NamedTuple):
    """A run of text: where it stands in the stream, how many characters it has, whether one byte is one, and what the
    piece itself says of all of it."""

    start: int
    size: int
    is_narrow: bool
    kind: str

    def text(self, head: bytes) -> str:
        raw = head[self.start : self.start + self.size * (1 if self.is_narrow else 2)]
        return raw.decode("cp1252" if self.is_narrow else "utf-16-le", "replace")


def read(streams: Mapping[str, bytes], found: Collector) -> None:
    """Everything in a document. Raises UnreadableError, struct.error or IndexError."""
    head = streams["worddocument"]
    version, flags = struct.unpack_from("<H", head, 2)[0], struct.unpack_from("<H", head, 10)[0]
    if flags & _ENCRYPTED:
        raise UnreadableError("加了密码，打不开")
    if version < _FIRST_OF_97:
        raise UnreadableError("这是 Word 95 或更早的格式，没有检查")
    table = streams.get("1table" if flags & _OTHER_TABLE else "0table", b"")
    pieces = list(_pieces(head, table))
    text = "".join(found.count(piece.text(head)) for piece in pieces)
    kinds = _kinds(head, table, pieces, found)
    at = 0
    for where, place in _PARTS:
        length = struct.unpack_from("<I", head, place)[0]
        _part(text[at : at + length], kinds, at, where, found)
        at += length
    if SAYING.search(text, at):
        found.hide(UNUSED, "正文以后", _bare(text[at:]))
    _left_over(head, pieces, found)
    for words in _savers(head, table):
        found.hide(LINK if "\\" in words or "/" in words else EDITOR, "以前保存过的人和位置", words)


def _part(text: str, kinds: bytearray, start: int, where: str, found: Collector) -> None:
    for code in _CODE.findall(text):
        found.hide(REST, "域代码", code)
    count, at = 0, 0
    for line in re.split(f"({_BREAK.pattern})", text):
        if not _BREAK.match(line):
            parts: dict[str, list[str]] = {}
            for kind, words in _runs(line, kinds, start + at, text[at + len(line) : at + len(line) + 1] == "\x07"):
                parts.setdefault(kind, []).append(words)
            shown = {kind: _bare("".join(words)) for kind, words in parts.items()}
            if any(shown.values()):
                count += 1
            place = f"第{count}条批注" if where == "批注" else where or f"第{count}段"
            for kind, words in shown.items():
                if words and where == "批注":
                    found.hide(COMMENT, place, words)
                elif words:
                    found.tell(kind, place, words)
                    if kind == INSERTED:
                        found.see(words, place)
        at += len(line)


def _bare(text: str) -> str:
    return _FIELD.sub("", text).strip("\0\1\2\3\4\5\x08 \t")


def _runs(line: str, kinds: bytearray, start: int, in_cell: bool) -> Iterator[tuple[str, str]]:
    """The parts of a line, each with what hides it. White in a cell may stand on a ground that was not looked for."""
    if not kinds:
        yield "", line
        return
    last, parts = "", list[str]()
    for at, sign in enumerate(line, start):
        kind = _HIDES[kinds[at]] if at < len(kinds) else ""
        kind = "" if kind == WHITE and in_cell else kind
        if kind != last and parts:
            yield last, "".join(parts)
            parts = []
        last = kind
        parts.append(sign)
    if parts:
        yield last, "".join(parts)


def _pieces(head: bytes, table: bytes) -> Iterator[Piece]:
    """The table of pieces (2.9.38), with what was left of earlier changes before it."""
    at, length = struct.unpack_from("<II", head, _PIECES)
    end = min(at + length, len(table))
    changes: list[bytes] = []
    while at < end and table[at] == 1:
        size = struct.unpack_from("<H", table, at + 1)[0]
        changes.append(table[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= end or table[at] != 2:
        raise UnreadableError(DAMAGED)
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    at += 5
    if not 0 <= count <= (len(table) - at) // 12:
        raise UnreadableError(DAMAGED)
    places = struct.unpack_from(f"<{count + 1}I", table, at)
    for number in range(count):
        size = places[number + 1] - places[number]
        if size < 0:
            raise UnreadableError(DAMAGED)
        place, change = struct.unpack_from("<IH", table, at + 4 * (count + 1) + 8 * number + 2)
        if change & 1:
            own = changes[change >> 1] if change >> 1 < len(changes) else b""
        else:
            known = _OF_PIECES.get(change >> 1 & 0x7F)
            own = struct.pack("<HB", known, change >> 8) if known else b""
        is_narrow = bool(place & 0x40000000)
        start = (place & 0x3FFFFFFF) // 2 if is_narrow else place
        yield Piece(start, size, is_narrow, _hidden_by(own))


def _hidden_by(properties: bytes) -> str:
    """What these properties of characters (2.2.5.1) keep from being seen, and how."""
    at, white, kind = 0, False, ""
    is_shaded = False
    while at + 2 < len(properties):
        name = struct.unpack_from("<H", properties, at)[0]
        size = _SIZES[name >> 13] or 1 + properties[at + 2]
        value = properties[at + 2 : at + 2 + size]
        at += 2 + size
        if name in (_VANISH, _SPECIAL_VANISH, _DELETED, _INSERTED):
            if kind == VANISHED and value[0] in (0, 0x81):
                kind = ""  # not as the style has it
            elif value[0] in (1, 0x81):
                own = DELETED if name == _DELETED else INSERTED if name == _INSERTED else VANISHED
                kind = own if kind in ("", INSERTED) else kind
        elif name == _COLOUR and len(value) == 4:
            white = struct.unpack("<I", value)[0] == _WHITE
        elif name == _INDEX:
            white = value[0] == _WHITE_INDEX
        elif name in _SHADES:
            is_shaded = True
    return kind or (WHITE if white and not is_shaded else "")


def _kinds(head: bytes, table: bytes, pieces: list[Piece], found: Collector) -> bytearray:
    """What hides each character, as a number of `_HIDES`; empty where nothing does."""
    starts, ends, looks = [], [], []
    for start, end, kind in sorted(_looks(head, table)):
        starts.append(start)
        ends.append(end)
        looks.append(kind)
    if not looks and not any(piece.kind for piece in pieces):
        return bytearray()
    made = bytearray(sum(piece.size for piece in pieces))
    place = 0
    for piece in pieces:
        wide = 1 if piece.is_narrow else 2
        stop = piece.start + piece.size * wide
        if piece.kind:
            made[place : place + piece.size] = bytes((_HIDES.index(piece.kind),)) * piece.size
        at = max(bisect_right(starts, piece.start) - 1, 0)
        while at < len(starts) and starts[at] < stop:
            found.budget.spend("elements")
            first, last = max(starts[at], piece.start), min(ends[at], stop)
            size = (last - piece.start) // wide - (first - piece.start) // wide
            if size > 0:
                begin = place + (first - piece.start) // wide
                made[begin : begin + size] = bytes((_HIDES.index(looks[at]),)) * size
            at += 1
        place += piece.size
    return made


def _looks(head: bytes, table: bytes) -> Iterator[tuple[int, int, str]]:
    """Runs that are hidden, by themselves or by their style: where each begins and ends in the stream, and how (2.8.5,
    2.9.33)."""
    styles = Styles(head, table, _hidden_by)
    for data in pages(head, table, _LOOKS):
        runs = data[-1]
        if 5 * runs + 4 > PAGE:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", data, 0)
        for one in range(runs):
            own = 2 * data[4 * (runs + 1) + one]
            properties = data[own + 1 : own + 1 + data[own]] if own else b""
            properties = styles.of_run(properties) + properties
            for start, stop, style in styles.over(places[one], min(places[one + 1], len(head))):
                if kind := _hidden_by(style + properties):
                    yield start, stop, kind


def _left_over(head: bytes, pieces: list[Piece], found: Collector) -> None:
    """Text that was deleted and that no piece has any more: programs that save quickly leave it where it is."""
    at, end = struct.unpack_from("<II", head, _TEXT_FROM)
    spans = sorted((piece.start, piece.start + piece.size * (1 if piece.is_narrow else 2)) for piece in pieces)
    for start, stop in [*spans, (end, end)]:
        if at < start <= len(head):
            for words in filter(is_chinese, _LEFT.findall(head[at:start].decode("utf-16-le", "replace"))):
                found.hide(UNUSED, "删去以后留在文件里的文字", words)
        at = max(at, stop)


def _savers(head: bytes, table: bytes) -> Iterator[str]:
    """Who saved the document before and where (2.9.291), as programs note it without being asked."""
    if struct.unpack_from("<H", head, 152)[0] * 8 + 154 < _SAVED_BY + 8:
        return
    at, length = struct.unpack_from("<II", head, _SAVED_BY)
    end = min(at + length, len(table))
    if length < 6 or table[at : at + 2] != b"\xff\xff":
        return
    count, extra = struct.unpack_from("<HH", table, at + 2)
    at += 6
    for _ in range(min(count, _MOST_SAVERS)):
        if at + 2 > end:
            return
        size = struct.unpack_from("<H", table, at)[0]
        yield table[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
        at += 2 + 2 * size + extra
