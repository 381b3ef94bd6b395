"""Texts, sheets and slides of LibreOffice (odt, ods, odp: ISO/IEC 26300)"""

from __future__ import annotations

from xuanlan.office.cells import Grid
from xuanlan.office.contents import (
    COMMENT,
    DAMAGED,
    DELETED,
    HIDDEN_ROW,
    HIDDEN_SHEET,
    VANISHED,
    WHITE,
    Collector,
    UnreadableError,
    letters,
)  # fmt: skip
from xuanlan.office.formats import number_text
from xuanlan.office.looks import alike
from xuanlan.office.package import Package

_FACTS = {"meta:initial-creator": "author", "dc:creator": "editor"}
_WORDS = {
    "dc:title": "标题",
    "dc:subject": "主题",
    "dc:description": "备注",
    "meta:keyword": "关键词",
    "meta:user-defined": "自定义",
}
_ASIDE = {"office:annotation": COMMENT, "text:tracked-changes": DELETED, "text:hidden-text": VANISHED,
          "text:hidden-paragraph": VANISHED}  # fmt: skip
_BREAKS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
_MOST_REPEATED = 1000
"""Times that a cell which is not empty may stand for, in a row and in rows together."""


def read(package: Package, found: Collector) -> None:
    """Everything in such a file. Raises UnreadableError."""
    if not package.size("content.xml"):
        raise UnreadableError(DAMAGED)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableError("加了密码，打不开")
    _Content(package, found).read()
    for tag, where in (("style:header", "页眉"), ("style:footer", "页脚")):
        for text in package.texts("styles.xml", tag):
            found.see(text, where)
    name, words = "", ""
    for mark, what, given in package.events("meta.xml"):
        if mark == "<":
            name, words = given.get("meta:name", ""), ""
        elif not mark:
            words += what
        elif what in _FACTS:
            found.fact(_FACTS[what], words, "文件属性")
        elif what in _WORDS:
            found.own_word(_WORDS[what], "文件属性", f"{name}：{words}" if name else words)


class _Content:
    """The text of the file while it is read."""

    def __init__(self, package: Package, found: Collector) -> None:
        self._package, self._found = package, found
        self._styles: dict[str, str] = {}
        """the kind of what a style hides"""
        self._style = ""
        self._asides: list[str] = []
        self._spans: list[str] = []
        self._grid: Grid | None = None
        self._where, self._hidden = "", ""
        self._row = self._column = self._columns = self._count = self._tables = 0
        self._repeated = self._rows_repeated = 1
        self._row_kind, self._value, self._is_reckoned = "", "", True
        self._text: list[str] = []
        self._apart: list[str] = []
        self._cell: list[str] | None = None
        self._is_slides = False

    def read(self) -> None:
        for mark, what, given in self._package.events("content.xml"):
            if mark == "<":
                self._begin(what, given)
            elif mark:
                self._end(what)
            elif self._asides:
                self._apart.append(what)
            elif kind := next((kind for kind in reversed(self._spans) if kind), ""):
                self._found.hide(kind, self._place(), what)
            else:
                self._text.append(what)

    def _place(self) -> str:
        if self._grid:
            return f"{self._where}第{self._row}行"
        return f"第{self._count}段之后" if self._count else "开头"

    def _begin(self, what: str, given: dict[str, str]) -> None:
        if what == "style:style":
            self._style = given.get("style:name", "")
        elif what == "style:text-properties":
            if given.get("text:display") == "none":
                self._styles[self._style] = VANISHED
            elif "fo:background-color" not in given and alike(given.get("fo:color", "")[1:], "FFFFFF"):
                self._styles[self._style] = WHITE
        elif what == "style:table-properties" and given.get("table:display") == "false":
            self._styles[self._style] = HIDDEN_SHEET
        elif what in _ASIDE:
            self._asides.append(_ASIDE[what])
            if "text:string-value" in given:
                self._apart.append(given["text:string-value"])
        elif what == "text:span":
            kind = self._styles.get(given.get("text:style-name", ""), "")
            # On a slide the style of a table gives its cells a ground.
            self._spans.append("" if kind == WHITE and self._is_slides and self._cell is not None else kind)
        elif what == "office:presentation":
            self._is_slides = True
        elif what in ("text:p", "text:h") and not self._asides:
            self._text = []
        elif what in _BREAKS:
            (self._apart if self._asides else self._text).append(_BREAKS[what])
        elif what.startswith("table:"):
            self._begin_table(what, given)

    def _begin_table(self, what: str, given: dict[str, str]) -> None:
        if what == "table:table":
            self._tables += 1
            name = given.get("table:name", "")
            self._grid, self._where = Grid(self._found), f"工作表“{name}”" if name else f"第{self._tables}个表格"
            self._hidden = self._styles.get(given.get("table:style-name", ""), "")
            self._row = self._columns = 0
        elif what == "table:table-column" and self._grid:
            count = _times(given.get("table:number-columns-repeated"), 16_384)
            if given.get("table:visibility", "visible") != "visible":
                self._grid.hide_columns(self._columns + 1, self._columns + count)
            self._columns += count
        elif what == "table:table-row":
            self._rows_repeated = _times(given.get("table:number-rows-repeated"), 1_048_576)
            self._row, self._column = self._row + 1, 0
            is_seen = given.get("table:visibility", "visible") == "visible"
            self._row_kind = self._hidden or ("" if is_seen else HIDDEN_ROW)
        elif what in ("table:table-cell", "table:covered-table-cell"):
            self._cell = []
            self._repeated = _times(given.get("table:number-columns-repeated"), 16_384)
            is_number = given.get("office:value-type") == "float"
            self._value = given.get("office:value", "") if is_number else ""
            self._is_reckoned = "table:formula" not in given or "office:value-type" in given

    def _end(self, what: str) -> None:
        if what in _ASIDE and self._asides:
            self._found.hide(self._asides.pop(), self._place(), "".join(self._apart))
            self._apart = []
        elif what == "text:span" and self._spans:
            self._spans.pop()
        elif what in ("text:p", "text:h") and not self._asides:
            text, self._text = "".join(self._text).strip(), []
            if self._cell is not None:
                self._cell.append(text)
            elif text:
                self._count += 1
                self._found.see(text, f"第{self._count}段")
        elif what in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif what == "table:table-row":
            self._row += self._rows_repeated - 1
        elif what == "table:table" and self._grid:
            self._grid.close(self._where)
            self._grid = None

    def _end_cell(self) -> None:
        text = number_text(self._value, False, False) if self._value else "\n".join(self._cell or ()).strip()
        if not text and not self._is_reckoned:
            self._found.lack_result(f"{self._where} {letters(self._column + 1)}{self._row}")
        if text and self._grid:
            for row in range(min(self._rows_repeated, _MOST_REPEATED)):
                for column in range(1, min(self._repeated, _MOST_REPEATED) + 1):
                    self._found.budget.spend("elements")
                    self._grid.put(self._row + row, self._column + column, text, self._row_kind, "")
        self._column += self._repeated
        self._cell = None


def _times(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else 1
