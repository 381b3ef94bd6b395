"""The page of the year's days, from this month on for twelve months, and a calendar of them"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.occasions import between, published, today
from xuanlan.library.render import Library
from xuanlan.models.days import LABELS, Occasion
from xuanlan.outputs.calendar import owner
from xuanlan.outputs.feeds import link
from xuanlan.render.pages import Pages, Unit, everything, titled_view
from xuanlan.runtime.cache import digest
from xuanlan.text import content_lines
from xuanlan.text.content_lines import escape
from xuanlan.tree.out import Out
from xuanlan.views import DayView, MonthView, PastView

_WEEKDAYS = "一二三四五六日"
MOST = 5
"""Texts that are named under a day, the newest."""


def units(pages: Pages) -> Iterator[Unit]:
    library = pages.library
    now = today(library)
    days, profile = repr(library.days.rows), repr(library.settings.gate)
    names = library.phrasing.token(*(one.day.name for one in coming(library)))
    page = digest(pages.token("year.html", addresses.YEAR, "year"), days, profile, repr((now.year, now.month)), names)
    yield Unit("year", _make, digest(page, pages.once(everything)), 2 + len(library.entries) // 400)
    yield Unit("year-days", _calendar, digest(days, profile, repr(now.year), library.site.name, library.site.url))


def coming(library: Library) -> list[Occasion]:
    """What begins in the twelve months from this one on."""
    first = today(library).replace(day=1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return [one for one in between(library, first, last) if first <= one.first]


def _make(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.YEAR
    page = titled_view(library, address, "year", Description="节日、纪念日、主题日和主题周，以及本站为它们发布的文稿")
    found = coming(library)
    texts = published(library, library.public, (one.day for one in found))
    months = [
        MonthView(f"{year}年{month}月", [_view(one, texts[one.day.name], address) for one in days])
        for (year, month), days in groupby(found, lambda one: (one.first.year, one.first.month))
    ]
    calendar = addresses.relative(address, addresses.YEAR_DAYS)
    yield pages.page(address, "year", page, "year.html", months=months, calendar=calendar)


def _view(one: Occasion, entries: list[Entry], page: str) -> DayView:
    day, weekday = one.day, f" 星期{_WEEKDAYS[one.first.weekday()]}"
    links = [
        PastView(entry.facts.publish.year, entry.notice.title, addresses.relative(page, entry.address))
        for entry in entries[:MOST]
    ]
    when = one.words + (weekday if one.first == one.last else "")
    return DayView(day.name, when, f"{one.first}", LABELS[day.group], day.basis or "", day.varies, links)


def _calendar(pages: Pages) -> Iterator[Out]:
    """This year and the next, so that who subscribes sees the past months too."""
    library = pages.library
    year = today(library).year
    found = between(library, date(year, 1, 1), date(year + 1, 12, 31))
    lines = (line for one in found for line in _event(library, one))
    yield Out(addresses.YEAR_DAYS, content_lines.calendar(f"{library.site.name}年历", lines))


def _event(library: Library, one: Occasion) -> Iterator[str]:
    """A whole-day event that blocks nobody's time."""
    day = one.day
    yield "BEGIN:VEVENT"
    yield f"UID:day-{digest(day.name).hex()[:16]}-{one.first:%Y%m%d}@{owner(library)}"
    yield f"DTSTAMP:{one.first.year}0101T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(day.name)}"
    if words := "\n".join(filter(None, (day.basis, "起止日期以当年的通知为准。" if day.varies else ""))):
        yield f"DESCRIPTION:{escape(words)}"
    yield "TRANSP:TRANSPARENT"
    if library.site.url:
        yield f"URL:{link(library, addresses.YEAR)}"
    yield "END:VEVENT"
