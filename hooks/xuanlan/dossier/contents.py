"""What a dossier holds, as values: indicators, what proves each, and where and when each proof stood"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from xuanlan.library.entry import Entry
from xuanlan.models.campaign import Planned, Task
from xuanlan.models.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the text of a proof stood at one place without a change."""

    place: str
    """as the ledger of publication has it: 网站, 屏幕 lobby, 纸质, 渠道 公众号"""
    since: datetime
    until: datetime | None
    release: str = ""
    """the release that was looked at and has the text with the same digest; empty where only the ledger tells of it"""


class Told(NamedTuple):
    """Something that a person must look at."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text that is cited."""

    anchor: str
    """its id in the HTML of the text"""
    title: str


@dataclass(frozen=True, slots=True)
class Plays:
    """What the record of one screen tells of a text: how often it was shown between two moments."""

    screen: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """A text that proves an indicator."""

    entry: Entry
    """as readers may see it (`gather`)"""
    digest: str
    """of the text as it is now, with its files"""
    gone: bool = False
    """whether the text is withheld, so that only its title, and where it stood, are told"""
    sections: tuple[Section, ...] = ()
    """the cited parts; none: the whole text"""
    tasks: tuple[Task, ...] = ()
    """the tasks whose proofs it is among"""
    stood: tuple[Stretch, ...] = ()
    plays: tuple[Plays, ...] = ()
    earlier: tuple[Stretch, ...] = ()
    """times in which the notice stood with another text than it has now, which prove nothing of that"""

    @property
    def shown(self) -> datetime | None:
        """Since when the text is known to have stood somewhere; None where nothing but its own date says so."""
        return min((one.since for one in self.stood), default=None)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator that no other is below, with what proves it."""

    indicator: Indicator
    above: tuple[Indicator, ...]
    """the indicators over it, from the top"""
    tasks: tuple[Task, ...]
    """the tasks of the plan that serve it"""
    proofs: tuple[Proof, ...]

    @property
    def is_gap(self) -> bool:
        return not self.proofs


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier of one campaign, by a clock."""

    planned: Planned
    made: datetime
    measured: tuple[Measured, ...]
    """in the order of the plan"""
    told: tuple[Told, ...] = ()
    """what a person must look at: rows of ledgers and records that agree with no release"""
    checked: bool = False
    """whether the times of `Stretch` were looked up in releases; else they are what the ledger tells"""

    @property
    def gaps(self) -> Sequence[Measured]:
        return [one for one in self.measured if one.is_gap]
