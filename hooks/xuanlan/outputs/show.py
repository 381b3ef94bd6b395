"""The wire format of a show: what one screen plays, as JSON.

The browser declares the same in `theme/browser/kiosk/show.d.ts`; `tests/vectors/show.json` holds both together. Change
them together; raise `FORMAT` when screens that run cannot play what is written from now on.
"""

from __future__ import annotations

from typing import Final, Literal, NotRequired

from typing_extensions import TypedDict

from xuanlan.models.hours import Hours
from xuanlan.models.schedule import FactsRow

FORMAT: Final = 1
"""A screen ignores a show of a format that it does not know, and goes on playing what it has."""


class Code(TypedDict):
    svg: str
    """a QR code"""
    address: str
    """what it leads to, as people read it"""


class Notice(TypedDict):
    """The parts of a notice around its text. What it does not have is empty."""

    id: str
    title: str
    phrases: str
    """the lengths of the phrases of the title (`text.phrases`)"""
    label: str
    docNo: str
    unit: str
    """units, with an ideographic space between them"""
    date: str
    facts: FactsRow
    urgent: bool
    code: Code | None


class Alarm(TypedDict):
    """What an urgent notice says at a glance. It ends when the notice expires."""

    text: str
    """what to do: the summary, or how the text begins"""
    phrases: str
    name: str
    """whom to call; may be empty"""
    phone: str
    whole: bool
    """whether the notice says nothing more"""


class Text(Notice):
    """A notice or a rule set, whole or in brief."""

    kind: Literal["notice", "rules"]
    html: str
    """empty for a notice in brief; the src of a picture is `media:` and its key in `Show.media`"""
    rows: list[tuple[str, str] | tuple[str, str, int]]
    """facts, as label and words; of a deadline the moment (epoch seconds) too, from which it is past"""
    spare: int
    """how many of the last facts are left out where the text has no room"""
    alarm: Alarm | None
    """of an urgent notice"""


class Rule(Notice):
    """One item of a rule set."""

    kind: Literal["rule"]
    number: int
    count: int
    html: str
    """in phrases, with <wbr> between them"""


class Level(TypedDict):
    title: str
    aim: str
    words: list[str]


class Values(TypedDict):
    """The core values, all on one slide."""

    kind: Literal["values"]
    levels: list[Level]
    code: Code | None


class Value(TypedDict):
    """One of the core values."""

    kind: Literal["value"]
    number: int
    word: str
    english: str
    level: str
    aim: str
    code: Code | None


class Line(TypedDict):
    """A hotline."""

    name: str
    number: str
    hours: str
    """as written"""
    open: Hours | None
    """`hours` for a clock; None where they could not be read"""
    purpose: str
    note: str


class Hotlines(TypedDict):
    kind: Literal["hotlines"]
    lines: list[Line]
    code: Code | None


class Picture(TypedDict):
    kind: Literal["picture"]
    media: str
    """its key in `Show.media`"""
    alt: str
    caption: str


class Photo(Notice):
    """A picture of a notice, as large as the screen."""

    kind: Literal["photo"]
    media: str
    caption: str
    captionPhrases: str
    number: int
    count: int


class Countdown(TypedDict):
    """The days that are left until a date."""

    kind: Literal["countdown"]
    event: str
    phrases: str
    """the lengths of the phrases of the event"""
    day: int
    """the first second of that day (epoch seconds)"""
    onDay: str
    """what is said on the day; may be empty"""
    after: str
    """what is said afterwards, as long as it is played"""


class Slogan(TypedDict):
    kind: Literal["slogan"]
    text: str
    phrases: str
    """the lengths of its phrases"""


class Task(TypedDict):
    """A task of a plan, with all that a clock needs to tell whether it is due."""

    text: str
    phrases: str
    """the lengths of the phrases of the text"""
    who: str
    """units that lead"""
    plan: str
    """title of the plan; empty where all tasks are of one"""
    days: list[int]
    """the first second of each day on which it falls due (epoch seconds), in order"""
    done: list[int]
    """the same of each day on which it was done"""


class Due(TypedDict):
    """What is due of plans: overdue, in 7 and in 30 days, by the clock of the screen."""

    kind: Literal["due"]
    tasks: list[Task]
    most: int
    """rows in all"""
    code: Code | None


class Clock(TypedDict):
    kind: Literal["clock"]


Item = Text | Rule | Values | Value | Hotlines | Picture | Photo | Countdown | Slogan | Due | Clock
"""What a screen shows on one slide or on several."""

Play = TypedDict(
    "Play",
    {
        "items": list[str],
        "dwell": NotRequired[int],
        "hours": NotRequired[Hours],
        "limit": NotRequired[int],
        "from": NotRequired[int],
        "until": NotRequired[int],
    },
)
"""A part of the playlist: keys of items and, if given, seconds that a slide stays, most notices to be played, and the
moments (epoch seconds) and hours between which they are played."""


class Screen(TypedDict):
    title: str
    theme: str
    hours: Hours | None
    """when it is on; None: always"""
    site: str
    """name of the organisation"""
    maxSlides: int
    """most slides of a notice, which then says where to read on"""
    night: str
    """key of the picture that is shown outside these hours; empty for black"""
    ticker: bool


class Show(TypedDict):
    format: Literal[1]
    """`FORMAT`"""
    player: list[str]
    """addresses, from the root, of the style and the script that play this show"""
    screen: Screen
    dwell: dict[str, int]
    """seconds that a slide stays, by the kind with which its item's key begins"""
    playlist: list[Play]
    urgent: list[str]
    """keys of the notices that take over the screen while they are listed"""
    ticker: list[str]
    """keys of the notices whose titles run at the foot"""
    items: dict[str, Item]
    media: dict[str, tuple[str, str]]
    """by key of a picture: address from the root, and SHA-256 of the file there"""
