"""Counts of what was published in a period, for the unit itself: by unit, column, kind, month and channel

The rows stand in the order of the registers or of the alphabet, never by size; there are no points, and no persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from xuanlan.build.publication_table import Period
from xuanlan.library.read import NoticeSource, Sources
from xuanlan.models.publications import CHANNEL, Publication
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.standing import SCREEN

REMARKS = (
    "各行按登记表、栏目、文种、月份的先后排列，不按多少排列；只供本单位了解情况，不用于计分、排名和考核。",
    "几个单位联合发布的，每个单位各算一次。渠道按信息发布台账，一份文稿在一个渠道发布几次只算一次。",
)


class Table(NamedTuple):
    """The counts of one kind."""

    title: str
    head: tuple[str, str]
    rows: list[tuple[str, int]]


class Counts(NamedTuple):
    """All counts of a period."""

    period: Period
    total: int
    """texts that were published in it"""
    tables: list[Table]


def counts(sources: Sources, rows: Iterable[Publication], period: Period) -> Counts:
    """What was published in `period`; `rows` is the ledger, from which the channels are."""
    texts = [one for one in sources.notices if one.public and _within(one.facts.publish, period)]
    columns = [sources.column(one).title for one in texts]
    return Counts(
        period,
        len(texts),
        [
            _table("单位", _units(sources, texts), (unit for one in texts for unit in sources.units(one))),
            _table("栏目", [column.title for column in sources.columns.values()], columns),
            _table("文种", list(sources.kinds), (one.notice.kind for one in texts)),
            _table("月份", list(_months(texts)), (_month(one.facts.publish) for one in texts)),
            _channels(sources, rows, period),
        ],
    )


def _within(moment: datetime, period: Period) -> bool:
    return (period.since is None or period.since <= moment) and (period.until is None or moment < period.until)


def _table(what: str, order: Sequence[str], names: Iterable[str]) -> Table:
    """The counts of `names` in their `order`, those left out of which nothing was published."""
    found = Counter(names)
    return Table(f"按{what}", (what, "篇数"), [(name, found[name]) for name in dict.fromkeys(order) if found[name]])


def _units(sources: Sources, texts: Iterable[NoticeSource]) -> list[str]:
    """Units in the order of the register of names, then the others as a Chinese dictionary has them."""
    registered = [row.name for row in sources.names.rows if row.kind in ("unit", "office")]
    return [*registered, *sorted({unit for one in texts for unit in sources.units(one)}, key=_alphabet)]


def _alphabet(name: str) -> bytes:
    """The usual characters stand by their sounds in GB 18030."""
    return name.encode("gb18030", "replace")


def _month(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月"


def _months(texts: Iterable[NoticeSource]) -> Iterator[str]:
    for moment in sorted(one.facts.publish for one in texts):
        yield _month(moment)


def _channels(sources: Sources, rows: Iterable[Publication], period: Period) -> Table:
    screens = {f"{SCREEN}{one.id}": f"屏幕“{one.title or one.id}”" for one in sources.screens.screens}
    found = {
        (row.id, screens.get(row.place, row.place.removeprefix(CHANNEL)))
        for row in rows
        if _within(datetime.fromisoformat(row.since), period)
    }
    names = [name for _, name in found]
    return _table("渠道", sorted(names, key=_alphabet), names)
