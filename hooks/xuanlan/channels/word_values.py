"""A Word document (WordprocessingML of ECMA-376) as plain values, which the templates of `data/docx` print

Lengths are twips, twentieths of a point, unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PITCH = 579
"""From line to line: 22 lines in the 225 mm of GB/T 9704-2012."""
CELL = 316
"""The width of a hanzi: 28 in 156 mm."""
SMALL = 280
"""The width of a hanzi of 4号."""
WIDTH = 8844
"""The 156 mm of the type area."""
POINT = 20
Side = Literal["left", "center", "right", "both", ""]
"""How the lines of a paragraph end; empty: as its style says."""


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


class Picture(NamedTuple):
    """A picture in the document; lengths in EMU, 914400 to an inch."""

    number: int
    name: str
    """of its file in the document"""
    content: bytes
    words: str
    """for who cannot see it"""
    wide: int
    high: int
    floats: bool = False
    """whether it stands at the left of the foot, beside the page number"""


class Pages(NamedTuple):
    """Some pages of a document that lie the same way."""

    turned: bool = False
    first: bool = False
    """whether they begin the document, whose first page has a foot of its own"""


@dataclass(slots=True)
class Run:
    """Text that looks the same throughout, or the end of a line, or a picture."""

    text: str = ""
    face: str = ""
    """a role of `sheets.fonts.ROLES`; empty for that of the style"""
    marks: frozenset[str] = frozenset()
    """b u strike sup sub, as in `sheets.blocks`"""
    size: int = 0
    """in half points; 0 for that of the style"""
    ends_line: bool = False
    picture: Picture | None = None


TAB = Run("\t")
"""What follows stands at the tab of its paragraph."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a style; what is None is as the style has it."""

    style: str = ""
    runs: list[Run] = field(default_factory=list)
    left: int | None = None
    first: int | None = None
    """how far the first line begins behind the others; negative: before them"""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    """height of its lines"""
    side: Side = ""
    holds: bool = False
    """whether it stays on the page of what follows"""
    ends: Pages | None = None
    """the pages that end with it"""
    tab: int | None = None
    """where what follows a `TAB` ends"""
    foot: bool = False
    """whether it stands at the foot of the type area, on the page of what follows"""


@dataclass(slots=True)
class Cell:
    width: int
    columns: int
    paragraphs: Sequence[Paragraph]
    goes_down: bool = False
    """whether the cell below is a part of it"""
    goes_on: bool = False
    """whether it is a part of the cell above"""


class Row(NamedTuple):
    cells: list[Cell]
    whole: bool = True
    """whether it stays on one page"""


@dataclass(slots=True)
class Table:
    widths: list[int]
    rows: list[Row]
    head: int = 0
    """rows that stand on every page again"""
    padding: int = 0
    """above and below the text of a cell"""
    lines: bool = True
    """whether its cells have borders, or only lines to write on"""
    high: int = 0
    """least height of a row"""


Part = Paragraph | Table


@dataclass(slots=True)
class Document:
    """All of a document."""

    title: str
    author: str
    made: str
    """when, as 2026-03-08T08:00:00Z"""
    parts: list[Part]
    last: Pages
    foot: list[Run] = field(default_factory=list)
    """what stands beside the number of the first page"""
    label: str = ""
    """the label of AI-generated content, as JSON"""
