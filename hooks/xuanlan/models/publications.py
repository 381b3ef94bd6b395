"""The ledger of publication, `notices/publications.yml`: what stood where, from when to when, and who had approved it"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.models.ledger import locked
from xuanlan.reading.fields import Ident, Instant, Model, Text, declare
from xuanlan.reading.saving import save
from xuanlan.reading.written_rows import WrittenRows, grouped
from xuanlan.text.dates import SHANGHAI

PATH = "notices/publications.yml"
MOST = 200
"""Most rows of a notice at a place: whoever changes one text more often loses the oldest."""
PAPER, CHANNEL = "纸质", "渠道 "
"""Places that no release tells of: paper, and before its name a channel that a text was sent to."""
CHANGED, EXPIRED = "改动", "到期"


class Publication(Model):
    """One text that stood at one place without a change."""

    id: Ident = declare("编号", "文稿的永久编号。", "2026-017", ...)
    place: Text = declare("位置", "网站、某块屏幕、纸质，或者发到的渠道。", "网站", ...)
    title: Text = declare("标题", "当时的标题。", "关于做好寒假值班工作的通知", ...)
    digest: Text | None = declare("摘要", "当时的稿件（连同附件、图片）的摘要。", "3f9a0c51b2d4e6f8")
    since: Instant = declare("起", "从什么时候起。", "2026-03-08T09:00:00+08:00", ...)
    until: Instant | None = declare("止", "到什么时候为止；到期的，事先就记下。", "2026-04-08T00:00:00+08:00")
    end: Text | None = declare("缘由", "为什么不再公开：到期、改动、撤回等。", "到期")
    approved: Text | None = declare("审批", "谁同意的。", "终审 分管领导")

    @property
    def is_sent(self) -> bool:
        """Whether it went out of the house, so that nothing ends it."""
        return self.place == PAPER or self.place.startswith(CHANNEL)

    def ends_by(self, moment: datetime) -> bool:
        return self.until is not None and datetime.fromisoformat(self.until) <= moment


REGISTER = WrittenRows(
    PATH,
    Publication,
    "# 信息发布台账：由发布、回退和打印命令写入，请随网站内容一起保存，不要手工修改；查看用 xuanlan ledger。\n",
    '- {"id": "2026-017", "place": "网站", "title": "关于值班的通知", "since": "2026-03-08T09:00:00+08:00"}',
)


class Stand(Protocol):
    """A notice that stands somewhere, as `tree.standing` finds it."""

    @property
    def title(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def until(self) -> datetime | None: ...


Standing = Mapping[tuple[str, str], Stand]
"""What stands where, by id and place."""
Approved = Callable[[str, str], str]
"""By whom the text with this id and digest was approved, or ""."""


def words(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")


def load(root: Path, report: Report) -> list[Publication]:
    """The rows of the site at `root`; none when there is no file. Mistakes are reported."""
    return REGISTER.load(root, report)


def followed(
    rows: Iterable[Publication], standing: Standing, now: datetime, approved: Approved, ending: Callable[[str], str]
) -> list[Publication]:
    """`rows` brought up to what stands where from `now` on; `ending` says why a notice stands there no more.

    A row that ends by the dates of its text has its end from the beginning. No row is ever taken back.
    """
    places: dict[tuple[str, str], list[Publication]] = {}
    for row in rows:
        places.setdefault((row.id, row.place), []).append(row)
    for key, kept in places.items():
        last, stand = kept[-1], standing.get(key)
        if last.is_sent or last.ends_by(now):
            continue
        if stand is None or (stand.until and stand.until <= now):
            kept[-1] = last.model_copy(update={"until": words(now), "end": ending(key[0])})
        elif stand.digest != last.digest:
            kept[-1] = last.model_copy(update={"until": words(now), "end": CHANGED})
    for (ident, place), stand in standing.items():
        kept = places.setdefault((ident, place), [])
        if (stand.until is None or stand.until > now) and (not kept or kept[-1].ends_by(now)):
            kept.append(_begun(ident, place, stand, now, approved))
            del kept[:-MOST]
    return [row for key in sorted(places) for row in places[key]]


def _begun(ident: str, place: str, stand: Stand, now: datetime, approved: Approved) -> Publication:
    return Publication(
        id=ident, place=place, title=stand.title, digest=stand.digest or None, since=words(now),
        until=words(stand.until) if stand.until else None, end=EXPIRED if stand.until else None,
        approved=approved(ident, stand.digest) or None,
    )  # fmt: skip


def latest(rows: Iterable[Publication], at: datetime) -> datetime:
    """The last moment up to `at` at which something is known to have begun or been ended; the year 1 for none."""
    known = [row.since for row in rows] + [row.until for row in rows if row.until and row.end != EXPIRED]
    moments = map(datetime.fromisoformat, known)
    return max((moment for moment in moments if moment <= at), default=datetime.min.replace(tzinfo=SHANGHAI))


Change = Callable[[list[Publication]], list[Publication]]


@contextmanager
def entering(root: Path, change: Change) -> Iterator[None]:
    """Make `change` to the rows of the site at `root` if the block succeeds. Everything that can fail is tried before
    the block. Raises ContentError, so that nothing unreadable is lost, and MachineError."""
    rewrite(root, change, rehearsal=True)
    yield
    rewrite(root, change)


def rewrite(root: Path, change: Change, *, rehearsal: bool = False) -> None:
    """Make `change` to the rows of the site at `root`. Raises as `entering`."""
    with locked(root):
        report = Report()
        rows = load(root, report)
        if report.errors:
            raise ContentError(report)
        after = change(rows)
        if after != rows:
            save(root, PATH, REGISTER.dump(after), rehearsal=rehearsal)


def sent(root: Path, place: str, stands: Mapping[str, Stand], now: datetime, approved: Approved) -> None:
    """Enter that the notices `stands`, by id, were printed or sent to the `place` at `now`. Raises as `entering`."""

    def change(rows: list[Publication]) -> list[Publication]:
        places = grouped(rows, "id")
        for ident, stand in stands.items():
            fresh = _begun(ident, place, stand, now, approved)
            known = grouped(places.get(ident, ()), "place")
            known[place] = [*known.get(place, ()), fresh][-MOST:]
            places[ident] = [row for one in sorted(known) for row in known[one]]
        return [row for ident in sorted(places) for row in places[ident]]

    rewrite(root, change)
