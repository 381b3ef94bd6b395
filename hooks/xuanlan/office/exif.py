"""Exif (CIPA DC-008): what a camera writes into a picture, and the little of it that a published picture needs"""

from __future__ import annotations

import struct
from typing import NamedTuple

ORIENTATION, DESCRIPTION, ARTIST, COPYRIGHT, COMMENT = 0x0112, 0x010E, 0x013B, 0x8298, 0x9286
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS, XP_SUBJECT = range(0x9C9B, 0x9CA0)
PROGRAM, OWNER = 0x0131, 0xA430
_INNER, _GPS = 0x8769, 0x8825
_HARMLESS = frozenset(
    (0x0100, 0x0101, 0x0102, 0x0103, 0x0106, ORIENTATION, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128, PROGRAM, 0x0213,
     _INNER, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003)
)  # fmt: skip
"""Sizes, resolution, colours, the version, the program: these say nothing of people, places or times."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
"""Bytes of a value, by its type."""
_MOST_ENTRIES, _LONGEST = 300, 100_000


class Exif(NamedTuple):
    """The entries of an Exif block: raw bytes by tag, those of the place apart."""

    entries: dict[int, bytes]
    place: dict[int, bytes]
    order: str
    """"<" or ">", as `struct` calls them"""
    has_preview: bool

    def text(self, tag: int) -> str:
        """The text of an entry; "" when there is none."""
        raw = self.entries.get(tag, b"")
        if XP_TITLE <= tag <= XP_SUBJECT:
            return raw.decode("utf-16-le", "replace").strip("\0 ")
        if tag == COMMENT:
            head, raw = raw[:8], raw[8:]
            if head.startswith(b"UNICODE"):  # in the order of the block, or as a mark says
                code = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else f"utf-16-{'lb'[self.order == '>']}e"
                return raw.decode(code, "replace").strip("\0 ")
        return decoded(raw)

    def location(self) -> tuple[float, float] | None:
        """Degrees north and east."""
        found = []
        for sign, value, negative in ((1, 2, b"S"), (3, 4, b"W")):
            raw = self.place.get(value, b"")
            if len(raw) < 24:
                return None
            numbers = struct.unpack(f"{self.order}6I", raw[:24])
            parts = [over / under if under else 0.0 for over, under in zip(numbers[::2], numbers[1::2], strict=True)]
            degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
            found.append(-degrees if self.place.get(sign, b"")[:1].upper() == negative else degrees)
        return (found[0], found[1]) if any(found) and abs(found[0]) <= 90 and abs(found[1]) <= 180 else None

    @property
    def is_harmless(self) -> bool:
        """Whether it says nothing of people, places or times."""
        return not self.place and not self.has_preview and _HARMLESS.issuperset(self.entries)

    @property
    def orientation(self) -> int:
        """1 to 8, 1 when it says nothing."""
        raw = self.entries.get(ORIENTATION, b"")
        value = struct.unpack(f"{self.order}H", raw[:2])[0] if len(raw) >= 2 else 1
        return value if 1 <= value <= 8 else 1


def decoded(raw: bytes) -> str:
    """A text of a file that does not say its encoding."""
    raw = raw.strip(b"\0 ")
    for code in ("utf-8", "gb18030"):
        try:
            return raw.decode(code).strip("\0 ")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def parse(block: bytes) -> Exif | None:
    """A block that begins with the head of a TIFF file; None when it does not."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2], "")
    if not order or len(block) < 8:
        return None
    first = struct.unpack(f"{order}I", block[4:8])[0]
    entries, after = _directory(block, order, first)
    place: dict[int, bytes] = {}
    for tag in (_INNER, _GPS):
        if len(raw := entries.get(tag, b"")) >= 4:
            inner, _ = _directory(block, order, struct.unpack(f"{order}I", raw[:4])[0])
            if tag == _GPS:
                place = inner
            else:
                entries = {**inner, **entries}
    return Exif(entries, place, order, bool(after))


def _directory(block: bytes, order: str, at: int) -> tuple[dict[int, bytes], int]:
    """The entries of a directory, and where the next one begins."""
    found: dict[int, bytes] = {}
    if at + 2 > len(block):
        return found, 0
    count = min(struct.unpack_from(f"{order}H", block, at)[0], _MOST_ENTRIES)
    at += 2
    for place in range(at, at + 12 * count, 12):
        if place + 12 > len(block):
            return found, 0
        tag, kind, number = struct.unpack_from(f"{order}HHI", block, place)
        length = min(_SIZES.get(kind, 1) * number, _LONGEST)
        where = place + 8 if length <= 4 else struct.unpack_from(f"{order}I", block, place + 8)[0]
        found[tag] = block[where : where + length]
    end = at + 12 * count
    return found, struct.unpack_from(f"{order}I", block, end)[0] if end + 4 <= len(block) else 0


def made(orientation: int, texts: dict[int, bytes]) -> bytes:
    """A block that says which side is up, and `texts` by their tags; b"" when that is nothing."""
    outer = [(ORIENTATION, 3, 1, struct.pack(">HH", orientation, 0))] if orientation != 1 else []
    outer += [(tag, 2, len(raw), raw) for tag, raw in sorted(texts.items()) if tag != COMMENT]
    if COMMENT in texts:
        outer.append((_INNER, 4, 1, b""))
    if not outer:
        return b""
    outer.sort()
    start = 8 + 2 + 12 * len(outer) + 4
    body, rows = b"", b""
    for tag, kind, count, raw in outer:
        if tag == _INNER:
            place = start + len(body)
            raw = struct.pack(">I", place)
            comment = texts[COMMENT]
            body += struct.pack(">HHHII", 1, COMMENT, 7, len(comment), place + 18) + struct.pack(">I", 0) + comment
            body += b"\0" * (len(body) % 2)
        elif len(raw) > 4:
            place = start + len(body)
            body += raw + b"\0" * (len(raw) % 2)
            raw = struct.pack(">I", place)
        rows += struct.pack(">HHI", tag, kind, count) + raw.ljust(4, b"\0")
    return b"MM\0*" + struct.pack(">IH", 8, len(outer)) + rows + struct.pack(">I", 0) + body
