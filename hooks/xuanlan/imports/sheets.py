"""Sheets of Excel and WPS and CSV files: a table for each sheet that is seen, with its cells as they are shown"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from io import BytesIO

from xuanlan.imports.original import Block, Cell, Lost, Original, Paragraph, Run, Table
from xuanlan.office import contents
from xuanlan.office.contents import ONLY_READ, Contents, Unreadable
from xuanlan.office.read import read as read_file

SUFFIXES = ("xlsx", "xls", "et", "ods", "csv")
_MOST_ROWS, _MOST_COLUMNS = 60, 12
_MOST_COVERED = 1_000_000
_BOX = "文本框"


def read(suffix: str, data: bytes) -> Original | Unreadable:
    """A workbook, whose name ends in `suffix`, without a point, in small letters."""
    found = read_file(suffix, BytesIO(data), len(data), as_shown=True)
    if isinstance(found, Unreadable):
        return found
    hidden = tuple(one for one in found.hidden() if one.kind not in ONLY_READ)
    lost = tuple(Lost(_part(where), where, f"不是表格的内容：{text}") for text, where in found.prose if _part(where))
    if found.facts.unread:
        lost += (Lost("没有读出来的内容", "", found.facts.unread),)
    return Original(tuple(_blocks(found)), (), hidden, lost)


def suits_text(table: Table) -> bool:
    """Whether a table is short and narrow enough to be read in a text; a larger one is better kept as a file beside it,
    which a person decides."""
    widest = max((sum(cell.across for cell in row) for row in table.rows), default=0)
    return len(table.rows) <= _MOST_ROWS and widest <= _MOST_COLUMNS


def _part(where: str) -> str:
    """What a text is that stands beside the cells; "" for the name of a sheet and for text boxes, which are text."""
    part = where.rpartition(" ")[2]
    return part if part in ("页眉", "页脚", "下拉选项") else ""


def _blocks(found: Contents) -> Iterator[Block]:
    names = {where: text for text, where in found.prose if " " not in where and where.startswith("工作表")}
    for one in found.tables:
        table = _table(one)
        if len(found.tables) > 1 and one.where in names and table.rows:
            yield Paragraph((Run(names[one.where]),), one.where, level=1)
        if table.rows:
            yield table
        for text, where in found.prose:
            if where == f"{one.where} {_BOX}":
                yield Paragraph((Run(text),), where)


def _table(sheet: contents.Table) -> Table:
    """The cells that are seen, without rows and columns in which there is nothing."""
    texts = {row.number: row.cells for row in sheet.rows if any(text.strip() for text in row.cells.values())}
    rows = sorted(texts)
    columns = sorted({column for cells in texts.values() for column, text in cells.items() if text.strip()})
    spans: dict[tuple[int, int], tuple[int, int, str]] = {}
    covered: set[tuple[int, int]] = set()
    for top, first, bottom, last in sheet.merged:
        down = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        across = columns[bisect_left(columns, first) : bisect_right(columns, last)]
        if not down or not across or len(covered) + len(down) * len(across) > _MOST_COVERED:
            continue
        spans[down[0], across[0]] = len(across), len(down), texts.get(top, {}).get(first, "")
        covered.update((row, column) for row in down for column in across)
    covered.difference_update(spans)
    made = []
    for row in rows:
        cells = []
        for column in columns:
            if (row, column) not in covered:
                wide, tall, text = spans.get((row, column), (1, 1, texts[row].get(column, "")))
                cells.append(Cell((Paragraph((Run(text),)),) if text.strip() else (), wide, tall))
        made.append(tuple(cells))
    return Table(tuple(made), sheet.where)
