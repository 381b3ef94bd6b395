"""What screens show of the year's days: each day and its slogans, from a week before it until it is over"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast

from xuanlan.library.occasions import AHEAD, between, today
from xuanlan.library.render import Library
from xuanlan.models.days import Occasion
from xuanlan.models.screens import Play
from xuanlan.outputs.show import Play as Played
from xuanlan.outputs.slides import Slides
from xuanlan.text.dates import SHANGHAI

_KNOWN = timedelta(days=400)
"""How far ahead a show knows the days: a screen may be without a network for months."""


def coming(library: Library) -> list[Occasion]:
    """What a screen may show until `_KNOWN`."""
    first = today(library)
    return between(library, first, first + _KNOWN)


def day_plays(slides: Slides, play: Play) -> list[Played]:
    """An item of the playlist for each day, which the screen's own clock begins and ends."""
    made = []
    for one in coming(slides.library):
        start = datetime.combine(one.first - AHEAD, time(), SHANGHAI)
        end = datetime.combine(one.last + timedelta(days=1), time(), SHANGHAI)
        start, end = max(start, play.start or start), min(end, play.until or end)
        lines = (f"{one.words}　{one.day.name}", *one.day.slogans)
        row: dict[str, Any] = {"items": [slides.slogan(line) for line in lines], "dwell": play.dwell}
        row |= {"hours": play.hours, "from": int(start.timestamp()), "until": int(end.timestamp())}
        if start < end:
            made.append(cast(Played, {name: value for name, value in row.items() if value is not None}))
    return made
