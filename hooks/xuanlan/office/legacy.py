"""Documents, sheets and slides of the older programs (doc, xls, ppt; wps, et, dps): their texts, as far as needed to
find what must not go out"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from xuanlan.office import biff
from xuanlan.office.compound import Compound, properties
from xuanlan.office.contents import COMMENT, DAMAGED, Collector, UnreadableError

_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
"""Flags of the head of a doc ([MS-DOC] 2.5.2)."""
_PARTS = (
    ("", 0x4C),
    ("脚注", 0x50),
    ("页眉页脚", 0x54),
    ("宏", 0x58),
    ("批注", 0x5C),
    ("尾注", 0x60),
    ("文本框", 0x64),
)
"""The texts of a doc in their order, and where the head has their lengths."""
_FIELD = re.compile("\x13[^\x13-\x15]*\x14|[\x13\x15]|\x13")
_CELL, _BREAK = re.compile("\x07+"), re.compile("[\r\x0b\x0c\x07]+")
_DIGITS = re.compile(rb"(?:[0-9Xx]\0){8,}|[0-9]{11,}[Xx]?")
_CHARACTERS, _BYTES = 0x0FA0, 0x0FA8
"""Records of a ppt ([MS-PPT]) that hold text."""


def read(content: bytes, found: Collector) -> list[tuple[str, bytes]]:
    """Everything that can be told of such a file. Raises UnreadableError."""
    file = Compound(content)
    names = {name.lower(): name for name in file.names()}
    if "encryptedpackage" in names:
        raise UnreadableError("加了密码，打不开")
    try:
        if "worddocument" in names:
            _document(file, file.stream(names["worddocument"]), found)
        elif book := names.get("workbook") or names.get("book"):
            biff.read(file.stream(book), found)
        elif "powerpoint document" in names:
            for text in _slide_texts(file.stream(names["powerpoint document"])):
                found.see(text, "幻灯片")
        else:
            for run in _DIGITS.findall(content):
                found.see(run.replace(b"\0", b"").decode("ascii"), "文件里")
            found.facts["unread"] = "这种旧格式的文字没有检查，只找了长的号码"
    except (struct.error, IndexError) as error:
        raise UnreadableError(DAMAGED) from error
    properties(file, found)
    return []


def _document(file: Compound, head: bytes, found: Collector) -> None:
    flags = struct.unpack_from("<H", head, 10)[0]
    if flags & _ENCRYPTED:
        raise UnreadableError("加了密码，打不开")
    text = _pieces(head, file.stream("1Table" if flags & _OTHER_TABLE else "0Table"), found)
    at = 0
    for where, place in _PARTS:
        length = struct.unpack_from("<I", head, place)[0]
        part = _FIELD.sub("", text[at : at + length])
        at += length
        count = 0
        for line in _BREAK.split(part):
            if words := line.strip("\0\1\2\3\4\5\x08 \t"):
                count += 1
                if where == "批注":
                    found.hide(COMMENT, f"第{count}条批注", words)
                else:
                    found.see(words, where or f"第{count}段")


def _pieces(head: bytes, table: bytes, found: Collector) -> str:
    """The text that the table of pieces ([MS-DOC] 2.9.38) puts together."""
    at, length = struct.unpack_from("<II", head, 0x1A2)
    end = min(at + length, len(table))
    while at < end and table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != 2:
        raise UnreadableError(DAMAGED)
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    at += 5
    if not 0 <= count <= (len(table) - at) // 12:
        raise UnreadableError(DAMAGED)
    places = struct.unpack_from(f"<{count + 1}I", table, at)
    parts = []
    for number in range(count):
        size = places[number + 1] - places[number]
        if size < 0:
            raise UnreadableError(DAMAGED)
        place = struct.unpack_from("<I", table, at + 4 * (count + 1) + 8 * number + 2)[0]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            parts.append(found.count(head[start : start + size].decode("cp1252", "replace")))
        else:
            parts.append(found.count(head[place : place + 2 * size].decode("utf-16-le", "replace")))
    return "".join(parts)


def _slide_texts(data: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(data):
        version, kind, length = struct.unpack_from("<HHI", data, at)
        at += 8
        if version & 15 == 15:  # holds others
            continue
        if kind == _CHARACTERS:
            yield data[at : at + length].decode("utf-16-le", "replace")
        elif kind == _BYTES:
            yield data[at : at + length].decode("latin-1")
        at += length
