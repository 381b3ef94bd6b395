"""QR codes: an address as a picture that a telephone reads, after ISO/IEC 18004, at error level Q.

The same address gives the same bytes. Both pictures leave the quiet zone of four modules around the code, print the
address in clear beneath it, and say how wide a module is (`MODULE`), which is their size in a word processor at first.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache, lru_cache
from html import escape
from string import ascii_letters, digits
from typing import Any

from xuanlan.shipped import DATA

PLAIN = 46
"""So many ASCII characters, whichever they are, fit a code of version 4 at level Q (ISO/IEC 18004, data capacity)."""
MODULE = 0.75
"""Width of a module in millimetres that is read at arm's length: a code of version 4, 33 modules, is 25 mm wide."""
QUIET = 4
"""Modules of white on every side of a code."""
SIGN, LINE = 2, 4
"""Width of a sign of the printed address, and height of its lines, in modules."""
_FONTS = "Consolas,Menlo,'DejaVu Sans Mono','Courier New',monospace"
_WIDE = 2
"""Bytes that a module is wide in a PNG of one bit a pixel, so 16 pixels: 540 an inch."""
_DOT = 5
"""Pixels of a dot in the signs of a PNG."""
_KINDS = str.maketrans(ascii_letters + digits, "a" * 26 + "A" * 26 + "0" * 10)
_RUN = re.compile(b"\0+\xff*|\n\xff*")


@lru_cache(maxsize=8)
def modules(address: str) -> tuple[bytes, ...]:
    """The code of `address` without its quiet zone: rows from the top, a byte a module, 0 where it is dark, else 255.

    Raises ValueError when the address is longer than any code can hold.
    """
    import zxingcpp  # here, because most builds make no new code

    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # which is a buffer, though its stub does not say so
    size, content = picture.shape[0], bytes(picture)
    return tuple(content[start : start + size] for start in range(0, size * size, size))


def version(address: str) -> int:
    """The version of its code: 1, of 21 modules, to 40, each four modules wider. Raises ValueError like `modules`."""
    return _version(address.translate(_KINDS))


@lru_cache(maxsize=10_000)
def _version(kinds: str) -> int:
    """It depends on which characters are digits, capitals or small letters, not on which ones they are."""
    return (len(modules(kinds)) - 17) // 4


def svg(address: str, *, caption: bool = True) -> bytes:
    """The code of `address` to be printed at any size; without `caption` nothing but the code, a square."""
    rows = modules(address)
    across = down = len(rows) + 2 * QUIET
    path = "".join(map(_runs(len(rows)).__getitem__, _RUN.findall(b"\n".join(rows))))
    text = ""
    if caption:
        lines = _lines(address, across // SIGN)
        text = "".join(
            f'<tspan x="{across / 2}" y="{down + number * LINE - 1}">{escape(line)}</tspan>'
            for number, line in enumerate(lines, 1)
        )
        text = f'<text font-family="{_FONTS}" font-size="{SIGN / 0.6:.2f}" text-anchor="middle">{text}</text>'
        down += len(lines) * LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across * MODULE}mm" height="{down * MODULE}mm"'
        f' viewBox="0 0 {across} {down}"><path fill="#fff" d="M0 0h{across}v{down}H0z"/>'
        f'<path shape-rendering="crispEdges" d="M{QUIET} {QUIET}{path}"/>{text}</svg>\n'
    ).encode()


def png(address: str) -> bytes:
    """The code of `address` in black and white, 16 pixels a module, for what cannot take an SVG.

    An address with other than ASCII characters is not printed beneath, for want of their figures.
    """
    rows = modules(address)
    width = (len(rows) + 2 * QUIET) * _WIDE
    margin = b"\xff" * (QUIET * _WIDE)
    edge = _scaled(b"\xff" * width, width) * QUIET
    between = margin + _same(width, _WIDE * 8 - 1) + b"\0" + margin
    pieces = [edge, b"\0", margin, between.join(map(_widened, rows)), margin, _same(width, _WIDE * 8 - 1), edge]
    if address.isascii():
        pieces += [_drawn(line, width) for line in _lines(address, width // _WIDE // SIGN)]
    content = b"".join(pieces)
    across, down = width * 8, len(content) // (width + 1)
    dots = round(_WIDE * 8 / MODULE * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"IDAT", zlib.compress(content, 1)),  # ten times as quick as the best, for 1 KB more
            _chunk(b"IEND", b""),
        )
    )


def _lines(address: str, most: int) -> list[str]:
    """`address` in lines of at most so many characters, broken before a sign that divides it where one is near."""
    return re.findall(rf".{{{most // 2},{most}}}(?=[-./?#&=].{{4}}|$)|.{{1,{most}}}", address)


class _Runs(dict[bytes, str]):
    """How a path draws the dark modules that a run begins with and steps over the light ones, in a code so wide."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __missing__(self, run: bytes) -> str:
        dark = run.count(0)
        start = f"h{dark}v1h-{dark}m{len(run)}-1" if dark else f"m{len(run) - 1 - self.size} 1"  # a new row
        return self.setdefault(run, start)


_runs = cache(_Runs)


def _widened(row: bytes) -> bytes:
    """Each byte `_WIDE` times."""
    wide = bytearray(len(row) * _WIDE)
    for place in range(_WIDE):
        wide[place::_WIDE] = row
    return bytes(wide)


def _scaled(line: bytes, width: int, times: int = _WIDE * 8) -> bytes:
    """A line of pixels so many times over."""
    return b"\0" + line + _same(width, times - 1)


@cache
def _same(width: int, times: int) -> bytes:
    """Lines of pixels that are as the one above them, by PNG's filter 2."""
    return (b"\2" + b"\0" * width) * times


@lru_cache(maxsize=256)
def _drawn(text: str, width: int) -> bytes:
    """A line of the printed address, in the middle."""
    cells = SIGN * _WIDE
    left = (width - len(text) * cells) // 2
    right = width - left - len(text) * cells
    figures = _figures()
    rows = [b"".join(figures[sign][row] for sign in text) for row in range(9)]
    below = LINE * _WIDE * 8 - 9 * _DOT
    drawn = b"".join(_scaled(b"\xff" * left + row + b"\xff" * right, width, _DOT) for row in rows)
    return drawn + _scaled(b"\xff" * width, width, below)


@cache
def _figures() -> dict[str, tuple[bytes, ...]]:
    """The nine rows of each sign's figure, as pixels."""
    lines = [line for line in (DATA / "dots.txt").read_text(encoding="ascii").splitlines() if line[:2] != "# "]
    figures = {}
    for start in range(0, len(lines), 10):
        for place, sign in enumerate(lines[start].split()):
            rows = (line.split()[place] for line in lines[start + 1 : start + 10])
            figures[sign] = tuple(_pixels(row) for row in rows)
    return figures


def _pixels(row: str) -> bytes:
    """Five dots in the middle of a cell, light but for them."""
    bits = "".join(("0" if dot == "#" else "1") * _DOT for dot in row).center(SIGN * _WIDE * 8, "1")
    return int(bits, 2).to_bytes(SIGN * _WIDE, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
