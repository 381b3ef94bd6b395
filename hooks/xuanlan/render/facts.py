"""The table of a notice's facts: for each the fields it comes from, labels, words for people, values for programs.

The notice page, the sheets, the screens, the calendar and `api/notices.json` print this table. They refer to a row by
its key, never by a label, and also print the rows that they do not refer to (the calendar: those with an `occasion`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xuanlan import text
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.ai_label import WORDS
from xuanlan.models.notice import Notice


@dataclass(frozen=True, slots=True)
class Row:
    """How one fact is made from a notice's fields, and worded."""

    key: str
    """never changes: programs that have subscribed to the calendar know its entries by it"""
    label: str
    short: str
    """the label on paper and on screens"""
    fields: tuple[str, ...]
    """fields of `Notice` or names in `_FILLED`, also keys in `api/notices.json`; no fact if the first has no value"""
    words: Callable[..., str]
    """text for people, from the values of `fields`; empty where these do not suffice"""
    moment: Callable[..., str]
    """ISO 8601 for <time datetime>, from the values of `fields`; empty for what is no time"""
    occasion: str
    """name of its event in the calendar; empty where it has none"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one notice."""

    row: Row
    values: tuple[Any, ...]
    """the values of the row's fields, as the model has them"""
    words: str

    @property
    def moment(self) -> str:
        return self.row.moment(*self.values)


def facts_of(library: Library, entry: Entry, first: Iterable[str] = (), apart: Iterable[str] = ()) -> list[Fact]:
    """The facts that `entry` has, without the rows `apart`: those of the rows `first`, then in the table's order."""
    keys = (key for key in dict.fromkeys((*first, *ROWS)) if key not in apart)
    return [fact for key in keys if (fact := fact_of(library, entry, key))]


def fact_of(library: Library, entry: Entry, key: str) -> Fact | None:
    """The fact of the row `key` that `entry` has; None where it has none."""
    row = ROWS[key]
    values = tuple(_value(library, entry, name) for name in row.fields)
    words = "" if values[0] in (None, (), "") else row.words(*values)
    return Fact(row, values, words) if words else None


def machine_values(library: Library, entry: Entry) -> dict[str, Any]:
    """Every field of the table for JSON: times in ISO 8601 with their zone, lists, numbers, texts; None for nothing."""
    return {name: _json(_value(library, entry, name)) for row in ROWS.values() for name in row.fields}


def _value(library: Library, entry: Entry, name: str) -> Any:
    return _FILLED[name](library, entry) if name in _FILLED else getattr(entry.notice, name)


def _json(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value


def _plain(value: Any) -> str:
    """Words for a text, a list, a number or a flag. Rows of moments must have `from_words` or `until_words` instead."""
    if isinstance(value, bool):
        return "是" if value else ""
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _no_time(*_: Any) -> str:
    return ""


def _last_day(end: datetime) -> str:
    """An end as people read it: the last day, unless a time was written."""
    return schedule.last_moment(end).date().isoformat() if end.time() == time() else end.isoformat()


def _period_words(start: datetime, end: datetime | None) -> str:
    return f"{schedule.from_words(start)}至{schedule.until_words(end)}" if end else ""


def _event_words(start: datetime, end: datetime | None) -> str:
    """A period in words that names the day once."""
    words = schedule.from_words(start)
    if end:
        day = text.chinese_date(start.date())
        words += f"至{schedule.until_words(end).removeprefix(day)}".removesuffix("至")
    return words


def _start(start: datetime, _: datetime | None) -> str:
    return start.isoformat()


def _row(
    key: str,
    label: str = "",
    short: str = "",
    fields: tuple[str, ...] = (),
    *,
    words: Callable[..., str] = _plain,
    moment: Callable[..., str] = _no_time,
    occasion: str = "",
) -> Row:
    """A row; by default of the field `key`, under that field's own name."""
    label = label or str(Notice.model_fields[key].title)
    return Row(key, label, short or label, fields or (key,), words, moment, occasion)


_FILLED: dict[str, Callable[[Library, Entry], Any]] = {
    "units": lambda library, entry: library.units(entry),
    "published": lambda _, entry: entry.facts.publish,
}
"""Values that exist even where no field was written, by name."""
ROWS = {
    row.key: row
    for row in (
        _row("units", "发布单位"),
        _row("joint"),
        _row("date", words=text.chinese_date),
        _row("published", "发布时间", words=schedule.from_words, moment=datetime.isoformat),
        _row("expires", "有效期至", words=schedule.until_words, moment=_last_day),
        _row("open", "公示期", fields=("open_from", "open_until"), words=_period_words, occasion="公示期"),
        _row("deadline", short="截止", words=schedule.until_words, moment=_last_day, occasion="截止"),
        _row("event", "活动时间", "时间", ("event_from", "event_until"),
             words=_event_words, moment=_start, occasion="活动"),
        _row("place"),
        _row("audience"),
        _row("result"),
        _row("aigc", "内容标识", words=lambda _: WORDS),
    )
}  # fmt: skip
