"""公示: how long it stands, what it says of that, and whether its list goes when it is over"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated, NamedTuple

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.models.holidays import Holidays
from xuanlan.models.notice import field_position
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, TextList, choice, declare, within
from xuanlan.runtime.cache import Key, digest
from xuanlan.text.dates import chinese_date

KIND = "公示"
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)}
_DAYS = r"(?P<number>\d{1,3}|[一二三四五六七八九十])[ ]?个?(?P<unit>工作日|自然日|日|天)(?!内)"
_SAID = re.compile(rf"公示(?:期限|时间|期间?)[为是：: ]{{0,3}}(?P<least>不少于|不低于|至少)?[ ]?{_DAYS}")
_SUMMED = re.compile(rf"止?[）)]?[，,（(]?(?:(?P<least>不少于)|共计?|为期|计)?[ ]?{_DAYS}")
"""The number of days right behind the days themselves."""
_DATE = (
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[ ]?[（(](?:星期|周)[一二三四五六日天][）)])?"
    r"(?:上午|下午)?(?:\d{1,2}[:：时点]\d{0,2}分?)?"
)
_RANGE = re.compile(
    rf"公示(?:期限|时间|期间?)[^。；\n\d满后]{{0,12}}(?:\d{{1,3}}[ ]?个?(?:工作日|日|天)[^。；\n\d]{{0,6}})?"
    rf"(?P<range>{_DATE}起?[ ]?(?:至|到|—+|－+|-+|～|~|——)[ ]?(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日)"
)
_PERSONS = re.compile(r"(?:学生|教师|人员|本人|拟\w{1,4}(?:人员|对象))?姓[ \u3000]*名")
_LONGEST = 400
"""Days that a 公示 stands at most; farther apart, a date is a slip that others tell."""


class Preset(Model):
    """How long a kind of 公示 has to stand."""

    words: TextList = declare("词", "标题里都有的词。", "公务员, 拟录用", ...)
    least: Annotated[int, within(1, 90)] = declare("不少于", "天数。", "5", ...)
    unit: Annotated[str, choice({"工作日": "工作日", "日": "日"})] = declare("单位", "工作日或日。", "工作日", ...)
    source: Text = declare("出处", "按哪一条规定。", "《公务员录用规定》（2019年）", ...)
    confidence: Text = declare("把握", "K 确知、M 比较有把握。", "K", ...)


@cache
def presets() -> tuple[Preset, ...]:
    return tuple(shipped.read_rows("public_periods.yml", Preset))


class _Span(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def key(calendar: Holidays) -> Key:
    """Stands for what the checks know of working days."""
    days = (f"{year} {sorted(off)} {sorted(work)}" for year, (off, work) in sorted(calendar.years.items()))
    return digest(*days, str(sorted(calendar.provisional)))


@dataclass(frozen=True, slots=True)
class PublicNotices:
    """Looks at each 公示 by a calendar of working days."""

    calendar: Holidays

    def check(self, manuscript: Manuscript, report: Report) -> None:
        own = manuscript.entry.notice
        if own.kind != KIND or own.withdrawn:
            return
        text = manuscript.rendered.text
        span = _span(manuscript)
        ranged = _RANGE.search(text)
        said = _SAID.search(text) or (_SUMMED.match(text, ranged.end()) if ranged else None)
        in_text = _range(ranged, own.date) if ranged else None
        if ranged and in_text and span and in_text != span:
            values = {"first": chinese_date(span.first), "last": chinese_date(span.last)}
            found = ranged["range"]
            report.add("period-differs", manuscript.shown.place_of(found), found=found, **values)
        known = in_text or span
        if known and 0 < known.days <= _LONGEST:
            if said:
                self._said(manuscript, said, known, report)
            self._preset(manuscript, known, said, report)
        if not own.list_until_closed:
            _list(manuscript, report)

    def _count(self, span: _Span, unit: str) -> int:
        return self.calendar.working_days(*span) if unit == "工作日" else span.days

    def _said(self, manuscript: Manuscript, said: re.Match[str], span: _Span, report: Report) -> None:
        """The number of days that the text says. The first day may be left out of the count, as the Civil Code has
        it (第二百零一条), so one day more is no mistake."""
        number, unit = _number(said["number"]), "工作日" if said["unit"] == "工作日" else "日"
        counted = self._count(span, unit)
        if counted in (number, number + 1) or (said["least"] and counted > number):
            return
        found = said[0].strip("，,（(止）)")
        values = {
            "found": found,
            "first": chinese_date(span.first),
            "last": chinese_date(span.last),
            "counted": counted,
            "measure": _measure(unit),
        }
        place = manuscript.shown.place_of(found)
        if unit == "工作日" and (year := self.calendar.unsettled(*span)):
            report.add("period-days-provisional", place, year=year, **values)
        elif unit == "工作日" and not self.calendar.known(*span):
            report.add("period-days-weekends", place, year=span.last.year, **values)
        else:
            report.add("period-days", place, **values)

    def _preset(self, manuscript: Manuscript, span: _Span, said: re.Match[str] | None, report: Report) -> None:
        title = manuscript.entry.notice.title
        preset = next((row for row in presets() if all(word in title for word in row.words)), None)
        year = self.calendar.unsettled(*span) if preset and preset.unit == "工作日" else None
        if preset is None or (preset.unit == "工作日" and not year and not self.calendar.known(*span)):
            return
        counted = self._count(span, preset.unit)
        if counted < preset.least:
            code = "period-short" if preset.confidence == "K" and not year else "period-short-usual"
            source = preset.source + (f"；{year} 年的放假和调休安排公布以后请再核对" if year else "")
            found = said[0] if said else f"{chinese_date(span.first)}至{chinese_date(span.last)}"
            values = {"counted": counted, "measure": _measure(preset.unit), "least": preset.least}
            report.add(code, _place(manuscript), found=found, source=source, **values)


def _measure(unit: str) -> str:
    return "个工作日" if unit == "工作日" else "天"


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else _NUMERALS[words]


def _place(manuscript: Manuscript) -> Position:
    entry = manuscript.entry
    return field_position(entry.places, "open_until" if entry.notice.open_until else "title")


def _span(manuscript: Manuscript) -> _Span | None:
    own = manuscript.entry.notice
    if not own.open_from or not own.open_until:
        return None
    return _Span(own.open_from.date(), (own.open_until - timedelta(seconds=1)).date())


def _range(match: re.Match[str], issued: date) -> _Span | None:
    """The days that a text names from … to …; a year that it does not say is that of the notice, or the next."""
    _, year, month, day, last_year, last_month, last_day = match.groups()
    try:
        first = date(int(year or issued.year), int(month), int(day))
        if year is None and first < issued - timedelta(days=183):
            first = first.replace(year=first.year + 1)
        last = date(int(last_year or first.year), int(last_month or month), int(last_day))
        if last_year is None and last < first:
            last = last.replace(year=last.year + 1)
    except ValueError:
        return None  # a day that there is not is told elsewhere
    return _Span(first, last)


def _list(manuscript: Manuscript, report: Report) -> None:
    for table in manuscript.shown.visible.tables:
        column = next((cell for cell in table[0] if _PERSONS.fullmatch(cell.strip())), "") if len(table) > 1 else ""
        if column:
            report.add("list-stays", manuscript.shown.place_of(column), found=column)
            return


_OPEN = ("open_from: 2026-03-09", "open_until: 2026-03-13", "objections: 人事处")
_TABLE = "| 姓名 | 部门 |\n| --- | --- |\n| 某某 | 教务处 |"
_CALENDAR = "国务院办公厅关于部分节假日安排的通知（各年）"


def _public(body: str, *fields: str, title: str = "关于拟表彰集体的公示") -> str:
    return notice(body, *(fields or _OPEN), title=title, kind=KIND)


RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "period-days",
        "写明的公示天数要与起止日期算出来的一样；工作日按国务院办公厅公布的放假安排计算，第一天算不算在内都可以。",
        _CALENDAR,
        (
            _public("公示期为7个工作日。"),
            _public("公示期5个工作日（2026年4月1日至2026年4月7日）。", "objections: 人事处"),
            _public("公示期自2026年4月1日至4月7日止，共5个工作日。", "objections: 人事处"),
        ),
        (
            _public("公示期为5个工作日。"),
            _public("公示期不少于3个工作日。"),
            _public("公示期为5个工作日。", "open_from: 2026-03-09", "open_until: 2026-03-16"),
            _public("公示期7天，有异议的请在5日内反映。", "open_from: 2026-03-09", "open_until: 2026-03-15"),
        ),
    ),
    SiteRule(
        "period-days-weekends",
        "没有登记放假安排的年份只除去双休日计算，可能不准。",
        _CALENDAR,
        (_public("公示期为9个工作日。", "open_from: 2035-03-05", "open_until: 2035-03-09"),),
        (
            _public("公示期为5个工作日。", "open_from: 2035-03-05", "open_until: 2035-03-09"),
            _public("公示期为5个工作日。"),
        ),
    ),
    SiteRule(
        "period-days-provisional",
        "调休安排还没有公布的年份按法定节日暂算，公布以后要再核对。",
        _CALENDAR + "；《全国年节及纪念日放假办法》",
        (_public("公示期为6个工作日。", "open_from: 2027-04-05", "open_until: 2027-04-09"),),
        (
            _public("公示期为5个工作日。", "open_from: 2027-03-08", "open_until: 2027-03-12"),
            _public("公示期为4个工作日。", "open_from: 2027-04-05", "open_until: 2027-04-09"),
        ),
    ),
    SiteRule(
        "period-differs",
        "正文写的公示期要与文件头一致，网页按文件头计算公示期。",
        "核对",
        (_public("公示时间：2026年3月10日至3月16日。"), _public("公示期自3月9日至3月15日。")),
        (_public("公示时间：2026年3月9日至13日。"), _public("公示期满后，请于3月19日至3月25日来电。")),
    ),
    SiteRule(
        "period-short",
        "有规定的公示，公示期不能少于规定的天数。",
        "各项规定见提醒",
        (
            _public("公示如下。", "open_from: 2026-03-09", "open_until: 2026-03-12", title="干部任前公示"),
            _public("公示如下。", "open_from: 2026-04-01", "open_until: 2026-04-07", title="发展党员公示"),
        ),
        (_public("公示如下。", title="干部任前公示"), _public("公示如下。", title="关于先进集体的公示")),
    ),
    SiteRule(
        "period-short-usual",
        "招聘、资助等公示一般不少于规定的天数，各地可以更长。",
        "各项规定见提示",
        (_public("公示如下。", title="关于拟聘人员的公示"),),
        (
            _public("公示如下。", "open_from: 2026-03-09", "open_until: 2026-03-15", title="关于拟聘人员的公示"),
            _public("公示如下。", title="国家奖学金公示"),
        ),
    ),
    SiteRule(
        "list-stays",
        "公示结束后，人员名单应当撤下，不再公开。",
        "教财厅函〔2017〕28号；《中华人民共和国个人信息保护法》第十九条和第四十七条",
        (_public(_TABLE),),
        (_public(_TABLE, *_OPEN, "list_until_closed: 是"), _public("| 项目 | 部门 |\n| --- | --- |\n| 甲 | 教务处 |")),
    ),
)
