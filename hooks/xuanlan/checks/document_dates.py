"""Dates of a document against the day it was made: deadlines that were over, weekdays without a year, ages"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.models.notice import Notice, field_position
from xuanlan.proofreading.numbers import days, real, weekday
from xuanlan.proofreading.rule import SiteRule
from xuanlan.text.dates import chinese_date

_FAR = timedelta(days=183)
"""Farther from the day of its notice, a day without a year may be of the year before or after."""
_RECENT = timedelta(days=90)
"""So long after it, a day that has been asked for is over rather than one of the next year."""
_LOOKING_BACK = ("总结", "通报", "报告", "纪要", "公报")
"""Kinds that tell of what has been."""
_MAY_NAME_WEEKDAY = re.compile(r"日[ ]?[（(]?(?:星期|周|礼拜)[一二三四五六日天]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[—～~-])")
_ASKED = re.compile(r"(?:请|须|务必|应当?|要求)(?:[^，。；：、\n]{0,12})[于在]\Z")
_BEFORE = re.compile(r"[^，。；\n\d]{0,8}(?:之前|以前|前)(?![^。；\n]{0,40}[未已])")
"""No day that is spoken of because somebody has missed it."""
_LOOKED_BACK = 20
_MOST = 20
"""Findings in one text that are told."""
_BORN = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月(?:\d{1,2}日)?(?:出生|生)[，,、；（(](?:[^\d。；;\n]{0,20}[，,、])?(?:现年|今年)?(\d{1,3})周?岁(?=[，,。；;、）)\n]|\Z)"
)
_AGED = re.compile(
    r"(?<![\d年月])(?<!时年)(?<!享年)(\d{1,3})周?岁[，,、](?:[^\d。；;\n]{0,20}[，,、])?((?:19|20)\d{2})年(\d{1,2})月(?:\d{1,2}日)?(?:出生|生)"
)


def check(manuscript: Manuscript, report: Report) -> None:
    """What the front matter and the text say about days, by the day on which the notice was made."""
    own = manuscript.entry.notice
    if own.withdrawn:
        return
    _fields(manuscript, own, report)
    text = manuscript.rendered.text
    if "日" in text and ("前" in text or _MAY_NAME_WEEKDAY.search(text)):
        _days(manuscript, text, report)
    if "岁" in text and "生" in text:
        _ages(manuscript, text, report)


def _fields(manuscript: Manuscript, own: Notice, report: Report) -> None:
    start = datetime.combine(own.date, datetime.min.time())
    entry = manuscript.entry
    for name in ("deadline", "open_from", "open_until", "event_from", "event_until"):
        moment: datetime | None = getattr(own, name)
        if moment is None or (name.startswith("event") and own.kind in _LOOKING_BACK):
            continue
        plain = moment.replace(tzinfo=None)
        over = plain < start or (plain == start and not name.endswith("_from"))
        if over:
            last = plain if name.endswith("_from") else plain - timedelta(seconds=1)
            label = Notice.model_fields[name].title
            place = field_position(entry.places, name)
            values = {"label": label, "found": chinese_date(last.date()), "day": chinese_date(own.date)}
            report.add("date-before-issue", place, **values)


def _days(manuscript: Manuscript, text: str, report: Report) -> None:
    own = manuscript.entry.notice
    issued = own.date
    years = [(match.start(), int(match[1])) for match in _YEAR.finditer(text)]
    in_title = {int(year) for year in _YEAR.findall(own.title)}
    seen: dict[str, int] = {}
    told = 0
    for start, end, year, month, day, said in days(text):
        if told >= _MOST:
            return
        words = text[start : end + ("（" in text[start:end] and text[end : end + 1] == "）")]
        number = seen.get(words, 0)
        seen[words] = number + 1
        if year is None and said:
            at = bisect_left(years, (start, 0))
            near = {years[at - 1][1]} if at else set()
            if right := _wrong_weekday(month, day, said, issued, near | in_title):
                values = {"found": words, "year": right.year, "right": weekday(right)}
                report.add("date-weekday-year", manuscript.shown.place_of(words, number), **values)
                told += 1
        asked = _ASKED.search(text, max(start - _LOOKED_BACK, 0), start) and _BEFORE.match(text, end)
        if asked and (real(year or issued.year, month, day)):
            that = date(year or issued.year, month, day)
            if that < issued and (year is not None or issued - that <= _RECENT):
                place = manuscript.shown.place_of(words, number)
                report.add("reply-before-issue", place, found=words, day=chinese_date(issued))
                told += 1


def _wrong_weekday(month: int, day: int, said: str, issued: date, named: set[int]) -> date | None:
    """The day that is meant, if `said` is its weekday in none of the years that may be meant."""
    likely = [year for year in (issued.year, issued.year + 1, issued.year - 1) if real(year, month, day)]
    near = [date(year, month, day) for year in likely if abs(date(year, month, day) - issued) <= _FAR]
    more = [date(year, month, day) for year in sorted(named) if real(year, month, day)]
    wrong = near and all(weekday(one) != said.replace("天", "日") for one in (*near, *more))
    return near[0] if wrong else None


def _born(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Words that tell somebody's birth and age: the words, year, month, age."""
    for match in _BORN.finditer(text):
        yield match[0], int(match[1]), int(match[2]), int(match[3])
    for match in _AGED.finditer(text):
        yield match[0], int(match[2]), int(match[3]), int(match[1])


def _ages(manuscript: Manuscript, text: str, report: Report) -> None:
    issued = manuscript.entry.notice.date
    for words, year, month, age in islice(_born(text), _MOST):
        right = issued.year - year - (issued.month < month)
        if 1 <= month <= 12 and abs(age - right) > 1:
            report.add("age-differs", manuscript.shown.place_of(words), found=words, right=right)


RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "date-before-issue",
        "期限、活动和公示的日期早于成文日期，读者看到时已经过了。",
        "核对",
        (
            notice("请报名。", "deadline: 2026-03-05"),
            notice("请参加。", "event_from: 2026-02-20 14:00"),
        ),
        (
            notice("请报名。", "deadline: 2026-03-09"),
            notice("已经开过。", "event_from: 2026-02-20 14:00", title="关于会议情况的通报", kind="通报"),
        ),
    ),
    SiteRule(
        "reply-before-issue",
        "要求报送、完成的时间在成文日期之前，谁也做不到。",
        "核对",
        (notice("请各部门于3月5日前报送。"), notice("请于2026年2月27日之前反馈。")),
        (
            notice("请各部门于3月15日前报送。"),
            notice("已于3月5日前报送的不再报送。"),
            notice("应于3月5日前报送而未报送的，请补报。"),
            notice("请于1月15日前报送。", date="2026-12-20"),
        ),
    ),
    SiteRule(
        "date-weekday-year",
        "没有写年份的日期，按文稿成文的年份核对星期。",
        "公历",
        (notice("3月13日（星期四）停水。"), notice("1月8日（星期四）开会。", date="2026-12-20")),
        (
            notice("3月13日（星期五）停水。"),
            notice("1月8日（星期五）开会。", date="2026-12-20"),
            notice("2025年3月12日（星期三）、3月13日（星期四）停过水。"),
        ),
    ),
    SiteRule(
        "age-differs",
        "出生年月与年龄相差一岁以上，总有一个写错了。",
        "核对",
        (notice("某某，女，1990年3月出生，46岁，教师。"),),
        (
            notice("某某，女，1990年3月出生，36岁，教师。"),
            notice("某某，1990年3月出生，18岁参加工作。"),
        ),
    ),
)
