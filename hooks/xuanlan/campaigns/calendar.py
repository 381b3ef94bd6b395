"""What is due as a calendar (RFC 5545): one whole day for each task"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from xuanlan.campaigns.due import DueTask
from xuanlan.library.site import SiteFacts
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape
from xuanlan.text.dates import SHANGHAI


def as_calendar(rows: Sequence[DueTask], site: SiteFacts) -> bytes:
    """The tasks of `rows`; what is overdue stands on its own day and says so."""
    return content_lines.calendar(f"{site.name}：任务时限", (line for row in rows for line in _event(row, site)))


def _event(row: DueTask, site: SiteFacts) -> Iterator[str]:
    ident = hashlib.sha256(f"{row.planned.name} {row.task.id} {row.day}".encode()).hexdigest()[:24]
    owner = hashlib.sha256((site.url or site.name).encode()).hexdigest()[:16]
    over = "已超期，" if row.left < 0 else ""
    stamp = datetime.combine(row.today, time(), SHANGHAI)
    yield "BEGIN:VEVENT"
    yield f"UID:task-{ident}@{owner}"
    yield f"DTSTAMP:{(stamp - timedelta(hours=8)):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{row.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{row.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(over + row.task.text)}"
    who = "、".join(row.task.units)
    yield f"DESCRIPTION:{escape(f'{row.planned.campaign.title}，任务 {row.task.id}，{who}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
