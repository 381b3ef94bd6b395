"""What screens show of plans: tasks with their days, of which the screen's own clock tells which are due"""

from __future__ import annotations

from datetime import date, datetime, time

from xuanlan import addresses
from xuanlan.library.playlists import plans
from xuanlan.library.render import Library
from xuanlan.models.screens import Play
from xuanlan.outputs import show
from xuanlan.outputs.slides import Slides, code_of
from xuanlan.runtime.cache import digest
from xuanlan.text.dates import SHANGHAI


def tasks(library: Library, play: Play) -> list[show.Task]:
    """The tasks of public plans that `play` may ever show: no persons, and no unit that the plan keeps to itself."""
    found, units = plans(library, play), set(play.units)
    return [
        {
            "text": task.text,
            "phrases": library.phrasing.of(task.text).lengths,
            "who": "、".join(task.lead),
            "plan": planned.campaign.title if len(found) > 1 else "",
            "days": [_seconds(day) for day in days],
            "done": [_seconds(day) for day in sorted(task.done)],
        }
        for planned in found
        for task in planned.campaign.tasks
        if (days := planned.last_days(task)) and (not units or units & {*planned.units_of(task)})
    ]


def due_items(slides: Slides, play: Play) -> list[str]:
    """The key of what is due, as one item; none where no task has a day."""
    found = tasks(slides.library, play)
    if not found:
        return []
    named = plans(slides.library, play)
    page = addresses.campaign(named[0].name) if len(named) == 1 else addresses.CAMPAIGNS
    item: show.Due = {"kind": "due", "tasks": found, "most": play.latest, "code": code_of(slides.library, page)}
    return [slides.put(f"due:{digest(repr((play.ids, play.units))).hex()[:8]}", item)]


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), SHANGHAI).timestamp())
