"""`xuanlan check --at`: what falls due until a day, as a table and as a calendar."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta

from xuanlan.checks.due import Due
from xuanlan.diagnostics.console import printable
from xuanlan.library.render import Library
from xuanlan.outputs.calendar import owner, utc
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape

_HEAD = ("日期", "期限", "事项", "对象", "位置")
_WIDEST = 44
"""Columns of the screen that a cell may take, except the last one."""


def table(rows: Sequence[Due]) -> list[str]:
    """The rows as lines of a table under one head, aligned where a Chinese character is two columns wide."""
    if not rows:
        return ["没有要到期的事项。"]
    cells = [_HEAD, *((f"{row.day:%Y-%m-%d}", _left(row), row.what, row.who, str(row.position)) for row in rows)]
    shown = [[*(_short(printable(cell)) for cell in line[:-1]), printable(line[-1])] for line in cells]
    widths = [max(map(_width, column)) for column in list(zip(*shown, strict=True))[:-1]]
    padded = (
        [cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=False)] for line in shown
    )
    return ["  ".join([*line, cells[-1]]) for line, cells in zip(padded, shown, strict=True)]


def calendar(library: Library, rows: Sequence[Due]) -> bytes:
    """The rows as whole days of a calendar (RFC 5545); what is overdue stands on today."""
    lines = (line for row in rows for line in _event(library, row))
    return content_lines.calendar(f"{library.site.name}：到期事项", lines)


def _event(library: Library, row: Due) -> Iterator[str]:
    day = row.now.date() if row.overdue else row.day
    ident = hashlib.sha256(f"{row.kind} {row.key}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    yield "BEGIN:VEVENT"
    yield f"UID:{row.kind}-{ident}@{owner(library)}"
    yield f"DTSTAMP:{utc(row.now)}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(('已过期，' if row.overdue else '') + f'{row.what}：{row.who}')}"
    yield f"DESCRIPTION:{escape(f'{row.day:%Y-%m-%d}，{row.position}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _left(row: Due) -> str:
    if row.overdue:
        return f"已过 {-row.days} 天" if row.days else "今天已过"
    return f"还有 {row.days} 天" if row.days else "今天"


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
