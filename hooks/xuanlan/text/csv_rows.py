"""Rows as CSV for spreadsheet programs: the encoding that Excel knows, and no cell that it would run"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = "=+-@\t\r"
"""A cell that begins with one of these would be run by a spreadsheet program."""


def spelled(rows: Iterable[Sequence[str]]) -> bytes:
    """`rows` in UTF-8 with a mark at the beginning, without which Excel would take it for GBK; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow(["'" + cell if cell.startswith(tuple(_FORMULA)) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
