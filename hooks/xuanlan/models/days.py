"""The year's days: festivals, memorial days, theme days, weeks and months, as shipped and as a site adds them"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Position, Report
from xuanlan.models import day_rules
from xuanlan.models.gate import PROFILES
from xuanlan.models.screens import Lines
from xuanlan.reading import registers, shipped
from xuanlan.reading.fields import Choice, Flag, Model, Text, TextList, choice, declare, within
from xuanlan.reading.keys import nearest
from xuanlan.text.dates import chinese_date

PATH = "notices/calendar.yml"
GROUPS = {
    "法定节日": "holiday",
    "传统节日": "festival",
    "纪念日": "memorial",
    "志愿服务": "volunteers",
    "主题日": "day",
    "主题周": "week",
    "主题月": "month",
    "本单位": "own",
}
LABELS = {group: label for label, group in GROUPS.items()}
_EXAMPLE = "- {名称: 校庆日, 日期: 10月18日}"


def _when(words: str) -> str:
    try:
        day_rules.read(words)
    except ValueError:
        raise PydanticCustomError("day-unclear", "{found}", {"found": words}) from None
    return words


def _profiles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(Choice(PROFILES), words))


class Day(Model):
    """One day, week or month of every year, or of one."""

    name: Text = declare("名称", "节日、纪念日、主题日、主题周或者主题月的名称。", "校庆日", ...)
    when: Annotated[Text, AfterValidator(_when)] | None = declare(
        "日期", f"哪一天或者哪几天：{'、'.join(day_rules.FORMS)}。", "10月18日"
    )
    year: Annotated[int, within(1900, 2199)] | None = declare(
        "年", "只在这一年；每年另行通知的，通知来了就写一条。不写就是每年。", "2027"
    )
    group: Annotated[str, choice(GROUPS)] = declare("类别", f"{'、'.join(GROUPS)}。", "本单位", "own")
    basis: Text | None = declare("依据", "哪一部法律或者哪一份文件定的。", "学院章程")
    words: TextList = declare("关键词", "标题或者标签里有这些词、又在前后发布的文稿，算是为它发布的。", "校庆", ())
    material: TextList = declare("材料", "用得上的文稿，写文种，或者“文种：标题”。", "倡议书：文明祭扫倡议书、通知", ())
    slogans: Lines = declare("标语", "屏幕上播放的标语，一行一条；图片卡用第一条。", "[弘扬宪法精神]", ())
    profiles: Annotated[TextList, AfterValidator(_profiles)] = declare(
        "用于", "只用于学校、医院、机关中的哪几类；不写就都用。", "学校", ()
    )
    varies: Flag = declare("另行通知", "起止日期以当年的通知为准，算出来的只供参考。", "是", False)
    unused: Flag = declare("不用", "本站不列这一天。", "是", False)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Kind and title of each text that may be written for it."""
        return [_text(self.name, words) for words in self.material]


def _text(name: str, words: str) -> tuple[str, str]:
    kind, _, title = (part.strip() for part in words.replace(":", "：").partition("："))
    usual = {"通知": f"关于开展{name}活动的通知", "公开信": f"{name}公开信"}
    return kind, title or usual.get(kind, f"{name}{kind}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day as it falls in one year."""

    first: date
    last: date
    order: int
    """of the day in its register"""
    day: Day

    @property
    def words(self) -> str:
        """When, as a reader would say it, without the year."""
        first, last = self.first, self.last
        start, end = (chinese_date(day).partition("年")[2] for day in (first, last))
        if first == last:
            return start
        if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
            return f"{first.month}月"
        return f"{start}至{end.partition('月')[2] if first.month == last.month else end}"


@dataclass(frozen=True, slots=True)
class Days:
    """All days of a site, in the order of the registers."""

    rows: tuple[Day, ...] = ()
    places: tuple[tuple[Day, Position], ...] = ()
    """the site's own, each with its place"""

    def between(self, first: date, last: date, profile: str | None = None) -> list[Occasion]:
        """What falls on some day from `first` to `last`, by its beginning; for units of the kind `profile`."""
        found = [
            occasion
            for year in range(first.year - 1, last.year + 1)
            for occasion in self._of_year(year, profile)
            if occasion.first <= last and first <= occasion.last
        ]
        return sorted(found, key=lambda one: (one.first, one.last, one.order))

    def _of_year(self, year: int, profile: str | None) -> Iterator[Occasion]:
        fixed = {day.name for day in self.rows if day.year == year}
        for order, day in enumerate(self.rows):
            applies = day.year == year or (day.year is None and day.name not in fixed)
            if day.unused or not day.when or not applies or (profile and day.profiles and profile not in day.profiles):
                continue
            for span in day_rules.read(day.when)(year):
                yield Occasion(span.first, span.last, order, day)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(day.name for day in self.rows if not day.unused))

    def named(self, words: str) -> Day | None:
        return next((day for day in self.rows if day.name == words and not day.unused), None)


@cache
def shipped_days() -> tuple[Day, ...]:
    return tuple(shipped.read_rows("days.yml", Day))


def load(root: Path, report: Report) -> Days:
    """The shipped days and those of the site at `root`. Mistakes are reported.

    A row with the name of a shipped day takes over what it does not say itself.
    """
    known = {day.name: day for day in shipped_days()}
    seen: dict[tuple[str, int | None], int] = {}
    own: list[tuple[Day, Position]] = []
    for row, place in registers.rows(root, PATH, Day, _EXAMPLE, report):
        if (row.name, row.year) in seen:
            report.add("day-twice", place, found=row.name, first=seen[row.name, row.year])
            continue
        seen[row.name, row.year] = place.line
        _check(row, known, place, report)
        own.append((_merged(row, known.get(row.name)), place))
    replaced = {row.name for row, _ in own if row.year is None}
    kept = (day for day in shipped_days() if day.name not in replaced)
    return Days((*kept, *(row for row, _ in own)), tuple(own))


def _check(row: Day, known: Collection[str], place: Position, report: Report) -> None:
    if row.name in known:
        return
    if row.unused:
        report.add("day-unknown", place, found=row.name, suggestion=nearest(row.name, known))
    elif not row.when:
        label, example = "日期", "10月18日"
        report.add("field-missing", place, label=label, key=label, example=example)


def _merged(row: Day, usual: Day | None) -> Day:
    if usual is None:
        return row
    return usual.model_copy(update={name: getattr(row, name) for name in row.model_fields_set})
