"""calendar.ics (RFC 5545): periods of 公示, deadlines and events of listed notices."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.outputs.feeds import link, site_id
from xuanlan.render.facts import Row, facts_of
from xuanlan.render.pages import Pages, Unit, everything
from xuanlan.text.content_lines import escape, join
from xuanlan.tree.out import Out


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("calendar", _make, pages.once(everything), len(pages.library.entries) // 400)


def _make(pages: Pages) -> Iterator[Out]:
    library = pages.library
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Xuanlan//Xuanlan//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(library.site.name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    for entry in library.listed:
        lines += _events(library, entry)
    lines.append("END:VCALENDAR")
    yield Out(addresses.CALENDAR, join(lines).encode())


def _events(library: Library, entry: Entry) -> Iterator[str]:
    for fact in facts_of(library, entry):
        if fact.row.occasion:
            # A single moment is an end.
            start, end = fact.values if len(fact.values) > 1 else (None, *fact.values)
            yield from _event(library, entry, fact.row, start or end - _length(end), end or start + _length(start))


def _length(moment: datetime) -> timedelta:
    """The length in the calendar of an event with only one `moment`: an hour, or a day if no time was written."""
    return timedelta(days=1) if moment.time() == time() else timedelta(hours=1)


def _event(library: Library, entry: Entry, row: Row, start: datetime, end: datetime) -> Iterator[str]:
    owner = hashlib.sha256(site_id(library).encode()).hexdigest()[:16]
    whole_days = start.time() == end.time() == time()
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}-{row.key}@{owner}"
    yield f"DTSTAMP:{_utc(entry.facts.publish)}"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}" if whole_days else f"DTSTART:{_utc(start)}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}" if whole_days else f"DTEND:{_utc(end)}"
    yield f"SUMMARY:{escape(f'{row.occasion}：{entry.notice.title}')}"
    if row.key == "event" and entry.notice.place:
        yield f"LOCATION:{escape(entry.notice.place)}"
    if library.site.url:
        yield f"URL:{link(library, entry.address)}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
