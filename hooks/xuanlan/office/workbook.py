"""Sheets of Excel and WPS (xlsx, SpreadsheetML of ECMA-376): cells as they show, and those that nobody sees"""

from __future__ import annotations

import re

from xuanlan.office.cells import Cells, areas
from xuanlan.office.conditions import Area
from xuanlan.office.contents import (
    CACHE,
    COMMENT,
    DAMAGED,
    HIDDEN_SHEET,
    LINK,
    NAME,
    SAYING,
    UNUSED,
    Collector,
    UnreadableError,
)
from xuanlan.office.formats import Formats, built_in, read_formats
from xuanlan.office.package import Package
from xuanlan.office.properties import alternative, figures, outside, properties
from xuanlan.office.xml import local

_MOST_TABLES = 50
"""Of a sheet."""
_NAMED_BY_PROGRAMS = re.compile(r"(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)


class Workbook:
    """What all sheets of a workbook share."""

    def __init__(self, package: Package, found: Collector) -> None:
        self.package, self.found = package, found
        self.strings: list[str] = []
        self.used = bytearray()
        """1 for each of these that a cell has"""
        self.formats = Formats([], [])
        self.is_1904 = False

    def read(self) -> None:
        """Everything in an xlsx. Raises UnreadableError."""
        kinds = self.package.relations("").values()
        main = next((target for kind, target, _ in kinds if kind == "officeDocument"), "") or "xl/workbook.xml"
        if not self.package.size(main):
            raise UnreadableError(DAMAGED)
        parts = self.package.relations(main)
        for kind, target, _ in parts.values():
            if kind == "sharedStrings":
                self.strings = self._shared(target)
                self.used = bytearray(len(self.strings))
            elif kind == "styles":
                self.formats = read_formats(self.package, target)
        for name, state, ident in self._sheets(main):
            kind, target, _ = parts.get(ident, ("", "", False))
            if kind == "worksheet":
                self._sheet(target, name, HIDDEN_SHEET if state else "")
        for text, is_used in zip(self.strings, self.used, strict=True):
            if not is_used and SAYING.search(text):
                self.found.hide(UNUSED, "没有单元格用到的文字", text)
        self._elsewhere()
        figures(self.package, self.found)
        properties(self.package, self.found)

    def _shared(self, part: str) -> list[str]:
        strings: list[str] = []
        words: list[str] = []
        inside = phonetic = False
        for mark, what, _ in self.package.events(part):
            if not mark:
                if inside and not phonetic:
                    words.append(what)
            elif what == "t":
                inside = mark == "<"
            elif what == "rPh":
                phonetic = mark == "<"
            elif what == "si" and mark == ">":
                strings.append("".join(words))
                words.clear()
        return strings

    def _sheets(self, main: str) -> list[tuple[str, str, str]]:
        """Name, state and id of every sheet; names of cells are told on the way."""
        sheets: list[tuple[str, str, str]] = []
        name = text = ""
        for mark, what, given in self.package.events(main):
            if mark == "<" and what == "workbookPr":
                self.is_1904 = given.get("date1904") in ("1", "true")
            elif mark == "<" and what == "sheet":
                state = given.get("state", "visible")
                sheets.append((given.get("name", ""), "" if state == "visible" else state, given.get("r:id", "")))
            elif mark == "<" and what == "definedName":
                name, text = given.get("name", ""), ""
            elif not mark:
                text += what if name else ""
            elif what == "definedName":
                if not built_in(name):
                    self.found.hide(NAME, f"名称“{name}”", text)
                name = ""
        return sheets

    def _sheet(self, part: str, name: str, kind: str) -> None:
        where = f"工作表“{name}”"
        tables = [target for one, target, _ in self.package.relations(part).values() if one == "table"]
        painted = [area for table in tables[:_MOST_TABLES] for area in self._table(table)]
        cells = Cells(self.strings, self.used, self.formats, self.is_1904, painted, self.found)
        cells.read(self.package.events(part), where, kind)
        if not _NAMED_BY_PROGRAMS.match(name):
            self.found.tell(kind, where, name)
        for one, target, is_outside in self.package.relations(part).values():
            if is_outside:
                continue
            if one == "comments" or one == "threadedComment":
                self._comments(target, where)
            elif one == "drawing":
                for text in self.package.texts(target, "a:t", "a:p"):
                    self.found.tell(kind, f"{where} 文本框", text)
                for mark, what, given in self.package.events(target):
                    if mark == "<" and local(what) == "cNvPr":
                        alternative(given, where, self.found)
        seen = "\n".join(text for table in self.found.tables[-1:] for row in table.rows for text in row.cells.values())
        outside(self.package, part, self.found, seen)

    def _table(self, part: str) -> list[Area]:
        """Where a table lies that a style paints."""
        for mark, what, given in self.package.events(part):
            if mark == "<" and what == "table":
                return areas(given.get("ref", ""))
        return []

    def _comments(self, part: str, where: str) -> None:
        place, words, inside = "", "", False
        authors: list[str] = []
        for mark, what, given in self.package.events(part):
            if mark == "<" and what in ("comment", "tc:threadedComment"):
                place, words = given.get("ref", ""), ""
            elif what in ("t", "tc:text", "author"):
                inside = mark == "<"
                if what == "author" and mark == ">":
                    authors.append(words)
                    words = ""
            elif not mark and inside:
                words += what
            elif mark == ">" and what in ("comment", "tc:threadedComment"):
                self.found.hide(COMMENT, f"{where} {place}", words)
        for author in authors:
            if not author.startswith("tc="):
                self.found.hide(COMMENT, f"{where} 批注的作者", author)

    def _elsewhere(self) -> None:
        """Other files that cells were taken from, with what is kept of them, and the tables behind pivot tables."""
        for part in self.package.under(r"xl/externalLinks/externalLink\d+\.xml"):
            for _, target, is_outside in self.package.relations(part).values():
                if is_outside:
                    self.found.hide(LINK, "引用的其他工作簿", target)
            for text in self.package.texts(part, "v"):
                self.found.hide(LINK, "从其他工作簿取来的值", text)
        for part in self.package.under(r"xl/pivotCache/pivotCache(Definition|Records)\d*\.xml"):
            for mark, what, given in self.package.events(part):
                if mark == "<" and what in ("s", "n", "d") and "v" in given:
                    self.found.hide(CACHE, "数据透视表", given["v"])
        for part in self.package.under(r"xl/connections\.xml"):
            for mark, what, given in self.package.events(part):
                if mark == "<" and local(what) == "dbPr":
                    self.found.hide(LINK, "数据连接", given.get("connection", ""))
