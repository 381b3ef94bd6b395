"""Tables of Word as they are read: cells that go over several columns and rows, and rows that are not seen"""

from __future__ import annotations

from xuanlan.imports.original import Block, Cell, Paragraph, Table

_WIDEST = 500
"""Columns that a cell may take."""


class _Cell:
    """A cell that is being read."""

    def __init__(self, paragraphs: tuple[Paragraph, ...] = (), across: int = 1) -> None:
        self.paragraphs, self.across, self.down = paragraphs, across, 1


class TableDraft:
    """A table that is being read. Columns are numbered as the reader of hidden words numbers them."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._rows: list[list[_Cell]] = []
        self._row: list[_Cell] = []
        self._above: dict[int, _Cell] = {}
        """cells of the rows before that may go on, by their columns"""
        self._heads = 0
        self._is_head = False
        self.across = 1
        self.goes_on = False
        """whether the cell that is being read belongs to the one before it"""

    def property(self, inside: str, what: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val", "")
        if inside == "w:tcPr" and what == "w:gridSpan":
            self.across = _count(value)
        elif inside == "w:tcPr" and what == "w:hMerge":
            self.goes_on = value != "restart"
        elif inside == "w:trPr" and what == "w:gridBefore":
            self._row.append(_Cell(across=_count(value)))
        elif inside == "w:trPr" and what == "w:tblHeader":
            self._is_head = value not in ("0", "false", "off")

    def begin_row(self) -> None:
        self._row, self._is_head = [], False

    def begin_cell(self) -> None:
        self.across, self.goes_on = 1, False

    def end_cell(self, column: int, paragraphs: tuple[Paragraph, ...], is_covered: bool) -> None:
        """`is_covered` by the cell above it."""
        if is_covered and column in self._above:
            self._above[column].down += 1
        elif self.goes_on and self._row:
            self._row[-1].across += self.across
            self._row[-1].paragraphs += paragraphs
        else:
            cell = _Cell(paragraphs, self.across)
            self._row.append(cell)
            self._above[column] = cell

    def end_row(self) -> None:
        if self._is_head and self._heads == len(self._rows):
            self._heads += 1
        self._rows.append(self._row)

    def table(self) -> Table:
        rows = tuple(tuple(Cell(cell.paragraphs, cell.across, cell.down) for cell in row) for row in self._rows)
        return Table(rows, self._where, self._heads)


def flat(blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs of blocks, tables cell by cell."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [paragraph for row in block.rows for cell in row for paragraph in cell.paragraphs]
    return found


def _count(value: str) -> int:
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 6 else 1
