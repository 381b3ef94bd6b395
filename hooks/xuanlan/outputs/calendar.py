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
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape
from xuanlan.tree.out import Out


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("calendar", _make, pages.once(everything), len(pages.library.entries) // 400)


def _make(pages: Pages) -> Iterator[Out]:
    library = pages.library
    events = (line for entry in library.listed for line in _events(library, entry))
    yield Out(addresses.CALENDAR, content_lines.calendar(library.site.name, events))


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
    whole_days = start.time() == end.time() == time()
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}-{row.key}@{owner(library)}"
    yield f"DTSTAMP:{utc(entry.facts.publish)}"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}" if whole_days else f"DTSTART:{utc(start)}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}" if whole_days else f"DTEND:{utc(end)}"
    yield f"SUMMARY:{escape(f'{row.occasion}：{entry.notice.title}')}"
    if row.key == "event" and entry.notice.place:
        yield f"LOCATION:{escape(entry.notice.place)}"
    if library.site.url:
        yield f"URL:{link(library, entry.address)}"
    yield "END:VEVENT"


def owner(library: Library) -> str:
    """What the ids of a site's events end with, so that those of two sites differ."""
    return hashlib.sha256(site_id(library).encode()).hexdigest()[:16]


def utc(moment: datetime) -> str:
    """`moment` as a calendar writes it."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
