"""Telephones of offices: the same office's same telephone, told differently in two current texts"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from xuanlan.checks.consistency import OVER
from xuanlan.checks.examples import files, notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript, Notes
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.notice import field_position
from xuanlan.proofreading.office_phones import OFFICE_FIELD, named, office_phones
from xuanlan.proofreading.rule import SiteRule
from xuanlan.proofreading.told import same

_KIND = "office phone"
_NEAR = timedelta(days=366)
"""Days between two texts within which an office hardly moves."""
_FULL = 6
"""Signs of a name that is of one office, whichever unit speaks of it; a shorter one may be of each unit."""


class _Told(NamedTuple):
    day: date
    numbers: tuple[str, ...]
    place: Position


def notes(manuscript: Manuscript) -> Notes:
    """The telephones of offices in a text: label and office, numbers, line and column."""
    if manuscript.entry.state in OVER:
        return []
    shown = manuscript.shown
    found: Notes = []
    for each in office_phones(shown.visible.all):
        place = shown.place_seen(each.start, each.end)
        found.append([_KIND, f"{each.label} {each.office}", " ".join(each.numbers), place.line, place.column])
    return found


def check(library: Library, report: Report) -> None:
    """Compare the telephones of current notices, each with those of the last one before that names the same."""
    groups: dict[tuple[str, ...], list[_Told]] = {}
    for entry in reversed(library.entries):  # oldest first
        if entry.public and entry.state not in OVER:
            own: dict[tuple[str, ...], list[_Told]] = {}
            for key, told in _told(entry):
                own.setdefault(key, []).append(told)
            for key, all_ in own.items():
                groups.setdefault(key, []).append(_together(all_))
    for (_, label, office), all_ in groups.items():
        _compare(label, office, all_, report)


def _told(entry: Entry) -> Iterator[tuple[tuple[str, ...], _Told]]:
    own = entry.notice
    unit = "、".join(own.unit or ())
    for kind, name, numbers, line, column in entry.text.notes:
        if kind == _KIND:
            label, office = str(name).split(" ")
            told = _Told(own.date, tuple(str(numbers).split()), Position(entry.path, line, column))
            yield ("" if len(office) >= _FULL else unit, label, office), told
    contact = own.contact
    if contact and contact.name and contact.phone and (office := named(contact.name)):
        for each in office_phones(f"{office}：{contact.phone}"):
            told = _Told(own.date, each.numbers, field_position(entry.places, "contact"))
            yield ("" if len(office) >= _FULL else unit, OFFICE_FIELD, office), told


def _together(all_: list[_Told]) -> _Told:
    """What one text says; nothing that can be compared where it says several things."""
    numbers = {number.replace("-", ""): number for told in all_ for number in told.numbers}
    sure = all(told.numbers for told in all_)
    return all_[0]._replace(numbers=tuple(sorted(numbers.values())) if sure else ())


def _compare(label: str, office: str, all_: list[_Told], report: Report) -> None:
    """Tell each number that differs from that of an earlier text, once; an office may have the numbers that one text
    names together."""
    together = [told.numbers for told in all_ if len(told.numbers) != 1]
    if () in together:
        return
    known: list[_Told] = []
    for told in all_:
        if len(told.numbers) != 1:
            continue
        number = told.numbers[0]
        before = next((one for one in reversed(known) if told.day - one.day < _NEAR), None)
        if before and not any(same(number, one.numbers[0]) for one in known):
            there = before.numbers[0]
            if not any(_has(row, number) and _has(row, there) for row in together):
                where = f"{before.place.file} 第 {before.place.line} 行"
                report.add(
                    "told-phone-elsewhere", told.place, label=label, found=office, here=number, there=there, where=where
                )
        known.append(told)


def _has(row: tuple[str, ...], number: str) -> bool:
    return any(same(one, number) for one in row)


_A, _B = "请咨询，{}。", "如有疑问，{}。"


def _pair(one: str, other: str, *fields: str, date: str = "2026-02-07") -> str:
    return files(
        ("a.md", notice(_A.format(one), "id: a", title="关于开放日的通知", date="2026-02-06")),
        ("b.md", notice(_B.format(other), "id: b", *fields, title="关于体检的通知", date=date)),
    )


RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "told-phone-elsewhere",
        "同一个部门、同一种电话，两份有效文稿只各写一个号码，而且不一样：多半有一处写错，或者旧的没有改。",
        "核对",
        (
            _pair("联系电话：校办公室 0000-8888001", "联系电话：校办公室 0000-8888002"),
            _pair("学生工作处电话：8888001", "学生工作处（0000-8888003）"),
        ),
        (
            _pair("联系电话：校办公室 0000-8888001", "联系电话：校办公室 8888001"),
            _pair("联系电话：校办公室 0000-8888001", "监督电话：校办公室 0000-8888002"),
            _pair("联系电话：校办公室 0000-8888001", "联系电话：校办公室 0000-8888001、8888002"),
            _pair("教务处电话：8888001", "教务处电话：8888002", "unit: 附属小学"),
            _pair("联系电话：校办公室 0000-8888001转801", "联系电话：校办公室 0000-8888002"),
        ),
    ),
)
