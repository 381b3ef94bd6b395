"""What stands around a place of a text: its line, the words before it, the table that it is in"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

REACH = 200
"""Characters to either side that are looked at: what stands further away tells nothing of a place."""
COLUMNS = 100
"""A row of more cells is looked at so far."""
_LONGEST_HEAD = 10 * REACH
"""Characters of a first row that are looked at."""
_CAPTIONS = 3
"""Lines above a table that may say what it lists."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a text that have cells, one below the other."""

    start: int
    end: int
    caption: str
    """the lines above, and the first line of the text: what the table is of"""
    rows: tuple[tuple[str, ...], ...]
    starts: tuple[int, ...]
    """of each row: where in the text it begins"""
    head: str
    """the first row, which says what stands in the columns, as far as a reader would look"""

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where in the text a cell begins and ends."""
        cells = self.rows[row]
        start = self.starts[row] + sum(len(cell) + 1 for cell in cells[:column])
        return start, start + len(cells[column])

    def cells(self, row: int) -> tuple[str, ...]:
        """The cells of a row that are looked at."""
        return self.rows[row][:COLUMNS]

    def row(self, place: int) -> int:
        """The row of a place in the text."""
        return bisect_right(self.starts, place) - 1

    def cell(self, place: int) -> tuple[int, int]:
        """Row and column of a place in the text."""
        row = self.row(place)
        ends = _ends(self.cells(row))
        return row, min(bisect_right(ends, place - self.starts[row]), len(ends) - 1)


@lru_cache(maxsize=4)
def _ends(cells: tuple[str, ...]) -> tuple[int, ...]:
    """Where each of the cells of a row ends, its tab included, from the beginning of the row."""
    return tuple(accumulate(len(cell) + 1 for cell in cells))


@lru_cache(maxsize=4)
def tables(text: str) -> tuple[Table, ...]:
    """All tables of `text`, in order."""
    return tuple(_tables(text)) if "\t" in text else ()


def _tables(text: str) -> Iterator[Table]:
    above: list[str] = []
    rows: list[tuple[str, ...]] = []
    starts: list[int] = []
    place = 0
    first = ""
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(tuple(line.split("\t")))
            starts.append(place)
        else:
            if rows:
                caption = "\n".join([first, *above])
                head = "\t".join(rows[0][:COLUMNS])[:_LONGEST_HEAD]
                yield Table(starts[0], place, caption, tuple(rows), tuple(starts), head)
                above, rows, starts = [], [], []
            if line.strip():
                first = first or line[:REACH]
                above = [*above[1 - _CAPTIONS :], line[:REACH]]
        place += len(line) + 1


def table_at(text: str, place: int) -> Table | None:
    """The table that `place` is in."""
    found = tables(text)
    if not found:
        return None
    at = bisect_right(found, place, key=lambda table: table.start) - 1
    return found[at] if at >= 0 and place < found[at].end else None


def line_at(text: str, start: int, end: int) -> str:
    """The line around a span, as far as it tells anything of it."""
    return line_before(text, start) + text[start:end] + line_after(text, end)


def line_before(text: str, place: int) -> str:
    """What stands before `place` in its line."""
    return text[max(text.rfind("\n", max(0, place - REACH), place) + 1, place - REACH, 0) : place]


def line_after(text: str, place: int) -> str:
    """What stands behind `place` in its line."""
    end = text.find("\n", place, place + REACH)
    return text[place : end if end >= 0 else place + REACH]


def line_above(text: str, place: int) -> str:
    """The line above that of `place`, when it is near."""
    head = text.rfind("\n", max(0, place - REACH), place)
    return line_before(text, head) if head > 0 else ""


def around(text: str, start: int, end: int) -> str:
    """The words that say what stands at a span: its line and, in a table, the head and what stands above the table."""
    line = line_at(text, start, end)
    table = table_at(text, start) if "\t" in line else None
    return "\n".join([table.caption, table.head, line]) if table else line
