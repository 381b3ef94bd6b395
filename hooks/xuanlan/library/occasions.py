"""What a site has published for the days of the year, found by titles, tags and dates: nobody enters it"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from xuanlan.library.read import NoticeSource, Sources
from xuanlan.models.days import Day, Occasion
from xuanlan.text.dates import SHANGHAI

Notices = TypeVar("Notices", bound=NoticeSource)
BEFORE, AFTER = timedelta(days=45), timedelta(days=21)
"""How long before and after a day a text with one of its keywords counts as one for it; one with its name always."""


AHEAD = timedelta(days=7)
"""How long before a day screens begin to show it."""


def today(sources: Sources) -> date:
    return sources.now.astimezone(SHANGHAI).date()


def between(sources: Sources, first: date, last: date) -> list[Occasion]:
    """The days of the site from `first` to `last`, for the kind of unit that its settings name."""
    return sources.days.between(first, last, sources.settings.gate.profile if sources.settings.gate else None)


def published(sources: Sources, notices: Sequence[Notices], days: Iterable[Day]) -> dict[str, list[Notices]]:
    """The public ones of `notices` for each of `days`, by its name, in their order; none that are withdrawn."""
    wanted = list({day.name: day for day in days}.values())
    every = re.compile("|".join(map(re.escape, sorted({word for day in wanted for word in (day.name, *day.words)}))))
    texts = [(one, _words(one)) for one in notices if one.public and one.state != "withdrawn"]
    texts = [(one, words) for one, words in texts if wanted and every.search(words)]
    times = _times(sources, [one.facts.publish.date() for one, _ in texts])
    return {
        day.name: [
            one
            for one, words in texts
            if day.name in words
            or (any(word in words for word in day.words) and _is_near(one, times.get(day.name, ())))
        ]
        for day in wanted
    }


def _times(sources: Sources, dates: Collection[date]) -> dict[str, list[Occasion]]:
    """When each day was, by its name, in the years of `dates`."""
    found: dict[str, list[Occasion]] = defaultdict(list)
    for one in sources.days.between(min(dates) - AFTER, max(dates) + BEFORE) if dates else ():
        found[one.day.name].append(one)
    return found


def _words(notice: NoticeSource) -> str:
    return "\n".join((notice.notice.title, *notice.notice.tags))


def _is_near(notice: NoticeSource, times: Iterable[Occasion]) -> bool:
    day = notice.facts.publish.date()
    return any(one.first - BEFORE <= day <= one.last + AFTER for one in times)
