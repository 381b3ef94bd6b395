"""`xuanlan check --at`: what falls due until a day, as a table and as a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from xuanlan.checks.due import Due
from xuanlan.cli import tables
from xuanlan.library.render import Library
from xuanlan.outputs.calendar import owner, utc
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape

_HEAD = ("日期", "期限", "事项", "对象", "位置")


def table(rows: Sequence[Due]) -> list[str]:
    """The rows as lines of a table under one head."""
    if not rows:
        return ["没有要到期的事项。"]
    return tables.table(
        _HEAD, ((f"{row.day:%Y-%m-%d}", _left(row), row.what, row.who, str(row.position)) for row in rows)
    )


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
