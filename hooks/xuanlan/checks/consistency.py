"""Consistency: the same telephone, day or place told differently in two current texts, or in a text and a register"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from xuanlan.checks.proofread import Applied
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript, Notes
from xuanlan.library.bodies import Rule as TextRule
from xuanlan.library.entry import Entry
from xuanlan.library.read import Sources
from xuanlan.library.render import Library
from xuanlan.models.notice import Notice, field_position
from xuanlan.proofreading import told
from xuanlan.proofreading.rule import Hit, Rule, SiteRule
from xuanlan.text.dates import chinese_date

_CUSTOM = "核对"
_HOTLINES = "# notices/hotlines.yml\n- {name: 学院总值班室, number: 0000-8888001, purpose: 值班}\n"
_HEAD = "---\ntitle: 关于开放日的通知\nkind: 通知\ndate: 2026-02-06\nid: a\n"
_SUPPLEMENT = "# notices/b.md\n---\ntitle: 关于开放日的补充通知\nkind: 通知\ndate: 2026-02-07\nid: b\n"
_A = f"# notices/a.md\n{_HEAD}deadline: 2026-03-20\n---\n正文。\n"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "told-phone",
        "热线登记表里有的名称，文稿里写的号码应与登记的一样。",
        _CUSTOM,
        (f"{_HOTLINES}# notices/a.md\n{_HEAD}---\n请拨打学院总值班室电话：0000-8888002。\n",),
        (
            f"{_HOTLINES}# notices/a.md\n{_HEAD}---\n请拨打学院总值班室电话：8888001。\n",
            f"{_HOTLINES}# notices/a.md\n{_HEAD}---\n学院总值班室、保卫处：0000-8888002。\n",
        ),
    ),
    SiteRule(
        "told-field",
        "文件头写的截止时间、公示期、活动时间和地点，正文里再写时应当一样。",
        _CUSTOM,
        (
            f"{_HEAD}deadline: 2026-03-20\n---\n报名截止时间：3月21日。\n",
            f"{_HEAD}place: 大学生活动中心\n---\n活动地点：田径运动场\n",
        ),
        (
            f"{_HEAD}deadline: 2026-03-20\n---\n报名截止时间：3月20日。\n",
            f"{_HEAD}deadline: 2026-03-20\n---\n初赛截止时间：3月20日。决赛截止时间：4月20日。\n",
            f"{_HEAD}place: 大学生活动中心\n---\n活动地点：活动中心报告厅\n",
        ),
    ),
    SiteRule(
        "told-elsewhere",
        "发文字号相同，或者标题只差“补充”“更正”的两份有效文稿，截止时间、活动时间，以及单独成行写明的电话、日期、金额、人数应当一样。",
        _CUSTOM,
        (
            f"{_A}{_SUPPLEMENT}deadline: 2026-03-25\n---\n正文。\n",
            f"{_A}报名费：100元\n{_SUPPLEMENT}---\n1. 报名费：120元/人。\n",
            f"{_A}咨询电话：0000-8888001\n{_SUPPLEMENT}---\n咨询电话：8888002\n",
        ),
        (
            f"{_A}{_SUPPLEMENT}deadline: 2026-03-25\nreplaces: a\n---\n正文。\n",
            f"{_A}{_SUPPLEMENT}deadline: 2026-03-20\n---\n正文。\n",
            f"{_A}咨询电话：0000-8888001\n{_SUPPLEMENT}---\n咨询电话：8888001\n\n报名费：100元\n",
            f"{_A}面试时间：4月1日至4月3日\n{_SUPPLEMENT}---\n面试时间：4月2日\n",
            f"{_A}人数：20名\n{_SUPPLEMENT}---\n人数：20人\n",
        ),
    ),
)
OVER = frozenset(("withdrawn", "superseded", "repealed", "expired"))
"""States of notices that nobody goes by any more."""
_CHANGE = re.compile("补充|更正|延期|调整|变更|修改|的")
_NEAR = timedelta(days=180)
"""Days within which one notice is added to another."""
_LAST = timedelta(microseconds=1)


def numbers(sources: Sources) -> told.Known:
    """The numbers of the site's own hotlines, each with the place of its entry, by name."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for hotline in sources.hotlines:
        if len(hotline.name) >= _NAMED and hotline.number and not hotline.national:
            row = (hotline.number, f"{hotline.position.file} 第 {hotline.position.line} 行")
            found[hotline.name] = (*found.get(hotline.name, ()), row)
    return found


_NAMED = 3
"""Signs of a name that are enough to tell whose number it is."""


def phones(known: told.Known) -> Applied | None:
    """What finds numbers that differ from those of the register; None when it has none."""
    return Applied((_rule(RULES[0], told.Numbers(known).find),)) if known else None


def _rule(about: SiteRule, find: told.Find) -> Rule:
    return Rule(about.code, about.about, about.source, find, (), ())


def current(read: TextRule) -> TextRule:
    """The rule `read`, for notices that somebody goes by."""
    return partial(_current, read)


def _current(read: TextRule, manuscript: Manuscript, report: Report) -> None:
    if manuscript.entry.state not in OVER:
        read(manuscript, report)


def fields(manuscript: Manuscript, report: Report) -> None:
    """Compare the days and the place of a notice's front matter with those of its text."""
    entry = manuscript.entry
    rules = [_rule(RULES[1], partial(_told, entry, name, words, find)) for name, words, find in _facts(entry.notice)]
    if rules and entry.state not in OVER:
        Applied(tuple(rules)).body(manuscript, report)


def _facts(notice: Notice) -> Iterator[tuple[str, str, told.Find]]:
    """The facts of a front matter by name, each in words, and what finds in a text that it is told differently."""
    if notice.deadline:
        day = (notice.deadline - _LAST).date()
        yield "deadline", chinese_date(day), partial(told.days, pattern=told.DEADLINE, first=day, last=day)
    if notice.open_from:
        day = notice.open_from.date()
        yield "open_from", chinese_date(day), partial(told.days, pattern=told.PERIOD, first=day, last=day)
    if notice.event_from:
        day = notice.event_from.date()
        last = (notice.event_until - _LAST).date() if notice.event_until else day
        yield "event_from", chinese_date(day), partial(told.days, pattern=told.EVENT, first=day, last=last)
    if notice.place:
        yield "place", notice.place, partial(told.places, place=notice.place)


def _told(entry: Entry, name: str, words: str, find: told.Find, text: str) -> Iterator[Hit]:
    place = field_position(entry.places, name)
    values = {
        "label": str(Notice.model_fields[name].title),
        "there": words,
        "where": f"{place.file} 第 {place.line} 行",
    }
    for hit in find(text):
        yield Hit(hit.start, hit.end, values)


_KIND = "told"


def notes(manuscript: Manuscript) -> Notes:
    """What a text tells in lines of their own: the words before it, the value, line and column."""
    if manuscript.entry.state in OVER:
        return []
    shown = manuscript.shown
    found: Notes = []
    for each in told.labelled(shown.visible.all, manuscript.entry.notice.date.year):
        place = shown.place_seen(each.start, each.end)
        found.append([_KIND, each.label, each.value, place.line, place.column])
    return found


def check(library: Library, report: Report) -> None:
    """Compare current notices that are about the same."""
    groups: dict[str, list[Entry]] = {}
    for entry in reversed(library.entries):  # oldest first
        if entry.public and entry.state not in OVER:
            keys = {entry.notice.doc_no, f"标题 {_CHANGE.sub('', entry.notice.title)}"}
            for key in keys - {None}:
                groups.setdefault(str(key), []).append(entry)
    for key, group in groups.items():
        for other, entry in pairwise(group):
            same = entry.notice.doc_no == key
            near = entry.notice.date - other.notice.date < _NEAR and entry.notice.title != other.notice.title
            if same or near:  # a notice of every year has the same title each time
                _compare(entry, other, report)


def _compare(entry: Entry, other: Entry, report: Report) -> None:
    for name in ("deadline", "event_from"):
        here, there = _day(entry.notice, name), _day(other.notice, name)
        if here and there and here != there:
            place = field_position(other.places, name)
            report.add(
                "told-elsewhere",
                field_position(entry.places, name),
                label=Notice.model_fields[name].title,
                found=chinese_date(here),
                there=chinese_date(there),
                where=f"{place.file} 第 {place.line} 行",
            )

    lines = _labelled(other)
    for label, (value, place) in _labelled(entry).items():
        told_there, where = lines.get(label, (value, place))
        if not told.agree(value, told_there):
            report.add(
                "told-elsewhere",
                place,
                label=label,
                found=value,
                there=told_there,
                where=f"{where.file} 第 {where.line} 行",
            )


def _labelled(entry: Entry) -> dict[str, tuple[str, Position]]:
    """The values in a text by their labels, each with its place."""
    return {
        str(label): (str(value), Position(entry.path, line, column))
        for kind, label, value, line, column in entry.text.notes
        if kind == _KIND
    }


def _day(notice: Notice, name: str) -> date | None:
    moment = getattr(notice, name)
    return (moment - (_LAST if name == "deadline" else timedelta())).date() if moment else None
