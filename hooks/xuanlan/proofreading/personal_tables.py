"""Columns of tables that no list may have beside the names of persons, or not this kind of list"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from xuanlan.proofreading.personal_data import person, personal_data
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import tables

_NAME = "姓名"
_HEADS = 3
"""In one of so many rows at the top stand the heads."""
_MOST = 100
"""Columns of a table that are looked at."""
_NOTHING = re.compile(r"[\s/—\-–]*|无|否|没有|正常|健康|良好|无处分|不是")
_MASK = re.compile("[*＊×●]|[Xx]{3}")
_DAY = re.compile(r"(?:19|20)\d{2}\D{0,1}\d{1,2}\D\d{1,2}|(?:19|20)\d{6}")
_PRIVATE = {"家庭住址": re.compile("[0-9０-９]"), "出生日期": _DAY, "学号": re.compile(r"[A-Za-z]?\d{5,}")}
"""Columns that are told in every list of names, and what a value has that tells of one person."""


class CellHit(NamedTuple):
    """A column of which something is to be said, at the cell of its head."""

    code: str
    row: int
    column: int
    values: dict[str, str]


def columns(head: Sequence[str]) -> tuple[str, ...]:
    """The kinds of the columns under these heads (姓名, 身份证号 …); "" where a column is of no concern."""
    return tuple(map(personal_data().column, head[:_MOST]))


def head_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that has the heads, one of them of names; None when there is none."""
    return next((at for at, row in enumerate(rows[:_HEADS]) if _NAME in columns(row)), None)


def read(rows: Sequence[Sequence[str]], title: str) -> Iterator[CellHit]:
    """What is to be said of a table, given its rows of cells and the words above it."""
    at = head_row(rows)
    if at is None:
        return
    data = personal_data()
    listed = data.list_kind(title)
    kinds = columns(rows[at])
    named = [row for row in rows[at + 1 :] if _has_name(row, kinds.index(_NAME))]
    for column, kind in enumerate(kinds):
        values = [row[column].strip() for row in named if column < len(row)]
        head = rows[at][column].strip()
        if listed and kind in listed.forbidden:
            code, count = "personal-column", sum(not _open(value) for value in values)
        elif kind in data.sensitive and not (listed and kind in listed.allowed):
            code, count = "personal-sensitive-column", sum(not _NOTHING.fullmatch(value) for value in values)
        elif kind in _PRIVATE:
            code, count = "personal-private-column", sum(_tells(kind, value) for value in values)
        else:
            continue
        if count:
            said = {"title": listed.name, "source": listed.source} if listed else {}
            yield CellHit(code, at, column, {"found": head, "column": head, "count": str(count), **said})


def _has_name(row: Sequence[str], column: int) -> bool:
    """Whether the row names somebody in full; 王某, 王*明 and 王** are nobody."""
    return column < len(row) and person(row[column])


def _open(value: str) -> bool:
    """Whether a value tells nothing: none is written, or it is masked."""
    return _NOTHING.fullmatch(value) is not None or _MASK.search(value) is not None


def _tells(kind: str, value: str) -> bool:
    return not _MASK.search(value) and _PRIVATE[kind].search(value) is not None


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[tuple[str, Hit], ...]:
    found = []
    for table in tables(text):
        for code, row, column, values in read(table.rows, table.caption):
            found.append((code, Hit(*table.place(row, column), values)))
    return tuple(found)


def _finder(code: str) -> Callable[[str], Iterator[Hit]]:
    return lambda text: (hit for its_code, hit in _read(text) if its_code == code)


RULES: tuple[Rule, ...] = (
    Rule(
        "personal-column",
        "这一种名单里不能有的栏：学生资助名单只公示姓名、学校、院系、年级、专业、班级。",
        "教财厅函〔2017〕28号",
        _finder("personal-column"),
        ("助学金名单\n姓名\t班级\t家庭住址\n张三\t三班\t某某镇", "国家助学金公示\n姓名\t出生日期\n张三\t2010年10月"),
        ("助学金名单\n姓名\t学校\t班级\n张三\t一小\t三班", "值班表\n姓名\t电话\n张三\t00000000"),
    ),
    Rule(
        "personal-sensitive-column",
        "姓名旁边写着病情、残疾、困难或处分：这些是敏感个人信息，没有法定的依据不能公开。",
        "《个人信息保护法》第二十八条、第二十九条",
        _finder("personal-sensitive-column"),
        ("姓名\t病种\n张三\t肺炎", "姓名\t班级\t处分\n李四\t三班\t记过"),
        (
            "姓名\t病种\n张某\t肺炎",
            "病种\t人数\n肺炎\t3",
            "低保公示\n姓名\t低保类别\n张三\tA类",
            "姓名\t处分\n李四\t无",
        ),
    ),
    Rule(
        "personal-private-column",
        "姓名旁边写着住址、出生日期、学号一类的栏：名单用不着的，请删去这一栏。",
        "《个人信息保护法》第六条",
        _finder("personal-private-column"),
        ("姓名\t学号\n张三\t00000000", "姓名\t出生日期\n李四\t2010-10-10"),
        ("姓名\t学号\n张三\t00****00", "姓名\t出生年月\n李四\t2010年10月", "学号\t成绩\n00000000\t90"),
    ),
)
