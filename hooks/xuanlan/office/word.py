"""Documents of Word and WPS (docx, WordprocessingML of ECMA-376): paragraphs, tables, and what is not printed"""

from __future__ import annotations

from xuanlan.office.contents import (
    COMMENT,
    DAMAGED,
    DELETED,
    INSERTED,
    LINK,
    VANISHED,
    WHITE,
    Collector,
    Piece,
    Row,
    Table,
    UnreadableError,
)
from xuanlan.office.looks import Look, Styles, unseen, with_mark
from xuanlan.office.package import Package, is_path
from xuanlan.office.properties import alternative, figures, outside, properties
from xuanlan.office.xml import local

_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_STORIES = (("headers", r"word/header\d*\.xml", "页眉"), ("footers", r"word/footer\d*\.xml", "页脚"),
            ("footnotes", r"word/footnotes\.xml", "脚注"), ("endnotes", r"word/endnotes\.xml", "尾注"))  # fmt: skip
_PASSED = {
    "mc:Fallback",
    "w:pPrChange",
    "w:rPrChange",
    "w:tcPrChange",
    "w:trPrChange",
    "w:tblPrChange",
    "w:sectPrChange",
}
"""The same again for older programs, and how something looked before a change."""
_OF_FORMS = ("窗体顶端", "窗体底端")
"""What Word writes around a form out of a web page, and hides."""
_WIDEST = 500
"""Columns that a cell may take."""


def read(package: Package, found: Collector) -> None:
    """Everything in a docx. Raises UnreadableError."""
    main = next((target for kind, target, _ in package.relations("").values() if kind == "officeDocument"), "")
    main = main or "word/document.xml"
    if not package.size(main):
        raise UnreadableError(DAMAGED)
    styles = Styles(package, f"{main.rpartition('/')[0]}/styles.xml")
    _Story(package, styles, found, "").read(main)
    linked = {target.lower() for _, target, is_outside in package.relations(main).values() if not is_outside}
    for _, pattern, where in _STORIES:
        for part in (part for part in package.under(pattern) if part.lower() in linked):
            _Story(package, styles, found, where).read(part)
    figures(package, found)
    seen = "\n".join(piece.text for piece in found.prose)
    outside(package, main, found, seen)
    for part in package.under(r"word/_rels/settings\.xml\.rels"):
        outside(package, part.replace("_rels/", "").removesuffix(".rels"), found, seen)
    _comments(package, found)
    properties(package, found)
    # Saved once more by Word, it is part of the text.
    if any(kind == "aFChunk" for kind, _, _ in package.relations(main).values()):
        found.facts["unread"] = "正文里嵌入了另一个文件，没有检查，请在 Word 里另存一次"


def _comments(package: Package, found: Collector) -> None:
    author, text, number, inside = "", "", 0, False
    for mark, what, attributes in package.events("word/comments.xml"):
        if mark == "<" and what == "w:comment":
            author, text, number = attributes.get("w:author", ""), "", number + 1
        elif what in ("w:t", "w:delText"):
            inside = mark == "<"
        elif not mark and inside:
            text += what
        elif mark == ">" and what == "w:comment":
            found.hide(COMMENT, f"第{number}条批注", f"{author}：{text}" if author else text)


class _Paragraph:
    """A paragraph that is being read, and the run in it."""

    def __init__(self, look: Look) -> None:
        self.look, self.run = look, look
        self.fill = ""
        self.text: list[str] = []
        self.hidden: dict[str, list[str]] = {}

    def add(self, text: str, kind: str) -> None:
        (self.hidden.setdefault(kind, []) if kind else self.text).append(text)


class _Grid:
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


class _Story:
    """One text of a document: the body, a header, the footnotes."""

    def __init__(self, package: Package, styles: Styles, found: Collector, where: str) -> None:
        self._package, self._styles, self._found, self._where = package, styles, found, where
        self._paragraphs: list[_Paragraph] = []
        self._grids: list[_Grid] = []
        self._tables = self._count = 0
        self._deleted = self._inserted = self._skipped = self._boxes = self._properties = self._own = 0
        self._reading = ""
        self._page = "FFFFFF"
        self._is_painted = False
        """whether a picture lies behind the text: then white may be seen well"""

    def read(self, part: str) -> None:
        before = len(self._found.asides)
        for mark, what, attributes in self._package.events(part):
            if what in _PASSED:
                self._skipped += 1 if mark == "<" else -1
            elif self._skipped:
                continue
            elif mark == "<":
                self._begin(what, attributes)
            elif mark:
                self._end(what)
            elif self._reading and self._paragraphs:
                self._text(what)
        if self._is_painted:
            own = self._found.asides[before:]
            self._found.asides[before:] = [one for one in own if one.kind != WHITE]
            self._found.prose += [Piece(one.text, one.where) for one in own if one.kind == WHITE]

    def _begin(self, what: str, attributes: dict[str, str]) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if what == "w:t" or what == "m:t":
            self._reading = "text"
        elif what == "w:delText":
            self._reading = "deleted"
        elif what == "w:instrText":
            self._reading = "field"
        elif what in ("w:pPr", "w:tcPr", "w:tblPr", "w:trPr", "w:sectPr"):
            self._properties += 1
        elif what == "w:r" and paragraph:
            paragraph.run = paragraph.look
        elif what == "w:rPr" and not self._properties:
            self._own += 1
        elif self._own and paragraph:
            if what == "w:rStyle":
                paragraph.run = self._styles.look(attributes.get("w:val", "")).over(paragraph.run)
            else:
                paragraph.run = with_mark(paragraph.run, what, attributes)
        elif self._properties:
            self._property(what, attributes)
        elif what == "w:p":
            self._paragraphs.append(_Paragraph(self._styles.default))
        elif what in _BREAKS and paragraph:
            paragraph.add(_BREAKS[what], "")
        elif what in ("w:del", "w:moveFrom"):
            self._deleted += 1
        elif what in ("w:ins", "w:moveTo"):
            self._inserted += 1
        elif what == "w:txbxContent":
            self._boxes += 1
        elif what in ("w:tbl", "w:tr", "w:tc"):
            self._begin_table(what)
        elif local(what) == "anchor" and attributes.get("behindDoc") in ("1", "true"):
            self._is_painted = True
        elif what == "w:background":
            self._page = attributes.get("w:color", "FFFFFF")
        elif local(what) == "textpath" and "string" in attributes:
            self._found.see(attributes["string"], f"{self._where}艺术字")
        elif local(what) == "docPr":
            alternative(attributes, self._where, self._found)

    def _property(self, what: str, attributes: dict[str, str]) -> None:
        grid = self._grids[-1] if self._grids else None
        if what == "w:pStyle" and self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.look = paragraph.run = self._styles.look(attributes.get("w:val", "")).over(self._styles.default)
        elif what == "w:del" and grid:
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
        elif what == "w:shd":
            fill = with_mark(Look(), what, attributes).fill or ""
            if self._paragraphs and self._paragraph_is_inner():
                self._paragraphs[-1].fill = fill
            elif grid:
                grid.ground = fill

    def _paragraph_is_inner(self) -> bool:
        """Whether what is being read belongs to a paragraph rather than to the cell around it."""
        return len(self._paragraphs) > self._boxes

    def _begin_table(self, what: str) -> None:
        if what == "w:tbl":
            self._tables += 1
            self._grids.append(_Grid(self._tables, self._where))
        elif self._grids and what == "w:tr":
            grid = self._grids[-1]
            grid.row, grid.column, grid.hides = grid.row + 1, 0, ""
            grid.rows.append(Row(grid.row, {}))
        elif self._grids:
            grid = self._grids[-1]
            grid.column, grid.span, grid.text, grid.ground, grid.cell_hides = grid.column + 1, 1, [], None, ""

    def _text(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        if self._reading == "field":
            for word in text.split('"')[1::2]:
                if text.split('"')[0].strip() in ("HYPERLINK", "INCLUDETEXT", "INCLUDEPICTURE") and is_path(word):
                    self._found.hide(LINK, self._place(), word)
            return
        if self._reading == "deleted" or self._deleted:
            kind = DELETED
        elif hides := next((one for grid in self._grids if (one := grid.hides or grid.cell_hides)), ""):
            kind = hides
        else:
            kind = unseen(paragraph.run, self._ground(paragraph))
            if kind == VANISHED and text.strip() in _OF_FORMS:
                return
        paragraph.add(text, kind)
        if self._inserted and not kind:
            paragraph.hidden.setdefault(INSERTED, []).append(text)

    def _ground(self, paragraph: _Paragraph) -> str:
        """The colour behind the text, "" where it is not known."""
        grounds = [paragraph.fill, *(grid.ground or "" for grid in reversed(self._grids))]
        given = next((ground for ground in grounds if ground and ground not in ("AUTO", "auto")), "")
        if given:
            return given
        unknown = self._boxes or any(grid.is_styled for grid in self._grids)
        return "" if unknown else self._page

    def _place(self, more: bool = False) -> str:
        if self._boxes:
            return f"{self._where}文本框"
        if self._grids:
            grid = self._grids[-1]
            return grid.table.cell(grid.row, grid.column)
        if self._where:
            return self._where
        return f"第{self._count}段" if more or not self._count else f"第{self._count}段之后"

    def _end(self, what: str) -> None:
        if what in ("w:t", "m:t", "w:delText", "w:instrText"):
            self._reading = ""
        elif what in ("w:pPr", "w:tcPr", "w:tblPr", "w:trPr", "w:sectPr"):
            self._properties -= 1
        elif what == "w:rPr" and not self._properties:
            self._own -= 1
        elif what == "w:p" and self._paragraphs and not self._properties:
            self._end_paragraph(self._paragraphs.pop())
        elif what in ("w:del", "w:moveFrom") and not self._properties and not self._own:
            self._deleted -= 1
        elif what in ("w:ins", "w:moveTo") and not self._properties and not self._own:
            self._inserted -= 1
        elif what == "w:txbxContent":
            self._boxes -= 1
        elif what == "w:tc" and self._grids:
            grid = self._grids[-1]
            if (text := "\n".join(grid.text).strip()) and grid.rows:
                grid.rows[-1].cells[grid.column] = self._found.count(text)
            grid.column += grid.span - 1
        elif what == "w:tbl" and self._grids:
            grid = self._grids.pop()
            self._found.tables.append(grid.table._replace(rows=tuple(row for row in grid.rows if row.cells)))

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.text).strip()
        inside = bool(self._grids) and not self._boxes
        if text and not inside and not self._boxes and not self._where:
            self._count += 1
        where = self._place(more=bool(text))
        for kind, parts in paragraph.hidden.items():
            self._found.hide(kind, where, "".join(parts))
        if inside:
            self._grids[-1].text.append(text)
        else:
            self._found.see(text, where)
