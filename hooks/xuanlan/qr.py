"""QR codes of addresses, as SVG and PNG: ISO/IEC 18004, error correction level Q.

The same address gives the same bytes. Both images have a quiet zone of four modules and the address in clear beneath
the code, and declare how wide a module is (`MODULE`), so that a word processor inserts them in that size.
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
"""How many ASCII characters fit a code of version 4 at level Q (ISO/IEC 18004, data capacity in byte mode)."""
MODULE = 0.75
"""Width of a module in mm, to be read at arm's length: a code of version 4, 33 modules, is 25 mm wide."""
QUIET = 4
"""Width of the quiet zone in modules."""
SIGN, LINE = 2, 4
"""Width of a character and height of a line of the printed address, in modules."""
_FONTS = "Consolas,Menlo,'DejaVu Sans Mono','Courier New',monospace"
_SCALE = 8
"""Width and height of a module in a PNG, in pixels of one bit: a module is one byte wide. 270 pixels are an inch."""
_DOT = 2
"""Width and height of a glyph's dots in a PNG, in pixels."""
_AROUND = 4
"""Width in modules of the light border that counts in the penalty of a mask."""
_DIGITS = bytes.maketrans(b"\0\xff10", b"10\0\xff")
"""From modules to binary digits, 1 for a dark one, and back."""
_KINDS = str.maketrans(ascii_letters + digits, "a" * 26 + "A" * 26 + "0" * 10)


@lru_cache(maxsize=8)
def modules(address: str) -> tuple[bytes, ...]:
    """The code of `address` without its quiet zone: rows from the top, one byte per module, 0 for dark, 255 for light.

    Raises ValueError when the address is longer than any code can hold.
    """
    size, code = _written(address, data_mask=0)
    best = min((code ^ change for change in _masks(size)), key=partial(_penalty, size))
    line = size + _AROUND
    content = f"{best >> _AROUND * line:0{size * line}b}".encode().translate(_DIGITS)
    return tuple(content[start : start + size] for start in range(0, size * line, line))


def _written(content: str, **options: int) -> tuple[int, int]:
    """Modules on a side of the code, and a number with one bit for each: each row is followed by `_AROUND` light
    modules, the last one by as many light rows."""
    import zxingcpp  # here, because most builds make no new code

    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="Q", **options)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # it is a buffer, though its stub does not say so
    size, digits = picture.shape[0], bytes(picture).translate(_DIGITS)
    between = b"0" * _AROUND
    rows = between.join(digits[start : start + size] for start in range(0, size * size, size))
    return size, int(rows + between, 2) << _AROUND * (size + _AROUND)


@cache
def _masks(size: int) -> tuple[int, ...]:
    """For each of the eight masks: the modules that it changes in a code with the first mask, whatever the content.

    Choosing a mask here takes 0.2 ms a code, leaving it to the library 0.44 ms (processor time; 1,500 codes, three
    rounds).
    """
    first, *others = (_written("0", version=(size - 17) // 4, data_mask=mask)[1] for mask in range(8))
    return (0, *(first ^ other for other in others))


@cache
def _within(size: int) -> tuple[int, int, int]:
    """Bits: the code's modules and those around it; modules with a left neighbour; modules with one above."""
    line = size + _AROUND
    row = ((1 << size) - 1) << _AROUND
    rows = [row << (_AROUND + number) * line for number in range(size)]
    return (1 << line * (size + 2 * _AROUND)) - 1, sum(one & one >> 1 for one in rows), sum(rows[:-1])


def _penalty(size: int, code: int) -> int:
    """The penalty of a code's mask by ISO/IEC 18004 (7.8.3): the more, the harder to read."""
    everywhere, across, down = _within(size)
    line = size + _AROUND
    light = everywhere ^ code
    same_across, same_down = ~(code ^ code >> 1) & across, ~(code ^ code >> line) & down
    points = 3 * (same_across & same_across >> line & same_down).bit_count()  # blocks of 2 × 2
    for step, same in ((1, same_across), (line, same_down)):
        pair = same & same >> step
        five = pair & pair >> 2 * step
        points += five.bit_count() + 2 * (five & ~(five >> step)).bit_count()  # runs of five or more
        dark = code & code >> step
        ends, ring = code & code >> 6 * step, light >> step & light >> 5 * step
        if finder := ends & ring & dark >> 2 * step & dark >> 3 * step:
            pair = light & light >> step
            four = pair & pair >> 2 * step
            points += 40 * (finder & (four << 4 * step | four >> 7 * step)).bit_count()
    return points + 10 * int(abs(100 * code.bit_count() / size**2 - 50) / 5)


def version(address: str) -> int:
    """The version of the code of `address`: 1 (21 modules wide) to 40, each 4 wider. Raises ValueError as `modules`."""
    return _version(address.translate(_KINDS))


@lru_cache(maxsize=10_000)
def _version(kinds: str) -> int:
    """`kinds` is an address with one digit for all digits, one for all capitals, one for all small letters: the version
    is the same, so it is found once."""
    return (len(modules(kinds)) - 17) // 4


def svg(address: str, *, caption: bool = True) -> bytes:
    """The code of `address` as SVG, for any size; without `caption` only the code, a square."""
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


def png(address: str, *, caption: bool = True) -> bytes:
    """The code of `address` as a black and white PNG, 8 pixels per module, for programs that cannot read SVG;
    without `caption` only the code, a square.

    An address that is not ASCII is not printed beneath: there are no glyphs for it.
    """
    rows = modules(address)
    width = len(rows) + 2 * QUIET
    margin = b"\xff" * QUIET
    edge = _scaled(b"\xff" * width, _SCALE * QUIET)
    between = margin + _same(width, _SCALE - 1) + b"\0" + margin
    pieces = [edge, b"\0", margin, between.join(rows), margin, _same(width, _SCALE - 1), edge]
    if caption and address.isascii():
        pieces += [_drawn(line, width) for line in _lines(address, width // SIGN)]
    content = b"".join(pieces)
    across, down = width * _SCALE, len(content) // (width + 1)
    dots = round(_SCALE / MODULE * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"IDAT", zlib.compress(content, 1)),  # twice as fast as the best level, for 0.2 KB more
            _chunk(b"IEND", b""),
        )
    )


def _lines(address: str, most: int) -> list[str]:
    """`address` in lines of at most `most` characters, broken before a separator where one is near."""
    return re.findall(rf".{{{most // 2},{most}}}(?=[-./?#&=].{{4}}|$)|.{{1,{most}}}", address)


class _Runs(dict[bytes, str]):
    """SVG path commands for a run of modules in a code of `size`: draw the dark ones it begins with, skip the light."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __missing__(self, run: bytes) -> str:
        dark = run.count(0)
        start = f"h{dark}v1h-{dark}m{len(run)}-1" if dark else f"m{len(run) - 1 - self.size} 1"  # a new row
        return self.setdefault(run, start)


_runs = cache(_Runs)


def _scaled(line: bytes, times: int) -> bytes:
    """PNG lines: `line`, a row of pixels, `times` times."""
    return b"\0" + line + _same(len(line), times - 1)


@cache
def _same(width: int, times: int) -> bytes:
    """PNG lines that equal the one above them (filter type 2, Up)."""
    return (b"\2" + b"\0" * width) * times


@lru_cache(maxsize=256)
def _drawn(text: str, width: int) -> bytes:
    """PNG lines of one line of the printed address, centred."""
    left = b"\xff" * ((width - len(text) * SIGN) // 2)
    right = b"\xff" * (width - len(text) * SIGN - len(left))
    rows = map(b"".join, zip(*map(_glyphs().__getitem__, text), strict=True))
    drawn = [_scaled(left + row + right, _DOT) for row in rows]
    return b"".join((*drawn, _scaled(b"\xff" * width, LINE * _SCALE - len(drawn) * _DOT)))


@cache
def _glyphs() -> dict[str, tuple[bytes, ...]]:
    """The glyph of each character: nine rows of pixels."""
    lines = [line for line in (DATA / "dots.txt").read_text(encoding="ascii").splitlines() if line[:2] != "# "]
    glyphs = {}
    for start in range(0, len(lines), 10):
        for place, sign in enumerate(lines[start].split()):
            rows = (line.split()[place] for line in lines[start + 1 : start + 10])
            glyphs[sign] = tuple(_pixels(row) for row in rows)
    return glyphs


def _pixels(row: str) -> bytes:
    """One row of a glyph, five dots, centred in its cell."""
    bits = "".join(("0" if dot == "#" else "1") * _DOT for dot in row).center(SIGN * _SCALE, "1")
    return int(bits, 2).to_bytes(SIGN, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
