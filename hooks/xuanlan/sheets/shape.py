"""Lines of a long title: GB/T 9704-2012 wants whole words, and the shape of a trapezoid or a lozenge."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import inf

from xuanlan.text.phrases import Phrases

_MOST = 5
"""Most lines that a title is divided into."""
_TIED = 6.0
"""The cost of a line that ends within 《》."""


def title_lines(phrases: Phrases, most: float) -> list[str]:
    """A title, given in phrases, in as few lines as possible, none wider than `most` hanzi; [] when it would need more
    than `_MOST` lines, or when a phrase is wider."""
    title = "".join(phrases.parts)
    widths = [0.0]
    for sign in title:
        widths.append(widths[-1] + _width(sign))
    if widths[-1] <= most:
        return [title]
    costs = _costs(phrases, len(title))
    for count in range(int(widths[-1] / most) + 1, _MOST + 1):
        if best := _division(widths, costs, count, most):
            return [title[start:end].strip() for start, end in pairwise((0, *best))]
    return []


def _width(sign: str) -> float:
    return 1 if sign >= "\u2e80" or sign in "—…“”‘’" else 0.8 if sign.isupper() else 0.6


def _costs(phrases: Phrases, length: int) -> list[float]:
    """The cost of a line break before each character of a title; infinite within a phrase."""
    costs = [inf] * (length + 1)
    at = 0
    for number, (before, after) in enumerate(pairwise(phrases.parts), 1):
        at += len(before)
        apart = before[-1] in "，；：》”）" or after[0] in "《“（" or before == "关于"
        costs[at] = _TIED if number in phrases.tied else 0 if apart or before[-1] in "的、" else 1
    return costs


def _division(widths: list[float], costs: list[float], count: int, most: float) -> tuple[int, ...]:
    """The ends of the best division into `count` lines, none much shorter than the others; () when there is none.

    Dynamic programming: the best rest from some place on depends only on the width of the line before it, and on
    whether that line was shorter than its predecessor.
    """
    last = len(widths) - 1

    @cache
    def best(before: float, start: int, falling: bool, count: int) -> tuple[float, tuple[int, ...]]:
        """The cost and the ends of the best rest from `start` on, after a line of the width `before` (0: none)."""
        left = widths[last] - widths[start]
        found: tuple[float, tuple[int, ...]] = (inf, ())
        ends = (last,) if count == 1 else range(start + 1, last)
        for end in ends:
            width = widths[end] - widths[start]
            if width > most:
                break
            if count > 1 and (costs[end] == inf or width < 0.6 * left / count or left - width > most * (count - 1)):
                continue
            step = width - before if before else 0.0
            ugly = max(abs(step) - 4, 0) + (0.5 if before and abs(step) < 1 else 0) + (3 if falling and step > 0 else 0)
            if count > 1:
                rest, others = best(width, end, step < 0, count - 1)
                ugly += 2 * costs[end] + rest
            else:
                others = ()
            if ugly < found[0] - 1e-9:
                found = (ugly, (end, *others))
        return found

    return best(0.0, 0, False, count)[1]
