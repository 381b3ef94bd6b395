"""Phases as bars over the time of all of them: plain SVG without words, which stand beside it as text"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

WIDTH, _HEIGHT = 360, 12
_LEAST = 5
"""The narrowest bar, in the units of the drawing: CSS pixels on a phone."""


class Span(NamedTuple):
    first: date
    last: date


def bars(spans: Sequence[Span | None]) -> list[Markup]:
    """A drawing for each span; empty for one whose time is not known. Lines mark where a year begins."""
    known = [span for span in spans if span]
    if not known:
        return [Markup()] * len(spans)
    begin, end = min(span.first for span in known), max(span.last for span in known)
    days = (end - begin).days + 1

    def place(day: date, after: int = 0) -> float:
        return round(((day - begin).days + after) * WIDTH / days, 1)

    years = [place(date(year, 1, 1)) for year in range(begin.year + 1, end.year + 1)]
    marks = "".join(f'<path class="xl-timeline__line" d="M{left} 0v{_HEIGHT}"/>' for left in years)

    def drawn(span: Span) -> Markup:
        width = max(place(span.last, 1) - place(span.first), _LEAST)
        left = min(place(span.first), WIDTH - width)
        return Markup(
            f'<svg class="xl-timeline" viewBox="0 0 {WIDTH} {_HEIGHT}" aria-hidden="true" focusable="false">'
            f'<rect class="xl-timeline__track" width="{WIDTH}" height="{_HEIGHT}"/>'
            f'<rect class="xl-timeline__bar" x="{left}" width="{width:.1f}" height="{_HEIGHT}" rx="2"/>{marks}</svg>'
        )

    return [drawn(span) if span else Markup() for span in spans]
