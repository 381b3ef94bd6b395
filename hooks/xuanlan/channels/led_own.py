"""What an LED screen shows beside a notice, by its playlist: slogans, the days that are near, what is due"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.campaigns.due import due_tasks
from xuanlan.library.occasions import AHEAD, between, today
from xuanlan.library.playlists import plans
from xuanlan.library.render import Library
from xuanlan.models.screens import Play, Screen

TITLES = {"slogans": "这块屏幕的标语", "days": "临近的节日和主题日", "due": "近期任务"}
"""What each file is called, by the end of its name."""


def own(library: Library, screen: Screen) -> dict[str, list[str]]:
    """The lines of each of its files, as they are right today; a controller has no clock to tell them by."""
    found: dict[str, list[str]] = {name: [] for name in TITLES}
    for play in screen.play:
        if (play.start and library.now < play.start) or (play.until and library.now >= play.until):
            continue
        if play.show == "slogans":
            found["slogans"] += play.lines
        elif play.show == "days":
            found["days"] += _days(library)
        elif play.show == "tasks":
            found["due"] += _due(library, play)
    return {name: lines for name, lines in found.items() if lines}


def _days(library: Library) -> Iterator[str]:
    first = today(library)
    for one in between(library, first, first + AHEAD):
        yield f"{one.words}　{one.day.name}"
        yield from one.day.slogans


def _due(library: Library, play: Play) -> Iterator[str]:
    wanted = set(play.units)
    rows = due_tasks(plans(library, play), today(library))
    shown = [row for row in rows if not wanted or wanted & {*row.planned.units_of(row.task)}]
    for row in shown[: play.latest]:
        yield "　".join(filter(None, (row.task.text, "、".join(row.task.lead), row.words)))
