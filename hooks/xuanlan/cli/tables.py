"""Tables on a terminal, aligned where a Chinese character is two columns wide"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from xuanlan.diagnostics.console import printable

_WIDEST = 44
"""Columns of the screen that a cell may take, except the last one."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The rows as lines under one head."""
    shown = [[*(_short(printable(cell)) for cell in line[:-1]), printable(line[-1])] for line in (head, *rows)]
    widths = [max(map(_width, column)) for column in list(zip(*shown, strict=True))[:-1]]
    padded = (
        [cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=False)] for line in shown
    )
    return ["  ".join([*line, cells[-1]]) for line, cells in zip(padded, shown, strict=True)]


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _short(text: str) -> str:
    """`text`, cut to the width of a cell."""
    if _width(text) <= _WIDEST:
        return text
    kept = ""
    for sign in text:
        if _width(kept + sign) > _WIDEST - 1:
            break
        kept += sign
    return kept + "…"
