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
"""A screen leaves a show of a format that it does not know alone, and plays on what it has."""


class Code(TypedDict):
    svg: str
    """a QR code"""
    address: str
    """what it leads to, as people read it"""


class Notice(TypedDict):
    """What stands around the text of a notice. Whatever it does not have is empty."""

    id: str
    title: str
    label: str
    docNo: str
    unit: str
    """units, with an ideographic space between them"""
    date: str
    facts: FactsRow
    urgent: bool
    code: Code | None


class Text(Notice):
    """A notice or a rule set, whole or in brief."""

    kind: Literal["notice", "rules"]
    html: str
    """empty in brief; the source of a picture is media: and its key in `Show.media`"""
    rows: list[tuple[str, str]]
    """facts, each with its name"""


class Rule(Notice):
    """One item of a rule set."""

    kind: Literal["rule"]
    number: int
    count: int
    html: str


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
    """the same for a clock, where it can be told"""
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


class Slogan(TypedDict):
    kind: Literal["slogan"]
    text: str


class Clock(TypedDict):
    kind: Literal["clock"]


Item = Text | Rule | Values | Value | Hotlines | Picture | Slogan | Clock
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
"""A part of the playlist: keys of items, how many seconds a slide of them stays where that is not as usual, and how
many notices are played at most, between which moments (epoch seconds) and in which hours."""


class Screen(TypedDict):
    title: str
    theme: str
    hours: Hours | None
    """when it is on; always without"""
    site: str
    """whose it is"""
    night: str
    """key of the picture that is on when it is off; empty for black"""
    ticker: bool


class Show(TypedDict):
    format: Literal[1]
    """`FORMAT`"""
    player: list[str]
    """addresses of the style and the script that play it, from the root"""
    screen: Screen
    dwell: dict[str, int]
    """how many seconds a slide stays, by the beginning of its item's key"""
    playlist: list[Play]
    urgent: list[str]
    """keys of the notices that take over while they are listed"""
    ticker: list[str]
    """keys of the notices that are named at the foot"""
    items: dict[str, Item]
    media: dict[str, tuple[str, str]]
    """pictures by their keys: the address from the root, and the SHA-256 of what lies there"""
