"""What is due of a plan at a day: what is overdue, and what falls due in the next days"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xuanlan.models.campaign import Planned, Task
from xuanlan.models.due import LATER, SOON, open_days


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
        for day in open_days(planned.last_days(task), task.done, today, ahead)
    ]
    return sorted(found, key=lambda one: (one.day, one.planned.name))  # stable: tasks of a day in the plan's order


def by_time(rows: Sequence[DueTask]) -> list[tuple[str, list[DueTask]]]:
    """What is due, in the three groups that staff are told."""
    return [
        ("已经超期", [row for row in rows if row.left < 0]),
        (f"{SOON} 天以内", [row for row in rows if 0 <= row.left <= SOON]),
        (f"{LATER} 天以内", [row for row in rows if row.left > SOON]),
    ]
