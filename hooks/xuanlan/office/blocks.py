"""Pictures as rows of blocks: segments of JPEG, chunks of PNG and WebP, each with what it is for"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from xuanlan.office.contents import DAMAGED, UnreadableError

EXIF, XMP, IPTC, TEXT, CREDENTIALS, OTHERS, TAIL, PICTURE = "exif", "xmp", "iptc", "text", "c2pa", "mpf", "tail", ""
PROGRAM, DOTS = "program", "dots"
"""What a program has put there for itself; and what is seen, in which nobody looks for words."""
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_MARKER = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
_PADDING = b"\0\t\n\r \xff"
"""Bytes with which cameras fill up a file."""
_OF_PICTURES = frozenset((b"ICC_PROFILE\0", b"JFIF\0", b"Adobe"))
_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"hIST",
     b"pHYs", b"sPLT", b"mDCv", b"cLLi", b"acTL", b"fcTL", b"tIME")
)  # fmt: skip
_DOTS_OF_PNG = (b"IDAT", b"fdAT")
_FRAMES = (b"VP8X", b"ANIM", b"ICCP")
_DOTS_OF_WEBP = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
_MOST_BLOCKS = 50_000
"""A picture of 50 MB has some thousands."""
_MOST_TEXT = 3_000_000
"""Bytes that all packed texts of a PNG may have."""


class Block(NamedTuple):
    """A part of a picture's file."""

    kind: str
    raw: bytes
    """as it stands in the file"""
    data: bytes = b""
    """what it says, without its frame; only of those that are no picture"""
    name: bytes = b""
    """of a text of a PNG"""


def split(suffix: str, content: bytes) -> list[Block]:
    """The blocks, which joined are the file. Raises UnreadableError when it is not what its suffix says, or cut in the
    middle of a block."""
    try:
        blocks = list(islice(_SPLITTERS[suffix](content), _MOST_BLOCKS + 1))
    except (struct.error, IndexError) as error:
        raise UnreadableError(DAMAGED) from error
    if len(blocks) > _MOST_BLOCKS:
        raise UnreadableError(DAMAGED)
    return blocks


def _jpeg(content: bytes) -> Iterator[Block]:
    if content[:2] != b"\xff\xd8":
        raise UnreadableError(DAMAGED)
    yield Block(PICTURE, content[:2])
    at = 2
    while at < len(content):
        start = at
        while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] == b"\xff":
            at += 1
        if content[at : at + 1] != b"\xff" or at + 1 >= len(content):
            yield Block(PICTURE, content[start:])  # without its last sign: what a telephone has filled up
            return
        kind = content[at + 1]
        if kind == 0xD9:
            yield Block(PICTURE, content[start : at + 2])
            if tail := content[at + 2 :]:
                yield Block(TAIL if tail.strip(_PADDING) else PICTURE, tail)
            return
        length = struct.unpack_from(">H", content, at + 2)[0]
        data, end = content[at + 4 : at + 2 + length], at + 2 + length
        if kind == 0xDA:
            after = _MARKER.search(content, end)
            end = after.start() if after else len(content)
        yield _segment(kind, content[start:end], data)
        at = end


def _segment(kind: int, raw: bytes, data: bytes) -> Block:
    if kind == 0xE1 and data.startswith(_EXIF):
        return Block(EXIF, raw, data[6:])
    if kind == 0xE1:
        return Block(XMP, raw, data.removeprefix(_XMP))
    if kind == 0xED:
        return Block(IPTC, raw, data)
    if kind == 0xEB:
        return Block(CREDENTIALS, raw, data)
    if kind == 0xE2 and data.startswith(b"MPF\0"):
        return Block(OTHERS, raw, data)
    if kind == 0xFE:
        return Block(TEXT, raw, data)
    if 0xE0 <= kind <= 0xEF and not any(data.startswith(name) for name in _OF_PICTURES):
        return Block(PROGRAM, raw, data)
    return Block(DOTS if kind == 0xDA else PICTURE, raw)


def _png(content: bytes) -> Iterator[Block]:
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise UnreadableError(DAMAGED)
    yield Block(PICTURE, content[:8])
    at, left = 8, _MOST_TEXT
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise UnreadableError(DAMAGED)
        block = _chunk(kind, content[at:end], content[at + 8 : end - 4], left)
        left -= len(block.data)
        yield block
        at = end
        if kind == b"IEND" and at < len(content):
            tail = content[at:]
            yield Block(TAIL if tail.strip(_PADDING) else PICTURE, tail)
            return


def _chunk(kind: bytes, raw: bytes, data: bytes, room: int) -> Block:
    if kind == b"eXIf":
        return Block(EXIF, raw, data.removeprefix(_EXIF))
    if kind == b"caBX":
        return Block(CREDENTIALS, raw, data)
    if kind not in (b"tEXt", b"zTXt", b"iTXt"):
        return Block(PICTURE if kind in _CHUNKS else DOTS if kind in _DOTS_OF_PNG else PROGRAM, raw, data)
    name, _, text = data.partition(b"\0")
    if kind == b"iTXt":
        packed, rest = text[:1] == b"\1", text[2:].split(b"\0", 2)
        text = rest[2] if len(rest) == 3 else b""
        text = _unpacked(text, room) if packed else text
    elif kind == b"zTXt":
        text = _unpacked(text[1:], room)
    if name == b"XML:com.adobe.xmp":
        return Block(XMP, raw, text, name)
    if name.lower() == b"raw profile type xmp":
        return Block(XMP, raw, _profile(text), name)
    if name.lower() in (b"raw profile type exif", b"raw profile type app1"):
        return Block(EXIF, raw, _profile(text).removeprefix(_EXIF), name)
    if name.lower() == b"raw profile type iptc":
        return Block(IPTC, raw, _profile(text), name)
    return Block(TEXT, raw, text, name)


def _profile(text: bytes) -> bytes:
    """What ImageMagick writes in hexadecimal, below a line with its name and one with its length."""
    try:
        return bytes.fromhex(text.split(b"\n", 3)[3].decode("ascii"))
    except (ValueError, IndexError):
        return b""


def _unpacked(text: bytes, room: int) -> bytes:
    if room <= 0:
        return b""
    try:
        return zlib.decompressobj().decompress(text, room)
    except zlib.error:
        return b""


def _webp(content: bytes) -> Iterator[Block]:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise UnreadableError(DAMAGED)
    yield Block(PICTURE, content[:12])
    end = min(8 + struct.unpack_from("<I", content, 4)[0], len(content))
    at = 12
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        after = at + 8 + length + length % 2
        raw, data = content[at:after], content[at + 8 : at + 8 + length]
        known = {
            b"EXIF": EXIF,
            b"XMP ": XMP,
            b"C2PA": CREDENTIALS,
            b"VP8X": PICTURE,
            b"ANIM": PICTURE,
            b"ICCP": PICTURE,
        }
        sort = DOTS if kind in _DOTS_OF_WEBP else known.get(kind, PROGRAM)
        yield Block(sort, raw, data.removeprefix(_EXIF) if sort not in (DOTS, PICTURE) else b"")
        at = after
    if at < len(content):
        tail = content[at:]
        yield Block(TAIL if tail.strip(_PADDING) else OTHERS, tail)


def _gif(content: bytes) -> Iterator[Block]:
    if content[:3] != b"GIF":
        raise UnreadableError(DAMAGED)
    at = 13 + (3 << (content[10] & 7) + 1 if content[10] & 0x80 else 0)
    yield Block(PICTURE, content[:at])
    while at < len(content) and content[at] != 0x3B:
        start, kind = at, content[at : at + 2]
        if kind[0] == 0x2C:
            at += 10 + (3 << (content[at + 9] & 7) + 1 if content[at + 9] & 0x80 else 0) + 1
        elif kind[0] == 0x21:
            at += 2
        else:
            raise UnreadableError(DAMAGED)
        parts = []
        while size := content[at]:
            parts.append(content[at + 1 : at + 1 + size])
            at += 1 + size
        at += 1
        said = TEXT if kind in (b"\x21\xfe", b"\x21\x01") else PROGRAM if kind == b"\x21\xff" else DOTS
        yield Block(said, content[start:at], b"".join(parts) if said != DOTS else b"")
    if tail := content[at + 1 :]:
        yield Block(TAIL if tail.strip(_PADDING) else PICTURE, tail)


_SPLITTERS = {"gif": _gif, "jpg": _jpeg, "jpeg": _jpeg, "png": _png, "webp": _webp}


def framed(suffix: str, kind: str, data: bytes) -> bytes:
    """The block of that kind, Exif or XMP, that says `data`; b"" when it fits into none."""
    if suffix in ("jpg", "jpeg"):
        data = (_EXIF if kind == EXIF else _XMP) + data
        return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data if len(data) < 65_534 else b""
    if suffix == "webp":
        return struct.pack("<4sI", b"EXIF" if kind == EXIF else b"XMP ", len(data)) + data + b"\0" * (len(data) % 2)
    name = b"eXIf" if kind == EXIF else b"iTXt"
    if kind == XMP:
        data = b"XML:com.adobe.xmp\0\0\0\0\0" + data
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
