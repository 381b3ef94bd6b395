"""A workbook (xlsx, ECMA-376) of plain tables: the same values give the same bytes"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xuanlan.render.texts import printed
from xuanlan.tree.packages import packed

Row = Sequence[str | int]
_WHOLE = {
    "[Content_Types].xml": "types",
    "_rels/.rels": "package_rels",
    "xl/workbook.xml": "workbook",
    "xl/_rels/workbook.xml.rels": "workbook_rels",
    "xl/styles.xml": "styles",
}
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60


def workbook(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """The file with a sheet for each table, by its title. Texts are never formulas; numbers are numbers."""
    tables = [(_NO_NAME.sub(" ", title)[:31], rows) for title, rows in sheets.items()]
    return packed(_parts(tables))


def _parts(tables: Sequence[tuple[str, Sequence[Row]]]) -> Iterator[tuple[str, bytes]]:
    for name, template in _WHOLE.items():
        yield name, printed(f"xlsx/{template}.xml", {"titles": [title for title, _ in tables]}).encode()
    for number, (_, rows) in enumerate(tables, start=1):
        cells = [[cell if isinstance(cell, int) else _text(cell) for cell in row] for row in rows]
        sheet = printed("xlsx/sheet.xml", {"rows": cells, "widths": _widths(cells)})
        yield f"xl/worksheets/sheet{number}.xml", sheet.encode()


def _text(words: str) -> str:
    """`words` without what XML cannot have."""
    return "".join(sign for sign in words if sign.isprintable() or sign in "\t\n\u3000")


def _widths(rows: Sequence[Row]) -> list[int]:
    """The width of each column, in digits: a Chinese character is two wide."""
    columns = max(map(len, rows), default=0)
    return [
        min(_WIDEST, 4 + max(sum(1 + (sign > "\u2e7f") for sign in str(row[at])) for row in rows if at < len(row)))
        for at in range(columns)
    ]
