"""A table of a page while it is read: where its cells stand, and which columns and rows nobody sees"""

from __future__ import annotations

from dataclasses import dataclass, field

from xuanlan.imports.original import Block, Cell, Paragraph, Table

MOST_SPAN = 200
"""Columns or rows of one cell: more are a joke."""
_WIDEST = 2000


@dataclass(slots=True)
class _Cell:
    blocks: list[Block]
    across: int
    down: int


@dataclass(slots=True)
class TableReader:
    """What is known of a table so far."""

    where: str
    rows: list[list[_Cell]] = field(default_factory=list)
    heads: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    """counted from 0"""
    columns: int = 0
    """that its <col> elements have told of"""
    numbers: int = 0
    """rows, hidden ones included"""
    in_row: bool = False
    in_cell: bool = False
    _below: list[_Cell | None] = field(default_factory=list)
    """what reaches into the current row from above, by columns, with the rows that are left in `_left`"""
    _left: list[int] = field(default_factory=list)
    _at: int = 0
    _from: int = 0
    """the first column of the current cell"""
    _row_hidden: bool = False
    _head: bool = True
    """whether all cells of the row so far are heads"""

    @property
    def place(self) -> str:
        """Of the current cell."""
        return f"{self.where}第{self.numbers}行第{self._from + 1}列"

    def column(self, span: int, is_hidden: bool) -> None:
        """The next columns, as <col> tells of them."""
        span = min(max(span, 1), _WIDEST - min(self.columns, _WIDEST))
        if is_hidden:
            self.hidden_columns.update(range(self.columns, self.columns + span))
        self.columns += span

    def begin_row(self, is_hidden: bool) -> None:
        self.in_row, self._at, self._row_hidden = True, 0, is_hidden
        self.numbers += 1
        self._head = True
        if is_hidden:
            for cell in {id(one): one for one in self._below if one}.values():
                cell.down = max(cell.down - 1, 1)
        else:
            self.rows.append([])

    def begin_cell(self, across: int, down: int, is_hidden: bool, is_head: bool) -> bool:
        """A cell in the current row; whether its readers see it."""
        across, down = min(max(across, 1), MOST_SPAN), min(max(down, 1), MOST_SPAN)
        self.in_cell = True
        while self._at < len(self._left) and self._left[self._at] > 0:
            self._left[self._at] -= 1
            self._at += 1
        self._from = self._at
        columns = range(self._at, min(self._at + across, _WIDEST))
        seen = [column for column in columns if column not in self.hidden_columns]
        is_seen = not is_hidden and not self._row_hidden and bool(seen)
        cell = _Cell([], max(len(seen), 1), down)
        for column in columns:
            while len(self._left) <= column:
                self._left.append(0)
                self._below.append(None)
            self._left[column] = down - 1
            self._below[column] = cell if down > 1 and is_seen else None
        self._at += across
        if is_seen:
            self.rows[-1].append(cell)
            self._head = self._head and is_head
        return is_seen

    def end_cell(self, blocks: list[Block], is_seen: bool) -> None:
        self.in_cell = False
        if is_seen:
            self.rows[-1][-1].blocks = blocks

    def end_row(self) -> None:
        self.in_row = False
        for column in range(self._at, len(self._left)):
            if self._left[column] > 0:
                self._left[column] -= 1
        for column, left in enumerate(self._left):
            if not left:
                self._below[column] = None
        if self._head and not self._row_hidden and self.heads == len(self.rows) - 1 and self.rows[-1]:
            self.heads += 1

    def blocks(self) -> list[Block]:
        """The table; or what is in it, where it only lays out a page."""
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        is_layout = any(isinstance(block, Table) for cell in cells for block in cell.blocks)
        if is_layout or all(len(row) == 1 and row[0].down == 1 for row in rows):
            return [block for cell in cells for block in cell.blocks]
        made = []
        for number, row in enumerate(rows):
            left = len(rows) - number
            made.append(tuple(Cell(_paragraphs(cell), cell.across, min(cell.down, left)) for cell in row))
        if not any(paragraph.text or _shows(paragraph) for cell in cells for paragraph in _paragraphs(cell)):
            return []
        return [Table(tuple(made), self.where, self.heads)]


def _shows(paragraph: Paragraph) -> bool:
    return any(run.picture for run in paragraph.runs)


def _paragraphs(cell: _Cell) -> tuple[Paragraph, ...]:
    return tuple(block for block in cell.blocks if isinstance(block, Paragraph))
