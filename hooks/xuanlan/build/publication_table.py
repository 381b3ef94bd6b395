"""信息发布台账 for a period: its rows as a table, as CSV for spreadsheets, as a PDF"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from xuanlan.diagnostics.report import Position
from xuanlan.library.render import Library
from xuanlan.models.publications import CHANNEL, PATH, Publication
from xuanlan.models.screens import Screens
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.sheets.typeset import Sheet
from xuanlan.text.csv_rows import spelled
from xuanlan.text.dates import chinese_date
from xuanlan.tree.standing import SCREEN

HEAD = ("编号", "标题", "发布位置", "起", "止", "缘由", "审批", "稿件摘要")
MINORS = "为什么列出"
"""The head of one more column, in the part on minors."""
REMARK = (
    "本表按标题和个人信息的审读规则找出，只说明在哪里公开过、公开多久；名单里的人是否不满 18 周岁、是否取得监护人同意，"
    "请逐份核对。"
)


class Period(NamedTuple):
    """From a moment up to another; either may be open."""

    since: datetime | None
    until: datetime | None

    def has(self, row: Publication) -> bool:
        """Whether the row stood during some of the period."""
        begun = self.until is None or datetime.fromisoformat(row.since) < self.until
        return begun and not (self.since is not None and row.ends_by(self.since))

    @property
    def words(self) -> str:
        first = chinese_date(self.since.date()) if self.since else "有记录以来"
        return f"{first}至{chinese_date(self.until.date())}（不含）" if self.until else f"{first}至今"


class Table(NamedTuple):
    """What is printed."""

    title: str
    period: Period
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


def table(
    rows: Iterable[Publication], period: Period, screens: Screens, minors: Mapping[str, str] | None, now: datetime
) -> Table:
    """The table of what stood in the period, by its beginning; with `minors`, reasons by id, only of these."""
    chosen = [row for row in rows if period.has(row) and (minors is None or row.id in minors)]
    names = {f"{SCREEN}{screen.id}": f"屏幕“{screen.title or screen.id}”" for screen in screens.screens}
    lines = [
        (
            row.id,
            row.title,
            names.get(row.place, row.place.removeprefix(CHANNEL)),
            _words(row.since),
            _words(row.until) if row.until else "",
            (row.end or "") if row.until and row.ends_by(now) else ("" if row.is_sent else "仍在公开"),
            row.approved or "",
            row.digest or "",
            *([minors[row.id]] if minors is not None else []),
        )
        for row in sorted(chosen, key=lambda row: (datetime.fromisoformat(row.since), row.id, row.place))
    ]
    if minors is None:
        return Table("信息发布台账", period, HEAD, lines)
    return Table("信息发布台账（可能涉及未成年人个人信息的部分）", period, (*HEAD, MINORS), lines)


def _words(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M")


def as_csv(made: Table) -> bytes:
    """For spreadsheets."""
    return spelled((made.head, *made.rows))


def as_pdf(library: Library, made: Table) -> bytes:
    """On A4 across, the head on every page. Raises MachineError, or ContentError with the reason."""
    data = {
        "title": made.title,
        "site": library.settings.unit or library.site.name,
        "period": made.period.words,
        "made_on": chinese_date(library.now.date()),
        "paper": "a4",
        "size": 8.5,
        "head": ["序号", *made.head],
        "widths": [9, 22, 0, 28, 26, 26, 17, 34, 31, *([24] if MINORS in made.head else [])],
        "rows": [[str(number), *row] for number, row in enumerate(made.rows, start=1)],
        "remark": REMARK if MINORS in made.head else "",
    }
    with blaming(library, PATH, Position(PATH)):
        return setter_of(library).pdf([Sheet("ledger", data, PATH)], made.title, library.now)
