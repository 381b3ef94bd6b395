"""Counts that a text states of what it lists right behind: persons in a sentence, rows of a table, men and women"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from xuanlan.proofreading.personal_data import person
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import Table, tables

_STATED = re.compile(
    r"(?:共(?:计|有)?|下列|以下|如下)[ ]?(\d{1,4}|[两二三四五六七八九十])[ ]?[人名位](?![次均])"
    r"[^。；：:、\n\t\d]{0,24}[：:][ \u3000]?"
)
"""How many persons are listed right behind, in the same line or in those below."""
_LISTED = re.compile("[^。；\n]{2,2000}")
_BESIDE = re.compile(r"[（(][^（）()\n]{0,20}[）)]|^[ ]?\d{1,3}[.．、](?!\d)")
"""What stands at a name in a list: its number, and 女 or a class between brackets."""
_NUMERALS = "〇一二三四五六七八九十"
_MOST_LINES = 500
_NO_NAME = 10
"""Characters of a line that may be a name which is not known for one: the list may go on there."""
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


def _persons(text: str, at: int) -> int:
    """How many persons are listed from `at` on; 0 where it is no list of persons, or its end is in doubt."""
    if same := _LISTED.match(text, at):
        names = [_BESIDE.sub("", name).strip() for name in same[0].split("、")]
        plain = all("\u4e00" <= name[:1] <= "\u9fff" and (2 <= len(name) <= 4 or "·" in name) for name in names)
        return len(names) if len(names) > 1 and plain and text[same.end() : same.end() + 1] in "。；\n" else 0
    count = 0
    for line in islice(_lines(text, at), _MOST_LINES):
        words = [_BESIDE.sub("", word) for word in re.split(r"[、，,\s]+", line.strip().rstrip("。；")) if word]
        if not words or not all(map(person, words)):
            return count if len(line) > _NO_NAME or count < 2 else 0
        count += len(words)
    return count


def _lines(text: str, at: int) -> Iterator[str]:
    """The lines behind `at` that have words."""
    while at < len(text):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        if text[at:end].strip():
            yield text[at:end]
        at = end + 1


def _number(figures: str) -> int:
    return int(figures) if figures.isdigit() else 2 if figures == "两" else _NUMERALS.index(figures)


def _counted(text: str) -> Iterator[Hit]:
    for match in islice(_STATED.finditer(text), _MOST_LINES):
        found = _persons(text, match.end())
        if found and found != _number(match[1]):
            yield Hit(match.start(), match.end(), {"said": match[1], "counted": str(found)})
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
            "录取下列3名考生：王甲、李乙。",
            "以下三名同学获得奖学金，名单如下：\n王小甲\n李乙\n请到教务处领取证书，过期不候。",
            "共30人，其中男18人、女13人。",
            "本次共采购4项设备，清单如下：\n序号\t名称\n1\t电脑\n2\t打印机\n3\t投影仪",
            "获奖班级（共5个）\n班级\t名次\n一班\t1\n二班\t2\n三班\t3",
        ),
        (
            "共2人：王甲、李乙。",
            "共3个组：宣传组、保卫组。",
            "录取下列3名考生：王甲、李乙（女）、张三丰。",
            "以下3位同志任组员，组长：王甲，组员：李乙、张丙。",
            "共5人。",
            "共31人，其中男18人、女13人。",
            "共采购5台设备，清单如下：\n名称\t数量\n电脑\t3\n打印机\t2",
            "共4名，名单如下：\n姓名\t姓名\n王甲\t李乙\n张丙\t赵丁",
            "共3项工作，其中下表两项由教务处负责：\n事项\t时间\n甲\t3月\n乙\t4月",
        ),
    ),
)
