"""What falls due until a day: columns, periods, deadlines, numbers and waivers to be checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from xuanlan.checks.columns import dated, renewals
from xuanlan.diagnostics.report import Position
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.gate import WAIVERS
from xuanlan.models.inspection import HOME, inspection
from xuanlan.models.notice import field_position
from xuanlan.models.schedule import INTERNAL, last_moment
from xuanlan.text.dates import SHANGHAI
from xuanlan.text.person_numbers import without_numbers

Kind = Literal[
    "home", "column", "publish", "period", "result", "deadline", "expires", "pinned", "hotline", "waiver", "holidays"
]
_HOLIDAYS = "notices/holidays.yml"
_OVER = frozenset(("draft", INTERNAL, "withdrawn", "superseded"))
"""The states of notices whose dates nobody waits for."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody has to see to."""

    when: datetime
    """the moment at which it falls due, or has been since"""
    what: str
    """what is to be done, or will happen, in Chinese"""
    who: str
    """title, column, telephone or rule that it is about"""
    position: Position
    """where its date is written"""
    kind: Kind
    key: str
    """tells it from others of its kind, whatever its date"""
    now: datetime
    """the clock that it is seen by"""

    @property
    def overdue(self) -> bool:
        return self.when <= self.now

    @property
    def day(self) -> date:
        """The last day on which it is in time; the day of publication for a text that is to appear."""
        return (self.when if self.kind == "publish" else last_moment(self.when)).date()

    @property
    def days(self) -> int:
        """From today to that day; negative once it is over."""
        return (self.day - self.now.date()).days


_Row = tuple[datetime, str, str, Position, Kind, str]


def due(library: Library, until: datetime, holidays: Collection[int] | None = None) -> list[Due]:
    """Everything that falls due by the day of `until` or has been since the library's clock: what is overdue first,
    then in order of time. `holidays` are the years whose public holidays are settled; None leaves them out."""
    parts: list[Iterator[_Row]] = [_columns(library), _notices(library), _hotlines(library), _waivers(library)]
    if holidays is not None:
        parts.append(_holidays(library, holidays))
    rows = (row for part in parts for row in part)
    found = [
        Due(when, what, without_numbers(who), position, kind, key, library.now)
        for when, what, who, position, kind, key in rows
    ]
    return sorted(
        (one for one in found if one.day <= until.astimezone(SHANGHAI).date()),
        key=lambda one: (not one.overdue, one.when, one.kind, one.key),
    )


def _columns(library: Library) -> Iterator[_Row]:
    for one in renewals(library, asked=True):
        if one.due and one.newest:
            what = f"{HOME}要有新的文稿" if not one.slug else "栏目要有新的文稿"
            yield (
                one.due,
                f"{what}（{one.term}）",
                one.name,
                dated(one.newest),
                "column" if one.slug else "home",
                one.slug,
            )


_Moment = Callable[[Entry], datetime | None]
_AHEAD: tuple[tuple[Kind, str, str, _Moment], ...] = (
    ("publish", "publish_at", "定时发布", lambda entry: entry.facts.publish),
    ("period", "open_until", "公示期满", lambda entry: entry.facts.open_until),
    ("deadline", "deadline", "截止", lambda entry: entry.notice.deadline),
    ("expires", "expires", "失效", lambda entry: entry.facts.expires),
    ("pinned", "pinned_until", "置顶到期", lambda entry: entry.facts.pinned_until),
)
"""What happens by itself: it is told beforehand, and needs nobody once it is over."""


def _notices(library: Library) -> Iterator[_Row]:
    for entry in library.entries:
        if entry.state in _OVER:
            continue
        title = entry.notice.title
        for kind, name, what, moment in _AHEAD:
            when = moment(entry)
            if when and when > library.now:
                goes = "，名单撤下" if kind == "period" and entry.facts.list_goes else ""
                place = dated(entry) if kind == "publish" else field_position(entry.places, name)
                yield when, what + goes, title, place, kind, entry.id
        end = entry.facts.open_until
        if entry.state == "closed" and end and not entry.notice.result:
            yield end, "公示期满，写公示结果", title, field_position(entry.places, "open_until"), "result", entry.id


def _hotlines(library: Library) -> Iterator[_Row]:
    term = inspection().hotline.term
    for one in library.hotlines:
        if one.checked_on:
            checked = datetime.combine(date.fromisoformat(one.checked_on), time(), SHANGHAI)
            yield term.after(checked), "拨打核对电话", one.name or one.number, one.position, "hotline", one.slug


def _waivers(library: Library) -> Iterator[_Row]:
    for entry in library.entries:
        if entry.state not in _OVER:
            for number, waiver in enumerate(entry.notice.waivers):
                who, place = f"{waiver.rule} {waiver.words}", field_position(entry.places, "waivers", number)
                yield waiver.until, "放行到期，重新看一遍", who, place, "waiver", f"{entry.id} {who}"
    for row, place in library.waivers.rows:
        who = f"{row.rule} {row.words}"
        yield row.until, "放行到期，重新看一遍", who, place, "waiver", f"{row.notice or WAIVERS} {who}"


def _holidays(library: Library, known: Collection[int]) -> Iterator[_Row]:
    year = next(year for year in range(library.now.year, 9999) if year not in known)
    start = datetime(year, 1, 1, tzinfo=SHANGHAI)
    partly = year in library.holidays.provisional
    what = "核对放假和调休的日子，现在只按法定节日暂算" if partly else "登记放假和调休的日子"
    yield start, what, f"{year}年节假日", Position(_HOLIDAYS), "holidays", str(year)
