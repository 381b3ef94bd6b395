"""A plan as a calendar (RFC 5545): what is due at a day, and for everybody its phases and all days of its tasks"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from xuanlan import addresses
from xuanlan.campaigns.due import DueTask
from xuanlan.library.site import SiteFacts
from xuanlan.models.campaign import Planned, Task
from xuanlan.models.due import is_settled
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape
from xuanlan.text.dates import SHANGHAI


def as_calendar(rows: Sequence[DueTask], site: SiteFacts) -> bytes:
    """The tasks of `rows`; what is overdue stands on its own day and says so."""
    events = (
        line
        for row in rows
        for line in _task(
            row.planned, row.task, row.day, row.today, site, "已超期，" if row.left < 0 else "", row.task.units
        )
    )
    return content_lines.calendar(f"{site.name}：任务时限", events)


def for_everybody(planned: Planned, site: SiteFacts, unit: str = "") -> bytes:
    """The phases of a public plan and every day of its tasks, or every day of the tasks of one `unit`.

    It says nothing of the day on which it was made, and nothing that the plan keeps from its public pages.
    """
    campaign = planned.campaign
    title = f"{unit}：{campaign.title}" if unit else campaign.title
    return content_lines.calendar(title, _everything(planned, site, unit))


def _everything(planned: Planned, site: SiteFacts, unit: str) -> Iterator[str]:
    campaign = planned.campaign
    for number, (phase, days) in enumerate(zip(campaign.phases, planned.phase_days, strict=True)):
        if days and not unit:
            yield from _event(
                f"phase-{_digest(f'{planned.name} {number} {phase.name}')}", campaign.since, days, phase.name,
                campaign.title, site, addresses.campaign(planned.name),
            )  # fmt: skip
    for task in campaign.tasks:
        units = planned.units_of(task)
        if unit and unit not in units:
            continue
        for before, day in pairwise([date.min, *planned.last_days(task)]):
            state = "已完成，" if is_settled(before, task.done) else ""
            yield from _task(planned, task, day, campaign.since, site, state, units)


def _task(
    planned: Planned, task: Task, day: date, stamp: date, site: SiteFacts, state: str, units: Iterable[str]
) -> Iterator[str]:
    about = "，".join(filter(None, (planned.campaign.title, f"任务 {task.id}", "、".join(units))))
    page = addresses.campaign(planned.name) if planned.campaign.public else ""
    name = f"task-{_digest(f'{planned.name} {task.id} {day}')}"
    yield from _event(name, stamp, (day, day), f"{state}{task.text}", about, site, page)


def _event(
    name: str, stamp: date, days: tuple[date, date], title: str, about: str, site: SiteFacts, page: str
) -> Iterator[str]:
    """Whole days that block nobody's time."""
    first, last = days
    made = datetime.combine(stamp, time(), SHANGHAI) - timedelta(hours=8)
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@{hashlib.sha256((site.url or site.name).encode()).hexdigest()[:16]}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(title)}"
    yield f"DESCRIPTION:{escape(about)}"
    yield "TRANSP:TRANSPARENT"
    if url := addresses.public(site.url, page) if page else "":
        yield f"URL:{url}"
    yield "END:VEVENT"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:24]
