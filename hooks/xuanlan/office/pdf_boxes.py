"""Boxes on a page of a PDF, in points, and which of them share a place"""

from __future__ import annotations

from typing import Any, NamedTuple

_STRIP, _HIGHEST = 20, 20_000
"""Points."""
_MUCH = 0.6
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class Thing(NamedTuple):
    """A text, path or picture of a page."""

    at: int
    """its place in the order of drawing"""
    handle: Any
    box: Box


def strips_of(box: Box) -> range:
    """Numbers of the strips across the page that a box lies in."""
    first, last = (int(max(min(side, _HIGHEST), 0) // _STRIP) for side in (box[1], box[3]))
    return range(first, last + 1)


def meet(one: Thing, other: Thing) -> bool:
    """Whether a thing and one that is drawn before it share a place."""
    a, b = one.box, other.box
    return other.at < one.at and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box is in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def hides(cover: Box, sign: Box) -> bool:
    """Whether a box lies over a character, and is more than a line through it."""
    wide, high = (sign[side + 2] - sign[side] for side in (0, 1))
    return cover[2] - cover[0] >= _MUCH * wide and cover[3] - cover[1] >= _MUCH * high and holds(cover, sign)
