"""Plain text and CSV, in whichever encoding Chinese programs write them"""

from __future__ import annotations

import csv
from io import StringIO

from xuanlan.office.contents import DAMAGED, Collector, Row, Table, UnreadableError
from xuanlan.text.characters import CONTROL

_MARKS = ",\t;，"
csv.field_size_limit(50_000_000)
_LINE = 5
"""Characters that even an empty line costs."""
_HEAD = 10_000
"""Characters among which the first line is looked for."""


def read(suffix: str, content: bytes, found: Collector) -> None:
    """Every line, or every cell. Raises UnreadableError."""
    found.budget.spend("text", len(content) // 3)
    text = text_of(content)
    lines = StringIO(text, newline=None)  # any end of a line
    if suffix != "csv":
        for number, line in enumerate(lines, 1):
            found.budget.spend("text", _LINE)
            found.see(line, f"第{number}行")
        return
    mark = max(_MARKS, key=text.lstrip()[:_HEAD].partition("\n")[0].count)
    rows = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=mark), 1):
            found.budget.spend("text", _LINE)
            row = {at: found.count(cell) for at, cell in enumerate(cells, 1) if cell.strip()}
            if row:
                rows.append(Row(number, row))
    except csv.Error as error:
        raise UnreadableError(DAMAGED) from error
    found.tables.append(Table("", tuple(rows)))


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030; no control characters. Raises UnreadableError."""
    code = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for one in (code, "gb18030"):
        try:
            return CONTROL.sub("", content.decode(one))
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文字的编码认不出来")
