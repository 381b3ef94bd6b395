"""Phases as a timeline: a plain SVG, as wide as a phone, without a style of its own"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

WIDTH, _ROW, _HEAD, _BAR = 360, 44, 26, 12
_LEAST = 5
"""The narrowest bar, in the units of the drawing: CSS pixels on a phone."""
_MOST_MARKS = 6


class Span(NamedTuple):
    name: str
    first: date
    last: date
    words: str
    """its time as the plan writes it"""


def timeline(spans: Sequence[Span]) -> Markup:
    """The spans below each other, each with its name and time over a bar; empty without any. What it shows stands
    beside it as words, so a screen reader is told nothing of it."""
    if not spans:
        return Markup()
    begin, end = min(span.first for span in spans), max(span.last for span in spans)
    days = max((end - begin).days + 1, 1)

    def place(day: date, after: int = 0) -> float:
        return round(((day - begin).days + after) * WIDTH / days, 1)

    marks = list(_marks(begin, end))
    height = _HEAD + _ROW * len(spans)
    parts = [
        f'<svg class="xl-timeline" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">',
        *(f'<text class="xl-timeline__year" x="{place(day)}" y="12">{words}</text>' for day, words in marks),
    ]
    for number, span in enumerate(spans):
        top = _HEAD + number * _ROW
        left, width = place(span.first), max(place(span.last, 1) - place(span.first), _LEAST)
        left = min(left, WIDTH - width)
        parts += [
            f'<rect class="xl-timeline__track" x="0" y="{top + 26}" width="{WIDTH}" height="{_BAR}"/>',
            f'<rect class="xl-timeline__bar" x="{left}" y="{top + 26}" width="{width:.1f}" height="{_BAR}" rx="2"/>',
            f'<text class="xl-timeline__name" x="0" y="{top + 20}">{escape(span.name)}</text>',
            f'<text class="xl-timeline__time" x="{WIDTH}" y="{top + 20}" text-anchor="end">{escape(span.words)}</text>',
            *(f'<path class="xl-timeline__line" d="M{place(day)} {top + 26}v{_BAR}"/>' for day, _ in marks),
        ]
    return Markup("".join([*parts, "</svg>"]))


def _marks(begin: date, end: date) -> Iterator[tuple[date, str]]:
    """Years, or months where all is within two years, few enough to be read; none so near the end that its words
    would not fit."""
    months = [
        date(year, month, 1)
        for year in range(begin.year, end.year + 1)
        for month in range(1, 13)
        if begin <= date(year, month, 1) <= end
    ]
    if (end - begin).days > 2 * 366:
        months = [day for day in months if day.month == 1]
    step = -(-len(months) // _MOST_MARKS) or 1
    room = (end - begin).days * 0.14
    for number, day in enumerate(months[::step]):
        if (end - day).days >= room:
            yield day, f"{day.year}年" if day.month == 1 or not number else f"{day.month}月"
