"""Texts as pictures for controllers of LED screens: bitmaps of one bit a dot, exactly as large as the screen"""

from __future__ import annotations

import json
import struct
import tempfile
import zlib
from collections.abc import Iterator, Sequence

from xuanlan.channels.led_lines import Wholes, lined, together
from xuanlan.library.render import Library
from xuanlan.models.screens import Screen
from xuanlan.render.pages import THEME
from xuanlan.sheets.fonts import find, font_folders
from xuanlan.sheets.process import SETTER, DiedError, RefusedError

SIZES = (16, 24, 32, 48, 64, 96, 128)
"""Heights of characters in dots that are usual on such screens."""
_USUAL = (320, 32)
"""The size of a screen of which none is written."""
_LINES = 2
"""Lines of text on a screen that is high enough."""
_LEAST = 16
_LIGHT = 110
"""From this brightness of 255 on, a dot is lit."""


def can_draw(library: Library) -> bool:
    """Whether there is a typesetter, and a font for every use."""
    try:
        return find(library.settings, library.site.overrides).complete
    except (DiedError, ImportError):
        return False


def pictures(library: Library, screen: Screen, texts: Sequence[str], parts: Wholes = together) -> list[bytes]:
    """BMP files of `texts`, each from a new picture on, `parts` undivided; none without a typesetter or a font."""
    width, height = screen.size or _USUAL
    size = max((one for one in SIZES if one * _LINES <= height), default=0)
    size = size if size >= _LEAST * 2 else max((one for one in SIZES if one <= height), default=_LEAST)
    if not can_draw(library):
        return []
    faces = find(library.settings, library.site.overrides)
    told = {
        "width": width,
        "height": height,
        "size": size,
        "fonts": faces.stacks()["hei"],
        "texts": [lined(one, width / size, parts) for one in texts],
    }
    with tempfile.TemporaryDirectory(prefix="xuanlan-") as root:
        try:
            made: list[bytes] = SETTER.ask(
                "make", font_folders(library.site.overrides), root=root, pdf_standards=[], format="png", ppi=72.0,
                input=(THEME / "channels" / "led.typ").read_bytes(),
                sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
            )  # fmt: skip
        except (DiedError, RefusedError, ImportError):
            return []
    return [bitmap(png) for png in made]


def bitmap(png: bytes) -> bytes:
    """A PNG of 8 bits a channel, without interlacing, as a BMP of one bit a dot."""
    width, height, channels, data = _opened(png)
    rows = []
    for row in _rows(data, width * channels, channels):
        bits = int("".join("1" if light >= _LIGHT else "0" for light in row).ljust((width + 31) // 32 * 32, "0"), 2)
        rows.append(bits.to_bytes((width + 31) // 32 * 4, "big"))
    pixels = b"".join(reversed(rows))
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 1, 0, len(pixels), 2835, 2835, 2, 2)
    start = 14 + len(head) + 8
    return struct.pack("<2sIHHI", b"BM", start + len(pixels), 0, 0, start) + head + b"\0\0\0\0\xff\xff\xff\0" + pixels


def _opened(png: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, channels, and the filtered rows."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert depth == 8, "the typesetter writes 8 bits a channel"
    at, packed = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, {0: 1, 2: 3, 4: 2, 6: 4}[kind], zlib.decompress(packed)


def _rows(data: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The first channel of the rows without the filters of PNG (ISO/IEC 15948, 9): in black and white all are equal."""
    above = bytearray(length // step)
    for at in range(0, len(data), length + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + length : step])
        left = corner = 0
        if kind == 2:
            row = bytearray((one + up) & 255 for one, up in zip(row, above, strict=True))
        elif kind:
            for i, up in enumerate(above):
                guess = left if kind == 1 else (left + up) >> 1 if kind == 3 else _paeth(left, up, corner)
                row[i] = left = (row[i] + guess) & 255
                corner = up
        yield row
        above = row


def _paeth(left: int, up: int, corner: int) -> int:
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - corner - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner
