"""Pictures: where, by whom and by what they were made, which goes with every copy; and copies without that"""

from __future__ import annotations

import re
import struct

from xuanlan.office import exif, xmp
from xuanlan.office.blocks import (
    CREDENTIALS,
    DOTS,
    EXIF,
    IPTC,
    OTHERS,
    PROGRAM,
    TAIL,
    TEXT,
    XMP,
    Block,
    framed,
    split,
)  # fmt: skip
from xuanlan.office.contents import CAPTION, LOCATION, PHOTOGRAPHER, REST, SAYING, Collector, UnreadableError
from xuanlan.office.strings import strings

STRIPPED = frozenset(("jpg", "jpeg", "png", "webp"))
"""Suffixes of pictures that `strip` knows."""
_PROGRAM = (b"Software",)
_PARAMETERS = re.compile(rb"Steps: \d+, .{0,80}Sampler", re.DOTALL)
"""Text of a PNG by which programs of image synthesis say how it was made."""
_CAPTIONS = (exif.DESCRIPTION, exif.COMMENT, exif.XP_TITLE, exif.XP_COMMENT, exif.XP_KEYWORDS, exif.XP_SUBJECT)
_MARKED = (exif.DESCRIPTION, exif.COMMENT, exif.ARTIST, exif.COPYRIGHT, exif.PROGRAM)
"""Where programs write that a machine has made the picture."""
_BY_LINES = {80: "author", 85: "", 110: "", 116: "", 120: "", 122: "author"}
"""Datasets of IPTC IIM 4.2 that name people, or describe what is seen."""


def read(suffix: str, content: bytes, found: Collector) -> None:
    """Everything that a picture tells of itself. Raises UnreadableError."""
    if suffix == "gif":
        start = content.find(b"<x:xmpmeta")
        end = content.find(b"</x:xmpmeta>", start)
        if 0 <= start < end:
            packet(content[start : end + 12], found)
    for block in split(suffix, content):
        if block.kind != DOTS:
            _rest(block, found)
        if block.kind not in ("", DOTS) and (ai := mark_of(block)) and xmp.is_label(ai):
            found.facts.setdefault("ai", ai)
        if block.kind == EXIF and (told := exif.parse(block.data)):
            _exif(told, found)
        elif block.kind == XMP:
            packet(block.data, found)
        elif block.kind == IPTC:
            _iptc(block.data, found)
        elif block.kind == TEXT and block.name in (b"Author", b"Artist"):
            _person(exif.decoded(block.data), "PNG 文字", found)
        elif block.kind == TEXT and block.name not in _PROGRAM and not mark_of(block):
            _caption(exif.decoded(block.data), "文字注释", found)


def _rest(block: Block, found: Collector) -> None:
    """What else a block has that must not go out, whatever it is for."""
    for line in strings(block.raw + b"\n" + block.data, found.budget):
        found.hide(REST, "文件内部", line)
    if block.kind == XMP:
        for value in xmp.properties(block.data).values():
            if SAYING.search(value) and not xmp.mark(value.encode()):
                found.hide(REST, "XMP", value)
    elif block.name in _PROGRAM and SAYING.search(text := exif.decoded(block.data)):
        found.hide(REST, "文字注释", text)


def mark_of(block: Block) -> str:
    """The mark of what a machine has made that a block of a picture has; "" for none."""
    if block.name == b"AIGC":
        return xmp.mark(b"AIGC=" + block.data) or xmp.UNCLEAR
    if block.name == b"parameters" and _PARAMETERS.search(block.data):
        return "parameters"
    return xmp.mark(block.data)


def _person(name: str, where: str, found: Collector) -> None:
    if name := name.strip():
        found.facts.setdefault("author", name)
        found.hide(PHOTOGRAPHER, where, name)


def _caption(text: str, where: str, found: Collector) -> None:
    if SAYING.search(text):
        found.hide(CAPTION, where, text)


def _place(place: tuple[float, float], where: str, found: Collector) -> None:
    if found.facts.setdefault("location", place) is place:
        north, east = place
        words = f"{'北' if north >= 0 else '南'}纬{abs(north):.4f}°，{'东' if east >= 0 else '西'}经{abs(east):.4f}°"
        found.hide(LOCATION, where, words)


def _exif(told: exif.Exif, found: Collector) -> None:
    if place := told.location():
        _place(place, "EXIF", found)
    for name in dict.fromkeys(told.text(tag) for tag in (exif.ARTIST, exif.XP_AUTHOR)):
        _person(name, "EXIF", found)
    found.fact("owner", told.text(exif.OWNER), "EXIF")
    for tag in (*_CAPTIONS, exif.COPYRIGHT):
        if not xmp.mark(told.entries.get(tag, b"")):
            _caption(told.text(tag), "EXIF", found)


def packet(data: bytes, found: Collector) -> None:
    """What a packet of XMP tells of people, places and machines."""
    told = xmp.properties(data)
    north, east = (xmp.degrees(told.get(key, "")) for key in ("GPSLatitude", "GPSLongitude"))
    if north is not None and east is not None:
        _place((north, east), "XMP", found)
    for key in ("creator", "Author", "Artist"):
        _person(told.get(key, ""), "XMP", found)
    found.fact("owner", told.get("OwnerName", "") or told.get("CameraOwnerName", ""), "XMP")
    for key in ("title", "description", "Headline", "PersonInImage", "Location", "City", "CaptionWriter", "Credit"):
        _caption(told.get(key, ""), "XMP", found)
    if (ai := xmp.mark(data)) and xmp.is_label(ai):
        found.facts.setdefault("ai", ai)


def _iptc(data: bytes, found: Collector) -> None:
    at = 0
    while (at := data.find(b"\x1c\2", at)) >= 0 and at + 5 <= len(data):
        kind, length = struct.unpack_from(">BH", data, at + 2)
        text = exif.decoded(data[at + 5 : at + 5 + length])
        if _BY_LINES.get(kind):
            _person(text, "IPTC", found)
        elif kind in _BY_LINES:
            _caption(text, "IPTC", found)
        at += 5 + length


def strip(suffix: str, content: bytes) -> bytes:
    """The picture without what it tells of people and places, each dot of it as before: the same bytes when there is
    nothing to take away, or when the file is none of `STRIPPED`. Which side is up, colours, and marks of what a
    machine has made (GB 45438-2025 forbids their removal) stay."""
    if suffix not in STRIPPED:
        return content
    try:
        blocks = split(suffix, content)
    except UnreadableError:
        return content
    kept = [_kept(suffix, block) for block in blocks]
    if all(raw is block.raw for raw, block in zip(kept, blocks, strict=True)):
        return content
    parts = [raw for raw, block in zip(kept, blocks, strict=True) if block.kind != OTHERS]
    return _resized(parts) if suffix == "webp" else b"".join(parts)


def _kept(suffix: str, block: Block) -> bytes:
    """What of a block stays: itself, another, or b""."""
    kind, data = block.kind, block.data
    if kind in ("", OTHERS, DOTS):
        return block.raw
    if kind == TAIL:
        return b""
    if kind == EXIF:
        return _kept_exif(suffix, block)
    mark = mark_of(block)
    if kind == XMP:
        if not mark:
            return b""
        is_bare = xmp.PERSONAL.isdisjoint(xmp.properties(data)) and xmp.properties(data)
        stays = is_bare or mark == xmp.UNCLEAR
        return block.raw if stays else framed(suffix, XMP, xmp.made(mark))
    if mark and kind in (CREDENTIALS, TEXT, PROGRAM):
        return block.raw
    return block.raw if block.name in _PROGRAM else b""


def _kept_exif(suffix: str, block: Block) -> bytes:
    told = exif.parse(block.data)
    if told is None:
        return b""
    marks = {tag: raw for tag, raw in told.entries.items() if tag in _MARKED and xmp.mark(raw)}
    if told._replace(entries={tag: raw for tag, raw in told.entries.items() if tag not in marks}).is_harmless:
        return block.raw
    data = exif.made(told.orientation, marks)
    return framed(suffix, EXIF, data) if data else b""


def _resized(parts: list[bytes]) -> bytes:
    """A WebP of these chunks: its length, and what its head says is in it."""
    kinds = {part[:4] for part in parts[1:]}
    for at, part in enumerate(parts):
        if part[:4] == b"VP8X" and len(part) >= 9:
            flags = part[8] & ~0x0C | (8 if b"EXIF" in kinds else 0) | (4 if b"XMP " in kinds else 0)
            parts[at] = part[:8] + bytes((flags,)) + part[9:]
    body = b"".join(parts)
    return body[:4] + struct.pack("<I", len(body) - 8) + body[8:]
