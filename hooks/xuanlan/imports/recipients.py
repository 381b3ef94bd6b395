"""Tables of shops or dormitories: who is to get a letter of responsibility, by the heads of the columns"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from xuanlan.models.pledges import Recipient
from xuanlan.office.contents import Row, Table, Unreadable
from xuanlan.office.read import read as read_file

SUFFIXES = ("csv", "xlsx", "xls", "et", "ods")
MOST = 2000
_HEADS = {
    "name": (
        "名称", "店名", "店铺名称", "商铺名称", "商户名称", "门店名称", "单位名称", "责任单位", "单位", "店铺",
        "商铺", "商户", "寝室", "宿舍", "房间", "寝室号", "宿舍号", "房间号", "户名", "班级",
    ),
    "door": ("门牌", "门牌号", "门牌号码", "地址", "经营地址", "位置", "楼栋", "楼号", "公寓", "责任区"),
    "person": ("负责人", "负责人姓名", "责任人", "责任人姓名", "经营者", "店主", "寝室长", "舍长", "联系人", "户主",
               "班主任", "姓名"),
    "phone": ("电话", "联系电话", "电话号码", "手机", "手机号", "手机号码"),
}  # fmt: skip
"""What the columns of each field are called; where a table has several, the first of these counts."""
_TOP = 5
"""Rows in which the heads may stand: a title may stand above them."""
_BLANKS = re.compile(r"\s+")
_ASIDE = re.compile(r"[（(].*?[）)]|\s+|[*：:]")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
"""What a spreadsheet makes of a long number: some of its digits are gone."""
_LONGEST = 80


class UnreadableListError(Exception):
    """A file is no table of recipients; its words say why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """What was found in a table."""

    rows: list[Recipient]
    heads: Mapping[str, str]
    """the heads of the columns, by field"""
    told: list[str] = field(default_factory=list)
    """what was left out, and why"""


def read(suffix: str, data: bytes) -> Recipients:
    """The recipients in a file whose name ends in `suffix`, in small letters. Raises UnreadableListError."""
    if suffix not in SUFFIXES:
        raise UnreadableListError(f"要用 {'、'.join(SUFFIXES)} 格式的表格。")
    found = read_file(suffix, BytesIO(data), len(data), as_shown=True)
    if isinstance(found, Unreadable):
        raise UnreadableListError(f"{found.reason}。")
    seen: list[str] = []
    for table in found.tables:
        rows = _spread(table)
        for at, row in enumerate(rows[:_TOP]):
            columns = _columns(row)
            if "name" in columns:
                return _recipients(columns, row, rows[at + 1 :])
            seen += row.cells.values()
    heads = "、".join(dict.fromkeys(words.strip() for words in seen[:12] if words.strip()))
    raise UnreadableListError(
        f"没有找到“名称”一列；表头可以写 {'、'.join(_HEADS['name'][:6])}、寝室等。读到的是：{heads}。"
    )


def _spread(table: Table) -> list[Row]:
    """The rows of a table; what stands in a cell over several rows, such as a building, stands in each of them."""
    by_number = {row.number: row for row in table.rows}
    cells = {row.number: dict(row.cells) for row in table.rows}
    for top, first, bottom, _ in table.merged:
        text = by_number[top].cells.get(first, "") if top in by_number else ""
        for number in cells.keys() & set(range(top + 1, min(bottom, top + MOST) + 1)) if text else ():
            cells[number][first] = text
    return [row._replace(cells=cells[row.number]) for row in table.rows]


def _columns(row: Row) -> dict[str, int]:
    """The number of the column of each field, when `row` is the heads."""
    heads = {_ASIDE.sub("", words): number for number, words in reversed(row.cells.items())}
    found = {what: next((heads[name] for name in names if name in heads), None) for what, names in _HEADS.items()}
    return {what: number for what, number in found.items() if number is not None}


def _recipients(columns: Mapping[str, int], head: Row, rows: Iterable[Row]) -> Recipients:
    made: dict[tuple[str, str], Recipient] = {}
    told: list[str] = []
    used = set(columns.values())
    if unused := [_line(words) for number, words in head.cells.items() if number not in used and _line(words)]:
        told.append(f"没有用到的列：{'、'.join(unused)}。")
    for row in rows:
        one = Recipient(**{what: _line(row.cells.get(number, "")) for what, number in columns.items()})
        if not any(one):
            continue
        if _SCIENTIFIC.fullmatch(one.phone):
            told.append(f"第 {row.number} 行的电话成了“{one.phone}”，没有印。请在表格里把这一列设为文本，重新填写。")
            one = one._replace(phone="")
        if not one.name:
            told.append(f"第 {row.number} 行没有名称，没有做。")
        elif max(map(len, one)) > _LONGEST:
            told.append(f"第 {row.number} 行有一格超过 {_LONGEST} 个字，没有做。")
        elif (one.name, one.door) in made:
            told.append(f"第 {row.number} 行与前面的“{one.name}”重复，没有做。")
        elif len(made) >= MOST:
            told.append(f"第 {row.number} 行起没有做：一次最多 {MOST} 份。")
            break
        else:
            made[one.name, one.door] = one
    heads = {what: _ASIDE.sub("", head.cells[number]) for what, number in columns.items()}
    return Recipients(list(made.values()), heads, told)


def _line(words: str) -> str:
    return _BLANKS.sub(" ", "".join(sign for sign in words if sign.isprintable() or sign.isspace())).strip()
