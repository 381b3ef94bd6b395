"""Days on which something falls due: which of them are open at a clock. The browser has the same rule (shared/due.js)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

SOON, LATER = 7, 30
"""How many days ahead are told, apart from each other."""


def open_days(days: Sequence[date], done: Sequence[date], today: date, ahead: int = LATER) -> Iterator[date]:
    """Those of `days`, which are in order, for which nothing was done: the last that is over, and those from today on.

    Of what comes again only the last day that was missed counts: whoever did it since is not reminded of what he
    missed before.
    """
    over = [day for day in days if day < today]
    for before, day in pairwise([date.min, *days]):
        told = day == over[-1] if day < today else day <= today + timedelta(days=ahead)
        if told and not is_settled(before, done, today):
            yield day


def is_settled(before: date, done: Sequence[date], today: date = date.max) -> bool:
    """Whether what falls due after the last day `before` has been done by `today`; late is done, too."""
    return any(before < one <= today for one in done)
