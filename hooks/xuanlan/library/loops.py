"""How long the loop of a screen takes, about: slides by the length of texts, before any browser lays them out

Lengths are in hundredths of a slide's height. The sizes of type are those of `theme/browser/kiosk/text.js` and of the
style sheets in `theme/kiosk`; a test holds the numbers against what a browser makes of the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from math import ceil
from typing import NamedTuple

from xuanlan.library import occasions
from xuanlan.library.entry import Entry
from xuanlan.library.playlists import candidates, plans
from xuanlan.library.render import Library
from xuanlan.markup.rendered import PICTURE
from xuanlan.models.campaign import Planned, Task
from xuanlan.models.due import open_days
from xuanlan.models.screens import OF_NOTICES, USUAL, Play, Screen

SIZE = (1920, 1080)
"""Default size of a screen, in pixels."""
LONGEST = 360
"""Seconds after which nobody waits for a loop to come round."""
_TICKER = 0.916
"""Share of the height that the line at the foot leaves."""
_STRIP = 200
_SPEED = 3.5
"""Characters a second that run past on a strip, and seconds that a line stands before and after."""
_STANDING = 5
_PIECE = 180
"""Most characters of a message on a strip."""
_NAMES = r"p|li|h\d|tr|dt|dd|figcaption|pre|summary"
_BLOCK = re.compile(rf"<({_NAMES})\b[^>]*>(.*?)(?=</?(?:{_NAMES}|ul|ol|blockquote|div|table)\b)", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class _Shape(NamedTuple):
    """The room for text on a slide."""

    width: float
    """across, of characters at the usual size"""
    first: float
    """down, on a first slide with a title of two lines and three facts"""
    later: float
    line: float
    gap: float
    """below a paragraph"""
    heading: float
    picture: float
    tight: float
    """what is left of the height of a text in the smallest type"""
    narrow: bool
    """whether tables become records, a line for each cell"""


class Loop(NamedTuple):
    """How long the loop of a screen takes, about."""

    seconds: int
    condensed: list[tuple[Entry, int]]
    """notices of which it shows only the beginning, and how many slides they would need"""


def loop(library: Library, screen: Screen) -> Loop:
    """One round of everything that `screen` plays now, whatever the hours of its parts."""
    seconds, condensed = 0.0, {}
    for play in screen.play or USUAL:
        if (play.start and library.now < play.start) or (play.until and library.now >= play.until):
            continue
        for entry, slides, each in _parts(library, screen, play):
            if entry and slides > screen.max_slides and each is None:
                condensed[entry.id] = (entry, slides)
                slides = screen.max_slides
            seconds += slides * (play.dwell or _dwell(screen, play)) if each is None else each
    return Loop(round(seconds), list(condensed.values()))


def words(seconds: int) -> str:
    """A time for people: 50 秒, 约 4 分钟."""
    return f"{seconds} 秒" if seconds < 60 else f"约 {max(1, round(seconds / 60))} 分钟"


def _dwell(screen: Screen, play: Play) -> int:
    name = {"photos": "pictures", "notices": "notice", "days": "slogans", "quiz": "notice", "tasks": "notice"}.get(
        play.show, play.show
    )
    return int(getattr(screen.dwell, name))


def _parts(library: Library, screen: Screen, play: Play) -> Iterator[tuple[Entry | None, int, float | None]]:
    """For each thing that is played: the notice that it is, how many slides it takes, or the seconds on a strip."""
    width, height = screen.size or SIZE
    strip = height < _STRIP or width > height * 6
    if play.show not in OF_NOTICES:
        yield None, _others(library, play, width < height), None
        return
    found = candidates(library, play, screen)
    for entry in found if play.ids else found[: play.latest]:
        if play.show == "photos":
            yield None, len(PICTURE.findall(entry.rendered.html)), None
        elif play.show == "rules" and play.each and entry.rendered.items:
            yield None, len(entry.rendered.items), None
        elif not play.full:
            yield None, 1, _running(len(entry.notice.title) + 20, screen, play) if strip else None
        elif strip:
            yield entry, 1, _running(len(entry.rendered.text) + 40, screen, play)
        else:
            down = height * (_TICKER if screen.ticker else 1)
            yield entry, slides_of(entry.rendered.html, entry.notice.title, width, down, screen.max_slides), None


def _running(length: int, screen: Screen, play: Play) -> float:
    """Seconds for which a text of so many characters runs past, message by message."""
    messages = ceil(length / _PIECE)
    each = length / messages / _SPEED + _STANDING
    return messages * max(each, play.dwell or _dwell(screen, play))


def _others(library: Library, play: Play, upright: bool) -> int:
    if play.show == "hotlines":
        count = sum(bool(line.number) for line in library.hotlines)
        return ceil(count / (5 if upright else 4) * 1.05) if count else 0
    if play.show == "days":
        first = occasions.today(library)
        near = occasions.between(library, first, first + occasions.AHEAD)
        return sum(1 + len(one.day.slogans) for one in near)
    if play.show == "tasks":
        day = occasions.today(library)
        found = [each for one in plans(library, play) for task in one.campaign.tasks for each in _due(one, task, day)]
        return ceil(min(len(found), play.latest) / (4 if upright else 5))
    if play.show == "values":
        return 13 if play.each else 1
    counts = {"slogans": len(play.lines), "pictures": len(play.images), "quiz": 2 * play.latest}
    return counts.get(play.show, 1)


def _due(planned: Planned, task: Task, day: date) -> Iterator[date]:
    return open_days(planned.last_days(task), task.done, day)


def slides_of(html: str, title: str, width: float, height: float, most: int = 100) -> int:
    """How many slides of that size a text needs, about; in smaller type where it would need more than `most`."""
    shape = _shape(width, height)
    needed = _height(html, shape)
    extra = shape.line * max(0, ceil(len(title) / shape.width) - 2)
    first = shape.first - extra
    if needed <= first * 1.08:
        return 1
    count = 1 + ceil((needed - first) / shape.later)
    return count if count <= most else max(most, 1 + ceil((needed * shape.tight - first) / shape.later))


def _shape(width: float, height: float) -> _Shape:
    if width < height * 1.2:
        unit = min(height / 100, width / 52)
        down = height / unit
        return _Shape((width / unit - 4.4) / 3.8, down - 64, down - 39, 5.4, 1.7, 9, 36, 0.9, True)
    across = width / height * 100
    return _Shape((across - 2 * max(3.8, across * 0.022) - 48) / 4.5, 54, 78, 7.2, 2, 11.5, 54, 0.78, False)


def _height(html: str, shape: _Shape) -> float:
    """How high the text would be in one column."""
    total = shape.picture * len(PICTURE.findall(html))
    for match in _BLOCK.finditer(html + "<p>"):
        name, inner = match[1], match[2]
        if name == "tr":
            continue
        length = len(_plain(inner))
        if length:
            room = shape.width - (1.9 if name == "li" else 0)
            high = ceil(length / max(room, 4)) * shape.line
            total += shape.heading + high - shape.line if name[0] == "h" else high + shape.gap
    for row in _ROW.findall(html):
        cells = [len(_plain(cell)) for cell in _CELL.findall(row)]
        if not cells:
            continue
        if shape.narrow and len(cells) > 2:
            total += sum(ceil((length + 4) / shape.width) for length in cells) * shape.line + 1
        else:
            room = max(3.0, shape.width / len(cells) - 1)
            total += ceil(max(cells) / room) * shape.line * 0.85 + 3
    return total


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
