"""Counts that a text states of what it lists right behind: persons in a sentence, rows of a table, men and women"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import Table, tables

_COUNTED = re.compile(
    r"(?:共(?:计|有)?|下列|以下)[ ]?(\d{1,4})[ ]?[人名位](?:[）)])?(?:同学|同志|教师|学生|职工|人员|选手|老师)?"
    r"(?:获[\u4e00-\u9fff]{1,8}|入[\u4e00-\u9fff]{1,4})?[ ]?[：:，,]?(?:名单如下|分别是|分别为|他们是|即|为)?[：:][ ]?"
    r"((?:[\u4e00-\u9fff·]{2,8}、){1,500}[\u4e00-\u9fff·]{2,8})(?=[。；\n]|\Z)"
)
BOTH = re.compile(
    r"共(?:计|有)?[ ]?(\d{1,5})[ ]?[人名][，,；（( ]{0,2}其中[：:，, ]?男[生性]?[ ]?(\d{1,5})[ ]?[人名]?[，,、；和]?"
    r"[ ]?女[生性]?[ ]?(\d{1,5})"
    r"(?![\d.])(?=[ ]?[人名]?[）)。；，,\n]|\Z)"
)
"""Men and women behind the number of all."""
_OF_TABLE = re.compile(
    r"(?:(?<!公)共(?!同|建|享|青|产|和)[\u4e00-\u9fff]{0,4}|以下|下列)"
    r"[ ]?(\d{1,3})[ ]?(项|名|人|位|个|家|种|台|套|件|条|处|所|户)(?![月年天点%半])"
)
_POINTS = re.compile(r"如下|下表|见表|名单|一览|[：:]$|[（(][^（）()]{0,4}共[^（）()]{1,8}[）)]$")
"""A line with one of these speaks of the table right below it."""
_SEVERAL = re.compile(r"等|其中|分别|约|余|多[个名项]|以上|不少于|至少|不超过|每")
_LONGEST = 80
_FIGURE = re.compile(r"(\d{1,4})(?:\.0+)?[\u4e00-\u9fff]{0,2}")
_NO_ROW = re.compile(r"[合总共小]\s*计|备\s*注|说\s*明|注[：:]")


def _counted(text: str) -> Iterator[Hit]:
    for match in _COUNTED.finditer(text):
        names = match[2].split("、")
        if all(2 <= len(name) <= 4 or "·" in name for name in names) and len(names) != int(match[1]):
            yield Hit(match.start(), match.start(2), {"said": match[1], "counted": str(len(names))})
    for match in BOTH.finditer(text):
        if int(match[2]) + int(match[3]) != int(match[1]):
            yield Hit(*match.span(), {"said": match[1], "counted": str(int(match[2]) + int(match[3]))})
    for table in tables(text):
        yield from _above(text, table)


def _above(text: str, table: Table) -> Iterator[Hit]:
    """The count in the line right above a table, when no way to count what is in it gives the same."""
    end = max(table.start - 1, 0)
    start = text.rfind("\n", 0, end) + 1
    line = text[start:end].strip()
    stated = list(_OF_TABLE.finditer(line)) if len(line) <= _LONGEST else []
    if len(stated) != 1 or not _POINTS.search(line) or _SEVERAL.search(line):
        return
    rows = [row for row in table.rows[1:] if any(map(str.strip, row)) and not any(map(_NO_ROW.match, row))]
    if len(rows) < 2 or int(stated[0][1]) in set(_counts(table.rows[0], rows)):
        return
    at = start + text[start:end].find(stated[0][0])
    yield Hit(at, at + len(stated[0][0]), {"said": stated[0][1], "counted": str(len(rows))})


def _counts(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """All ways to count what a table lists: its rows, with the first where that is no head; of a column, or of columns
    with one head, the filled cells, the different ones, names between commas, the sum of the figures."""
    yield len(rows)
    if any(sign.isdigit() for sign in "".join(head)):
        yield len(rows) + 1
    for heads in {word.strip() for word in head}:
        cells = [
            cell.strip()
            for row in rows
            for word, cell in zip(head, row, strict=False)
            if word.strip() == heads and cell.strip()
        ]
        yield from (len(cells), len(set(cells)))
        yield sum(len(re.split("[、，,；;]", cell)) for cell in cells)
        figures = [int(found[1]) for cell in cells if (found := _FIGURE.fullmatch(cell))]
        yield from (sum(figures), max(figures, default=0))


RULES: tuple[Rule, ...] = (
    Rule(
        "count-differs",
        "写明的数目和紧跟着列出来的数目不一样：人名、男女人数、下面表格的行数。",
        "核对",
        _counted,
        (
            "共3人：王甲、李乙。",
            "下列5名同学获奖：王一、李二、张三。",
            "共30人，其中男18人、女13人。",
            "本次共采购4项设备，清单如下：\n序号\t名称\n1\t电脑\n2\t打印机\n3\t投影仪",
            "获奖班级（共5个）\n班级\t名次\n一班\t1\n二班\t2\n三班\t3",
        ),
        (
            "共2人：王甲、李乙。",
            "共3个组：宣传组、保卫组。",
            "共5人。",
            "共31人，其中男18人、女13人。",
            "共采购5台设备，清单如下：\n名称\t数量\n电脑\t3\n打印机\t2",
            "共4名，名单如下：\n姓名\t姓名\n王甲\t李乙\n张丙\t赵丁",
            "共3项工作，其中下表两项由教务处负责：\n事项\t时间\n甲\t3月\n乙\t4月",
        ),
    ),
)
