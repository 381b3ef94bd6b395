"""Printed sheets of little sites with one notice, written for the test."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from paper import POINT
from sites import NOW, Site, sample

from xuanlan.diagnostics.report import Report
from xuanlan.library.entry import Entry
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.models.schedule import parse_now
from xuanlan.sheets import KINDS
from xuanlan.sheets.fonts import Typefaces, find
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.typeset import Sheet, Typesetter

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
"""The type area on A4, in millimetres."""
HANZI = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁"
NUMBER = re.compile(r"^— [0-9]+ —$", re.MULTILINE)
"""A page number as it is printed."""


class Printed(NamedTuple):
    """A sheet, and what it was made from."""

    library: Library
    sheet: Sheet
    pdf: bytes


def faces(library: Library) -> Typefaces:
    found = find(library.settings, library.site.overrides)
    assert not found.missing, f"fonts that the sheets need are not installed: {found.missing}; run make fonts"
    return found


def pdf_of(library: Library, sheets: list[Sheet]) -> bytes:
    return Typesetter(library.root, library.site.overrides, faces(library)).pdf(sheets, "试排", library.now)


def sheets_of(library: Library, kind: str, *entries: Entry, paper: str = "a4", look: Look = AS_USUAL) -> list[Sheet]:
    return KINDS[kind].make(library, entries, faces(library), paper, look)


def library_of(
    root: Path, body: str, *front: str, files: Mapping[str, str | bytes] | None = None, now: str = ""
) -> Library:
    """The site of the notice `case` with `body` and these further lines of front matter.

    Only what sheets are made of is read: to check all of it would set some of the sheets, which the tests then set again.
    """
    site, report = Site(root).write({"notices/2026/case.md": sample(body, *front), **(files or {})}), Report()
    library = render(read(site.facts(), parse_now(now) if now else NOW, report), report)
    assert not report.errors, [item.message for item in report]
    return library


def printed(
    root: Path,
    body: str,
    *front: str,
    kind: str = "sheet",
    now: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> Printed:
    """The sheet of the notice of `library_of`. Raises CannotPrintError."""
    library = library_of(root, body, *front, files=files, now=now)
    (sheet,) = sheets_of(library, kind, library.by_id["case"])
    return Printed(library, sheet, pdf_of(library, [sheet]))


class Area(NamedTuple):
    """The smallest rectangle around some pixels, in millimetres."""

    x0: float
    y0: float
    x1: float
    y1: float


def red_areas(pdf: bytes, page: int = 1, dpi: int = 150) -> list[Area]:
    """The red areas of a page from its top, separated by rows of pixels without red."""
    command = ("pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-")
    data = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    _, size, _, dots = data.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = []
    for y in range(height):
        row = dots[3 * y * width : 3 * (y + 1) * width]
        if min(row[1::3]) < 100:  # dark or red: then look pixel by pixel
            red = [x for x in range(width) if row[3 * x] > 150 and row[3 * x + 1] < 100 and row[3 * x + 2] < 100]
            if red:
                rows.append((y, min(red), max(red)))
    areas: list[list[int]] = []
    for y, left, right in rows:
        if areas and areas[-1][3] == y - 1:
            area = areas[-1]
            areas[-1] = [min(area[0], left), area[1], max(area[2], right), y]
        else:
            areas.append([left, y, right, y])
    dot = 72 / dpi * POINT
    return [Area(left * dot, top * dot, (right + 1) * dot, (bottom + 1) * dot) for left, top, right, bottom in areas]
