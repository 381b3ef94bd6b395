"""Printed sheets as a test sees them: pages, words and where they stand, fonts, and the codes that a telephone finds.

Lengths are millimetres from the left upper corner of the page; pages count from 1. The tools are poppler's.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from itertools import combinations
from typing import NamedTuple

import zxingcpp

POINT = 25.4 / 72
"""A typographic point in millimetres."""
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_PGM = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")


class Word(NamedTuple):
    """Characters without a space between them, on one line, with their box in millimetres."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    text: str


class Font(NamedTuple):
    """A row of `pdffonts`."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    unicode: bool


class Picture(NamedTuple):
    """A page in grey, a byte a pixel; 0 is black."""

    width: int
    height: int
    dots: bytes
    dpi: float

    def at(self, x: float, y: float) -> int:
        """The pixel at `x`, `y` mm."""
        return self.dots[round(y / 25.4 * self.dpi) * self.width + round(x / 25.4 * self.dpi)]


_OFTEN = lru_cache(maxsize=256)
"""Tests ask the same of the same paper again and again; each answer takes a process."""


@_OFTEN
def pages(pdf: bytes) -> int:
    return int(_run(pdf, "pdfinfo", "-").decode().split("Pages:")[1].split()[0])


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    return [(float(w) * POINT, float(h) * POINT) for w, h in _PAGE.findall(_boxes(pdf))]


def words(pdf: bytes) -> list[Word]:
    """Every word with its box: as wide as its signs, as high as their typeface's ascent and descent."""
    return list(_words(pdf))


@_OFTEN
def _words(pdf: bytes) -> tuple[Word, ...]:
    found = []
    for number, page in enumerate(_boxes(pdf).split("<page ")[1:], 1):
        for *box, text in _WORD.findall(page):
            x0, y0, x1, y1 = (float(edge) * POINT for edge in box)
            found.append(Word(number, x0, y0, x1, y1, unescape(text)))
    return tuple(found)


@_OFTEN
def text(pdf: bytes) -> str:
    """All text in the order in which it was set."""
    return _run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "-", "-").decode()


def letters(text: str) -> str:
    """`text` without white space and without the unseen signs at which it may be broken."""
    return "".join(text.replace("\u200b", "").split())


def fonts(pdf: bytes) -> list[Font]:
    lines = _run(pdf, "pdffonts", "-").decode().splitlines()[2:]
    rows = [re.fullmatch(r"(\S+)\s+(.*?)\s+\S+\s+(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+", line) for line in lines]
    return [Font(row[1], row[2], *(row[place] == "yes" for place in (3, 4, 5))) for row in rows if row]


def pictures(pdf: bytes, dpi: int = 300) -> list[Picture]:
    """Every page as a monochrome printer prints it."""
    data = _run(pdf, "pdftoppm", "-r", str(dpi), "-gray", "-")
    found, at = [], 0
    while at < len(data):
        head = _PGM.match(data, at)
        assert head, "pdftoppm writes PGM"
        width, height = int(head[1]), int(head[2])
        start, at = head.end(), head.end() + width * height
        found.append(Picture(width, height, data[start:at], dpi))
    return found


def codes(pdf: bytes, dpi: int = 300) -> list[str]:
    """The contents of the QR codes on the printed pages, page by page, each page from its top."""
    return [text for picture in pictures(pdf, dpi) for text, *_ in code_boxes(picture)]


def inside(pdf: bytes, margin: float, scale: float = 1) -> None:
    """Asserts that every word is inside the margins of an A4 sheet, scaled by `scale`, and none overlaps another."""
    near, right, bottom = margin * scale, (210 - margin) * scale, (297 - margin) * scale
    for word in words(pdf):
        half = 0.55 * (word.y1 - word.y0)  # the blank half of a mark at the edge of a line may be cut off
        assert word.x0 >= near - (half if word.text[0] in "“《（〔【" else 0.3), word
        assert word.x1 <= right + (half if word.text[-1] in "，。、；：！？”》）" else 0.3), word
        assert word.y0 >= near - 0.6, word
        assert word.y1 <= bottom + 0.6, word
    apart(words(pdf))


def apart(words: Iterable[Word]) -> None:
    """Asserts that no word overlaps another; between two marks on one line the blank halves may be missing."""
    for one, other in combinations(words, 2):
        high = min(one.y1 - one.y0, other.y1 - other.y0)
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        allowed = high if abs(one.y0 - other.y0) < 0.05 * high else 0.3
        assert one.page != other.page or across < allowed or down < 0.1 * high, (one, other)


def code_boxes(picture: Picture) -> list[tuple[str, float, float, float, float]]:
    """The codes of a page from its top, row by row: address, and the edges of the dark part: left, top, right, bottom."""
    view = memoryview(picture.dots).cast("B", (picture.height, picture.width))
    found = []
    for code in zxingcpp.read_barcodes(view, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        corners = code.position
        points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
        xs, ys = ([getattr(p, axis) / picture.dpi * 25.4 for p in points] for axis in "xy")
        found.append((code.text, min(xs), min(ys), max(xs), max(ys)))
    return sorted(found, key=lambda row: (round(row[2]), row[1]))


@_OFTEN
def _boxes(pdf: bytes) -> str:
    return _run(pdf, "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-").decode()


def _run(pdf: bytes, *command: str) -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
