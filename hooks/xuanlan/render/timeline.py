"""Phases as bars over the time of all of them: plain SVG, its words but for the years beside it as text"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from markupsafe import Markup

WIDTH, _HEIGHT = 360, 12
_LEAST = 5
"""The narrowest bar, in the units of the drawing: CSS pixels on a phone."""
_ROOM = 21
"""The width that the number of a year takes on a phone, in hundredths of the drawing."""


class Span(NamedTuple):
    first: date
    last: date


def years(spans: Sequence[Span | None]) -> Markup:
    """The years over the bars, each where it begins, as many as have room; nothing when no time is known."""
    whole = _whole(spans)
    if whole is None:
        return Markup()
    days, told, last = (whole.last - whole.first).days + 1, "", -inf
    for year in range(whole.first.year, whole.last.year + 1):
        left = round(max((date(year, 1, 1) - whole.first).days, 0) * 100 / days, 1)
        if left - last >= _ROOM and left <= 100 - _ROOM:
            told, last = f'{told}<text x="{left}%" y="1em">{year}</text>', left
    return Markup(f'<svg class="xl-timeline xl-timeline__years" aria-hidden="true" focusable="false">{told}</svg>')


def _whole(spans: Sequence[Span | None]) -> Span | None:
    known = [span for span in spans if span]
    return Span(min(span.first for span in known), max(span.last for span in known)) if known else None


def bars(spans: Sequence[Span | None]) -> list[Markup]:
    """A drawing for each span; empty for one whose time is not known. Lines mark where a year begins."""
    whole = _whole(spans)
    if whole is None:
        return [Markup()] * len(spans)
    begin, end = whole
    days = (end - begin).days + 1

    def place(day: date, after: int = 0) -> float:
        return round(((day - begin).days + after) * WIDTH / days, 1)

    lines = [place(date(year, 1, 1)) for year in range(begin.year + 1, end.year + 1)]
    marks = "".join(f'<path class="xl-timeline__line" d="M{left} 0v{_HEIGHT}"/>' for left in lines)

    def drawn(span: Span) -> Markup:
        width = max(place(span.last, 1) - place(span.first), _LEAST)
        left = min(place(span.first), WIDTH - width)
        return Markup(
            f'<svg class="xl-timeline" viewBox="0 0 {WIDTH} {_HEIGHT}" aria-hidden="true" focusable="false">'
            f'<rect class="xl-timeline__track" width="{WIDTH}" height="{_HEIGHT}"/>'
            f'<rect class="xl-timeline__bar" x="{left}" width="{width:.1f}" height="{_HEIGHT}" rx="2"/>{marks}</svg>'
        )

    return [drawn(span) if span else Markup() for span in spans]
