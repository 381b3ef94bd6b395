"""What is due of a plan at a day: what is overdue, and what falls due in the next days"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from xuanlan.models.campaign import Planned, Task
from xuanlan.text.terms import Term

SOON, LATER = 7, 30
"""How many days ahead are told, apart from each other."""


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that has to be done by a day, and is not, by the clock `today`."""

    planned: Planned
    task: Task
    day: date
    today: date

    @property
    def left(self) -> int:
        """Days from today to its last day; negative once that is over."""
        return (self.day - self.today).days

    @property
    def words(self) -> str:
        """The same for people."""
        return f"已过 {-self.left} 天" if self.left < 0 else f"还有 {self.left} 天" if self.left else "今天"


def due_tasks(campaigns: Iterable[Planned], today: date, ahead: int = LATER) -> list[DueTask]:
    """Every task that is overdue today or falls due within `ahead` days, in order of time.

    Of what comes again only the last day that was missed counts: whoever did it since is not reminded of what he
    missed before.
    """
    found = [
        DueTask(planned, task, day, today)
        for planned in campaigns
        for task in planned.campaign.tasks
        if task.id in planned.terms
        for day in open_days(planned.terms[task.id], task.done, planned.campaign.since, planned.until, today, ahead)
    ]
    return sorted(found, key=lambda one: (one.day, one.planned.name))  # stable: tasks of a day in the plan's order


def open_days(
    term: Term, done: Sequence[date], since: date, until: date, today: date, ahead: int = LATER
) -> Iterator[date]:
    """The last days of `term` for which nothing was done: the last one that is over, and those from today on."""
    end = max(until, term.last or until)
    days = [date.min, *term.days(since, end)]
    over = [day for day in days if day < today]
    for before, day in pairwise(days):
        told = day == over[-1] or today <= day <= today + timedelta(days=ahead)
        if told and not is_settled(before, done, today):
            yield day


def is_settled(before: date, done: Sequence[date], today: date = date.max) -> bool:
    """Whether what falls due after the last day `before` has been done by `today`; late is done, too."""
    return any(before < one <= today for one in done)


def every_day(planned: Planned, task: Task) -> Iterator[tuple[date, bool]]:
    """Every last day of `task` in the time of its plan, each with whether it has been done."""
    term = planned.terms.get(task.id)
    days = term.days(planned.campaign.since, max(planned.until, term.last or planned.until)) if term else ()
    for before, day in pairwise([date.min, *days]):
        yield day, is_settled(before, task.done)


def by_time(rows: Sequence[DueTask]) -> list[tuple[str, list[DueTask]]]:
    """What is due, in the three groups that staff are told."""
    return [
        ("已经超期", [row for row in rows if row.left < 0]),
        (f"{SOON} 天以内", [row for row in rows if 0 <= row.left <= SOON]),
        (f"{LATER} 天以内", [row for row in rows if row.left > SOON]),
    ]
