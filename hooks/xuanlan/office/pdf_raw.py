"""A PDF below its pages (ISO 32000-1, 7.3): every string of every object, whether anything still refers to it or not

A page shows what its tree of objects leads to. What was replaced, is named by nothing, or is only a property, a choice
of a form, a script or a remark goes out with the file all the same.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from xuanlan.office.contents import Budget
from xuanlan.office.strings import strings

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LOOK = 1500
"""Bytes before a stream in which its dictionary begins."""
_PICTURE = re.compile(rb"/Image\b|/Length1\b|/Type1C|/CIDFontType0C|/OpenType|/XRef\b|/ICCBased|/N [134]\b")
"""What of a dictionary says that the stream has no words: a picture, a typeface, a table of places."""
_OBJECTS, _METADATA = re.compile(rb"/ObjStm\b"), re.compile(rb"/Metadata\b|/XML\b")
_STRING = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*)\)|<([0-9A-Fa-f\s]{8,})>", re.DOTALL)
_HEX = re.compile(rb"<[0-9A-Fa-f\s]{8,}>")
_MAY_MATTER = re.compile(rb"\xfe\xff|[0-9]{11}|[\x80-\xff]{4}|\\[23][0-7]{2}")
_HEX_MATTERS = re.compile(rb"\s*(?:feff|efbbbf)|(?:3[0-9]){11}|(?:003[0-9]){11}", re.IGNORECASE)
_WIDE_DIGITS = re.compile(rb"(?:003[0-9]){11,40}(?:0058|0078)?")
_WIDE_MARK = re.compile(rb"(?:7edd|673a|79d8)5bc6260[56](?:[0-9a-f]{4}){0,8}", re.IGNORECASE)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_TAG = re.compile("<[^<>]*>")
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_FORM, _LAYERS = re.compile(rb"/XFA\b"), re.compile(rb"/OCProperties\b")
_LOCKED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_MOST_LINES, _LONGEST_PACKET = 100_000, 1_000_000
_ALL, _OF_ONE = 60_000_000, 20_000_000


class Raw(NamedTuple):
    """What is in the objects of a file."""

    lines: list[str]
    """strings that could matter, each once"""
    packets: list[bytes]
    """metadata in XML"""
    has_script: bool
    has_form: bool
    """whether there is a form in XML (XFA), which no page shows"""
    has_layers: bool
    is_locked: bool
    """whether it is encrypted, so that what is here means nothing: pages and annotations are opened by the library"""
    is_whole: bool
    """whether all could be looked at"""


def look(data: bytes) -> Raw:
    """Everything that the bytes of a PDF say outside pictures and typefaces."""
    budget = Budget()
    lines: dict[str, None] = {}
    packets: list[bytes] = []
    outside: list[bytes] = []
    is_whole = True
    left = _ALL
    at = 0
    for found in _STREAM.finditer(data):
        if found.start() < at:
            continue
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        before = data[at : found.start()]
        outside.append(before)
        head = before[-_LOOK:]
        head = head[head.rfind(b"obj") :]
        at = end
        if _PICTURE.search(head):
            continue
        body = _unpacked(data[found.end() : end], head, min(left, _OF_ONE))
        left -= len(body)
        if left <= 0:
            is_whole = False
            break
        if _METADATA.search(head):
            packets.append(body[:_LONGEST_PACKET])
        if _OBJECTS.search(head):
            outside.append(body)
        else:
            lines.update(dict.fromkeys(_of_content(body, budget)))
    outside.append(data[at:])
    plain = b"\n".join(outside)
    lines.update(dict.fromkeys(_of_objects(plain, budget)))
    return Raw(
        list(lines)[:_MOST_LINES],
        packets,
        bool(_SCRIPT.search(plain)),
        bool(_FORM.search(plain)),
        bool(_LAYERS.search(plain)),
        bool(_LOCKED.search(plain)),
        is_whole and len(lines) <= _MOST_LINES,
    )


def _unpacked(body: bytes, head: bytes, room: int) -> bytes:
    """A stream without its packing, as far as that is the usual one."""
    if b"/FlateDecode" not in head and b"/Fl" not in head:
        return body[:room]
    try:
        return zlib.decompressobj().decompress(body.lstrip(b"\r\n") if body[:1] in b"\r\n" else body, room)
    except zlib.error:
        return b""


def _of_content(body: bytes, budget: Budget) -> Iterator[str]:
    """Of a stream: what may be a page that nothing shows, a script, a form."""
    yield from strings(_HEX.sub(b"", body), budget)
    for wide in (*_WIDE_DIGITS.finditer(body), *_WIDE_MARK.finditer(body)):
        raw = wide[0][: len(wide[0]) // 4 * 4].decode("ascii")
        yield bytes.fromhex(raw).decode("utf-16-be", "replace")


def _of_objects(plain: bytes, budget: Budget) -> Iterator[str]:
    yield from strings(_HEX.sub(b"", plain), budget)
    for found in _STRING.finditer(plain):
        literal, pairs = found.groups()
        if literal is not None:
            if _MAY_MATTER.search(literal):
                yield from _lines(_ESCAPE.sub(_escaped, literal))
        elif _HEX_MATTERS.search(pairs):
            digits = b"".join(pairs.split())
            yield from _lines(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))


def _escaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes((int(sign, 8) & 255,)) if sign[:1].isdigit() and sign[0] < 56 else _PLAIN.get(sign, sign)


def _lines(raw: bytes) -> Iterator[str]:
    """The lines of a text string (7.9.2.2)."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = raw.decode("utf-16", "replace")
    else:
        for code in ("utf-8-sig", "gb18030", "latin-1"):
            try:
                text = raw.decode(code)
                break
            except UnicodeDecodeError:
                continue
    yield from (line.strip() for line in _TAG.sub("\n", text).replace("\r", "\n").split("\n") if line.strip())
