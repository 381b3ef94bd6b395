"""The texts of a docx, piece by piece: which words readers see, and what keeps the others from being seen"""

from __future__ import annotations

from xuanlan.office.contents import (
    DELETED,
    HIDDEN_SHAPE,
    INSERTED,
    LINK,
    MERGED,
    VANISHED,
    WHITE,
    Collector,
    Piece,
    Row,
    Table,
)
from xuanlan.office.looks import Look, Styles, unseen, with_mark
from xuanlan.office.package import Package, is_path
from xuanlan.office.properties import alternative
from xuanlan.office.xml import local

_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PASSED = {"mc:Fallback", *(f"w:{of}PrChange" for of in ("p", "r", "tc", "tr", "tbl", "sect"))}
"""The same again for older programs, and how something looked before a change."""
_PROPERTIES = ("w:pPr", "w:tcPr", "w:tblPr", "w:trPr", "w:sectPr")
_SHAPES = ("anchor", "inline")
_OF_FORMS = ("窗体顶端", "窗体底端")
"""What Word writes around a form out of a web page, and hides."""
_WIDEST = 500
"""Columns that a cell may take."""


class Paragraph:
    """A paragraph that is being read, and the run in it."""

    def __init__(self, look: Look) -> None:
        self.look, self.run = look, look
        self.fill = ""
        self.text: list[str] = []
        self.hidden: dict[str, list[str]] = {}

    def add(self, text: str, kind: str) -> None:
        (self.hidden.setdefault(kind, []) if kind else self.text).append(text)


class Grid:
    """A table that is being read."""

    def __init__(self, number: int, prefix: str) -> None:
        self.table = Table(f"{prefix}第{number}个表格", (), lettered=False)
        self.rows: list[Row] = []
        self.row = self.column = 0
        self.span = 1
        self.text: list[str] = []
        self.ground: str | None = None
        self.is_styled = False
        self.hides = ""
        """what hides the row that is being read"""
        self.cell_hides = ""
        """the same of the cell"""
        self.merged: set[int] = set()
        """columns at which cells begin that go on in the row below"""
        self.going_on: set[int] = set()
        """the same of the row above"""


class Story:
    """One text of a document: the body, a header, the footnotes. Who needs more than its words overrides what is not
    private here, and calls it."""

    def __init__(self, package: Package, styles: Styles, found: Collector, where: str) -> None:
        self.package, self._styles, self._found, self.where = package, styles, found, where
        self.paragraphs: list[Paragraph] = []
        self.grids: list[Grid] = []
        self._tables = self._count = 0
        self._deleted = self._inserted = self._skipped = self.boxes = self._own = 0
        self._properties: list[str] = []
        """what is being said of, from the outside: a paragraph, a run, a cell, a row, a table"""
        self._shapes: list[str] = []
        """drawings around what is being read, each "hidden" or "" """
        self._reading = ""
        self._page = "FFFFFF"
        self.is_painted = False
        """whether a picture lies behind the text: then white may be seen well"""

    def read(self, part: str) -> None:
        before = len(self._found.asides)
        for mark, what, attributes in self.package.events(part):
            if what in _PASSED:
                self._skipped += 1 if mark == "<" else -1
            elif self._skipped:
                continue
            elif mark == "<":
                self.begin(what, attributes)
            elif mark:
                self.end(what)
            elif self._reading and self.paragraphs:
                self._text(what)
        if self.is_painted:
            own = self._found.asides[before:]
            self._found.asides[before:] = [one for one in own if one.kind != WHITE]
            self._found.prose += [Piece(one.text, one.where) for one in own if one.kind == WHITE]

    def begin(self, what: str, attributes: dict[str, str]) -> None:
        paragraph = self.paragraphs[-1] if self.paragraphs else None
        if what == "w:t" or what == "m:t":
            self._reading = "text"
        elif what == "w:delText":
            self._reading = "deleted"
        elif what == "w:instrText":
            self._reading = "field"
        elif what in _PROPERTIES or (what == "w:rPr" and self._properties):
            self._properties.append(what)
        elif what in ("w:r", "m:r") and paragraph:
            paragraph.run = paragraph.look
        elif what == "w:rPr":
            self._own += 1
        elif self._own and paragraph:
            self.look(what, attributes)
        elif self._properties:
            self.property(self._properties[-1], what, attributes)
        elif what == "w:p":
            self.paragraphs.append(Paragraph(self._styles.default))
        elif what in _BREAKS and paragraph:
            self.put(_BREAKS[what], self.hides())
        elif what in ("w:del", "w:moveFrom"):
            self._deleted += 1
        elif what in ("w:ins", "w:moveTo"):
            self._inserted += 1
        elif what == "w:txbxContent":
            self.boxes += 1
        elif what in ("w:tbl", "w:tr", "w:tc"):
            self._begin_table(what)
        elif local(what) in _SHAPES:
            self._shapes.append("")
            self.is_painted = self.is_painted or attributes.get("behindDoc") in ("1", "true")
        elif what == "w:background":
            self._page = attributes.get("w:color", "FFFFFF")
        elif local(what) == "textpath" and "string" in attributes:
            self._found.see(attributes["string"], f"{self.where}艺术字")
        elif local(what) == "docPr":
            alternative(attributes, self.where, self._found)
            if self._shapes and attributes.get("hidden") in ("1", "true"):
                self._shapes[-1] = "hidden"

    def look(self, what: str, attributes: dict[str, str]) -> None:
        """Something is said of the run that is being read."""
        paragraph = self.paragraphs[-1]
        if what == "w:rStyle":
            paragraph.run = self._styles.look(attributes.get("w:val", "")).over(paragraph.run)
        else:
            paragraph.run = with_mark(paragraph.run, what, attributes)

    def property(self, inside: str, what: str, attributes: dict[str, str]) -> None:
        """Something is said in the element `inside` of a paragraph, of its mark, of a cell, a row or a table."""
        grid = self.grids[-1] if self.grids else None
        if what == "w:pStyle" and self.paragraphs:
            paragraph = self.paragraphs[-1]
            paragraph.look = paragraph.run = self._styles.look(attributes.get("w:val", "")).over(self._styles.default)
        elif what in ("w:spacing", "w:framePr") and inside == "w:pPr" and self.paragraphs:
            self.paragraphs[-1].look = self.paragraphs[-1].run = with_mark(self.paragraphs[-1].look, what, attributes)
        elif what == "w:del" and grid and inside == "w:trPr":
            grid.hides = DELETED
        elif what == "w:hidden" and grid:
            grid.hides = VANISHED
        elif what == "w:tblStyle" and grid:
            grid.is_styled = attributes.get("w:val", "") in self._styles.shaded
        elif what == "w:cellDel" and grid:
            grid.cell_hides = DELETED
        elif what == "w:gridSpan" and grid:
            value = attributes.get("w:val", "1")
            grid.span = min(int(value), _WIDEST) if value.isdecimal() and len(value) < 6 else 1
        elif what == "w:vMerge" and grid:
            if attributes.get("w:val") == "restart":
                grid.merged.add(grid.column)
            elif grid.column in grid.going_on:
                grid.merged.add(grid.column)
                grid.cell_hides = MERGED
        elif what == "w:shd" and inside != "w:rPr":
            fill = with_mark(Look(), what, attributes).fill or ""
            if self.paragraphs and self._paragraph_is_inner():
                self.paragraphs[-1].fill = fill
            elif grid:
                grid.ground = fill

    def _paragraph_is_inner(self) -> bool:
        """Whether what is being read belongs to a paragraph rather than to the cell around it."""
        return len(self.paragraphs) > self.boxes

    def _begin_table(self, what: str) -> None:
        if what == "w:tbl":
            self._tables += 1
            self.grids.append(Grid(self._tables, self.where))
        elif self.grids and what == "w:tr":
            grid = self.grids[-1]
            grid.row, grid.column, grid.hides = grid.row + 1, 0, ""
            grid.going_on, grid.merged = grid.merged, set()
            grid.rows.append(Row(grid.row, {}))
        elif self.grids:
            grid = self.grids[-1]
            grid.column, grid.span, grid.text, grid.ground, grid.cell_hides = grid.column + 1, 1, [], None, ""

    def _text(self, text: str) -> None:
        if self._reading == "field":
            self.instruct(text)
            return
        kind = self.hides()
        if kind == VANISHED and text.strip() in _OF_FORMS:
            return
        self.put(text, kind)

    def instruct(self, text: str) -> None:
        """A part of what a field does, which nobody sees."""
        for word in text.split('"')[1::2]:
            if text.split('"')[0].strip() in ("HYPERLINK", "INCLUDETEXT", "INCLUDEPICTURE") and is_path(word):
                self._found.hide(LINK, self.place(), word)

    def hides(self) -> str:
        """The kind of what keeps the words from being seen that are being read, or ""."""
        if self._reading == "deleted" or self._deleted:
            return DELETED
        paragraph = self.paragraphs[-1]
        by_table = next((one for grid in self.grids if (one := grid.hides or grid.cell_hides)), "")
        if by_table or "hidden" in self._shapes:
            return by_table or HIDDEN_SHAPE
        if any(outer.run.vanish for outer in self.paragraphs[:-1]):  # what a box hangs on
            return VANISHED
        return unseen(paragraph.run, self.ground(paragraph))

    def put(self, text: str, kind: str) -> None:
        """Words of the paragraph that is being read, and what keeps them from being seen."""
        paragraph = self.paragraphs[-1]
        paragraph.add(text, kind)
        if self._inserted and not kind:
            paragraph.hidden.setdefault(INSERTED, []).append(text)

    def ground(self, paragraph: Paragraph) -> str:
        """The colour behind the text, "" where it is not known."""
        grounds = [paragraph.fill, *(grid.ground or "" for grid in reversed(self.grids))]
        given = next((ground for ground in grounds if ground and ground not in ("AUTO", "auto")), "")
        if given:
            return given
        unknown = self.boxes or any(grid.is_styled for grid in self.grids)
        return "" if unknown else self._page

    def place(self, more: bool = False) -> str:
        if self.boxes:
            return f"{self.where}文本框"
        if self.grids:
            grid = self.grids[-1]
            return grid.table.cell(grid.row, grid.column)
        if self.where:
            return self.where
        return f"第{self._count}段" if more or not self._count else f"第{self._count}段之后"

    def end(self, what: str) -> None:
        if what in ("w:t", "m:t", "w:delText", "w:instrText"):
            self._reading = ""
        elif self._properties and what == self._properties[-1]:
            self._properties.pop()
        elif what == "w:rPr":
            self._own -= 1
        elif what == "w:p" and self.paragraphs and not self._properties:
            self._end_paragraph(self.paragraphs.pop())
        elif what in ("w:del", "w:moveFrom") and not self._properties and not self._own:
            self._deleted -= 1
        elif what in ("w:ins", "w:moveTo") and not self._properties and not self._own:
            self._inserted -= 1
        elif what == "w:txbxContent":
            self.boxes -= 1
        elif local(what) in _SHAPES and self._shapes:
            self._shapes.pop()
        elif what == "w:tc" and self.grids:
            grid = self.grids[-1]
            if (text := "\n".join(grid.text).strip()) and grid.rows:
                grid.rows[-1].cells[grid.column] = self._found.count(text)
            grid.column += grid.span - 1
        elif what == "w:tbl" and self.grids:
            grid = self.grids.pop()
            self._found.tables.append(grid.table._replace(rows=tuple(row for row in grid.rows if row.cells)))

    def _end_paragraph(self, paragraph: Paragraph) -> None:
        text = "".join(paragraph.text).strip()
        inside = bool(self.grids) and not self.boxes
        if text and not inside and not self.boxes and not self.where:
            self._count += 1
        where = self.place(more=bool(text))
        for kind, parts in paragraph.hidden.items():
            self._found.hide(kind, where, "".join(parts))
        if inside:
            self.grids[-1].text.append(text)
        else:
            self._found.see(text, where)
