"""QR codes: an address as a picture that a telephone reads, after ISO/IEC 18004, at error level Q.

The same address gives the same bytes. Both pictures leave the quiet zone of four modules around the code, print the
address in clear beneath it, and say how wide a module is (`MODULE`), which is their size in a word processor at first.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache, lru_cache, partial
from html import escape
from string import ascii_letters, digits
from typing import Any

from xuanlan.reading.shipped import DATA

PLAIN = 46
"""Characters of any ASCII text that fit a code of version 4 at level Q (ISO/IEC 18004, data capacity)."""
MODULE = 0.75
"""Width of a module in millimetres that is read at arm's length: a code of version 4, 33 modules, is 25 mm wide."""
QUIET = 4
"""Modules of white on every side of a code."""
SIGN, LINE = 2, 4
"""Width of a sign of the printed address, and height of its lines, in modules."""
_FONTS = "Consolas,Menlo,'DejaVu Sans Mono','Courier New',monospace"
_SCALE = 8
"""Pixels that a module is wide and high in a PNG, 270 an inch: with one bit a pixel, a byte a module."""
_DOT = 2
"""Pixels of a dot in the signs of a PNG."""
_AROUND = 4
"""Light modules beside and above a code that count when its mask is chosen."""
_DIGITS = bytes.maketrans(b"\0\xff10", b"10\0\xff")
"""Modules as the digits of a number, 1 where it is dark, and back."""
_KINDS = str.maketrans(ascii_letters + digits, "a" * 26 + "A" * 26 + "0" * 10)


@lru_cache(maxsize=8)
def modules(address: str) -> tuple[bytes, ...]:
    """The code of `address` without its quiet zone: rows from the top, a byte a module, 0 where it is dark, else 255.

    Raises ValueError when the address is longer than any code can hold.
    """
    size, code = _written(address, data_mask=0)
    best = min((code ^ change for change in _masks(size)), key=partial(_penalty, size))
    line = size + _AROUND
    content = f"{best >> _AROUND * line:0{size * line}b}".encode().translate(_DIGITS)
    return tuple(content[start : start + size] for start in range(0, size * line, line))


def _written(content: str, **options: int) -> tuple[int, int]:
    """How many modules a code has on a side, and a number with a bit for each; `_AROUND` light rows follow the last."""
    import zxingcpp  # here, because most builds make no new code

    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="Q", **options)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # which is a buffer, though its stub does not say so
    size, digits = picture.shape[0], bytes(picture).translate(_DIGITS)
    between = b"0" * _AROUND
    rows = between.join(digits[start : start + size] for start in range(0, size * size, size))
    return size, int(rows + between, 2) << _AROUND * (size + _AROUND)


@cache
def _masks(size: int) -> tuple[int, ...]:
    """What each of the eight masks changes of a code with the first, whatever it says.

    Trying them here takes 0.2 ms a code, the writer's own choice 0.44 ms (processor time; 1,500 codes, three rounds).
    """
    first, *others = (_written("0", version=(size - 17) // 4, data_mask=mask)[1] for mask in range(8))
    return (0, *(first ^ other for other in others))


@cache
def _within(size: int) -> tuple[int, int, int]:
    """All modules of a code and around it; those that have a neighbour on their left; those that have one above."""
    line = size + _AROUND
    row = ((1 << size) - 1) << _AROUND
    rows = [row << (_AROUND + number) * line for number in range(size)]
    return (1 << line * (size + 2 * _AROUND)) - 1, sum(one & one >> 1 for one in rows), sum(rows[:-1])


def _penalty(size: int, code: int) -> int:
    """How hard a code is to read, as ISO/IEC 18004 (7.8.3) reckons when a mask is chosen."""
    everywhere, across, down = _within(size)
    line = size + _AROUND
    light = everywhere ^ code
    same_across, same_down = ~(code ^ code >> 1) & across, ~(code ^ code >> line) & down
    points = 3 * (same_across & same_across >> line & same_down).bit_count()  # two by two alike
    for step, same in ((1, same_across), (line, same_down)):
        pair = same & same >> step
        five = pair & pair >> 2 * step
        points += five.bit_count() + 2 * (five & ~(five >> step)).bit_count()  # five alike in a row, or more
        dark = code & code >> step
        ends, ring = code & code >> 6 * step, light >> step & light >> 5 * step
        if finder := ends & ring & dark >> 2 * step & dark >> 3 * step:
            pair = light & light >> step
            four = pair & pair >> 2 * step
            points += 40 * (finder & (four << 4 * step | four >> 7 * step)).bit_count()
    return points + 10 * int(abs(100 * code.bit_count() / size**2 - 50) / 5)


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
    runs = b"\n".join(rows).replace(b"\xff\0", b"\xff \0").replace(b"\n\0", b"\n \0").replace(b"\n", b" \n").split(b" ")
    path = "".join(map(_runs(len(rows)).__getitem__, runs))
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
    """The code of `address` in black and white, 8 pixels a module, for what cannot take an SVG.

    An address with other than ASCII characters is not printed beneath, for want of their figures.
    """
    rows = modules(address)
    width = len(rows) + 2 * QUIET
    margin = b"\xff" * QUIET
    edge = _scaled(b"\xff" * width, _SCALE * QUIET)
    between = margin + _same(width, _SCALE - 1) + b"\0" + margin
    pieces = [edge, b"\0", margin, between.join(rows), margin, _same(width, _SCALE - 1), edge]
    if address.isascii():
        pieces += [_drawn(line, width) for line in _lines(address, width // SIGN)]
    content = b"".join(pieces)
    across, down = width * _SCALE, len(content) // (width + 1)
    dots = round(_SCALE / MODULE * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"IDAT", zlib.compress(content, 1)),  # twice as quick as the best, for 0.2 KB more
            _chunk(b"IEND", b""),
        )
    )


def _lines(address: str, most: int) -> list[str]:
    """`address` in lines of at most `most` characters, broken before a sign that divides it where one is near."""
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


def _scaled(line: bytes, times: int) -> bytes:
    """A line of pixels so many times over."""
    return b"\0" + line + _same(len(line), times - 1)


@cache
def _same(width: int, times: int) -> bytes:
    """Lines of pixels that are as the one above them, by PNG's filter 2."""
    return (b"\2" + b"\0" * width) * times


@lru_cache(maxsize=256)
def _drawn(text: str, width: int) -> bytes:
    """A line of the printed address, in the middle."""
    left = b"\xff" * ((width - len(text) * SIGN) // 2)
    right = b"\xff" * (width - len(text) * SIGN - len(left))
    rows = map(b"".join, zip(*map(_figures().__getitem__, text), strict=True))
    drawn = [_scaled(left + row + right, _DOT) for row in rows]
    return b"".join((*drawn, _scaled(b"\xff" * width, LINE * _SCALE - len(drawn) * _DOT)))


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
    bits = "".join(("0" if dot == "#" else "1") * _DOT for dot in row).center(SIGN * _SCALE, "1")
    return int(bits, 2).to_bytes(SIGN, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
