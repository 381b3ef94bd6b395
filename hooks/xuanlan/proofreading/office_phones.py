"""Telephones that a text gives for an office: under which label, of whom, and which"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xuanlan.proofreading.surroundings import line_before, table_at
from xuanlan.proofreading.told import NUMBER

_OFFICE = "[\u4e00-\u9fff]{2,20}?(?:办公室|值班室|接待室|服务台|[处科部室院局委站所组办馆队中心会]|中心|门诊|窗口|热线)"
_LABEL = "[\u4e00-\u9fff]{0,4}(?:电话|热线)"
_FILL = "[ \u3000]*"
_BEFORE = re.compile(
    rf"(?:(?P<label>{_LABEL}){_FILL}[：:]{_FILL}(?P<of>{_OFFICE})|(?<![：:、\u4e00-\u9fff])(?P<office>{_OFFICE})"
    rf"(?:{_FILL}的?(?P<after>(?:值班|联系|咨询|服务|举报|监督|办公|热线|报修|报名|投诉)?(?:电话|热线)))?)"
    rf"(?:为|是)?{_FILL}[（(：:\t]?{_FILL}\Z"
)
_LEADS = re.compile("\\A(?:敬?请|可|由|向|与|至|到|拨打|致电|联系|咨询|也可|或)+")
_NO_OFFICE = re.compile(
    "[的和与及或并等各由向为请]|联系人|联系方式|电话|传真|邮编|[我本该贵]|^(?:学校|学院|医院|单位|部门|办公)$"
)
_USUAL = frozenset(("", "电话", "联系电话", "办公电话"))
_MORE = re.compile(r"[ \u3000]*(?:[、/／或，,和][ \u3000]*)+(?=0?\d{3})")
_EXTENSION = re.compile(r"[ ]?(?:转|[-－—–(（][ ]?\d|\d)")
_SHORTEST = 3
OFFICE_FIELD = "联系电话"
"""The label of a number that is just said to be a telephone."""


class OfficePhone(NamedTuple):
    """A telephone of an office in a text."""

    label: str
    """what it is for; all that just say telephone are one"""
    office: str
    numbers: tuple[str, ...]
    """a hyphen for whatever parts the digits; none where one has an extension and cannot be compared"""
    start: int
    end: int


def office_phones(text: str) -> Iterator[OfficePhone]:
    """Those that stand right behind the name of an office."""
    done = 0
    for number in NUMBER.finditer(text):
        if number.start() < done:
            continue
        before = line_before(text, number.start())
        found = _BEFORE.search(before[-_NEAR:])
        if not found:
            continue
        name = found["of"] or _LEADS.sub("", found["office"])
        label = found["label"] or found["after"] or _head(text, number.start(), before)
        if named(name) and label is not None:
            numbers, done = _list(text, number)
            start = number.start() - len(before[-_NEAR:]) + found.start("of" if found["of"] else "office")
            start += len(found["office"] or name) - len(name)
            yield OfficePhone(OFFICE_FIELD if label in _USUAL else label, name, numbers, start, number.end())


def named(words: str) -> str:
    """The office that `words` are, or an empty text."""
    return words if re.fullmatch(_OFFICE, words) and len(words) >= _SHORTEST and not _NO_OFFICE.search(words) else ""


def _head(text: str, at: int, before: str) -> str | None:
    """What the head of the column says that the number is; None where it is no telephone, "" in prose."""
    table = table_at(text, at) if "\t" in before else None
    if table is None:
        return ""
    row, column = table.cell(at)
    head = table.rows[0][column].strip() if row and column < len(table.rows[0]) else "？"
    return head if re.fullmatch(_LABEL, head) else None


def _list(text: str, number: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """All numbers that stand in one row, and where the row ends."""
    numbers: list[str] = []
    found: re.Match[str] | None = number
    end = number.end()
    while found:
        end = found.end()
        if _EXTENSION.match(text, end):
            return (), end
        numbers.append(re.sub(r"\D+", "-", found[0]))
        more = _MORE.match(text, end)
        found = NUMBER.match(text, more.end()) if more else None
    return tuple(numbers), end


_NEAR = 40
"""Signs before a number among which its office is looked for."""
