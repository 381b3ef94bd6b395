"""What is wrong of a document that a text cites: an edition of a standard that does not exist, a file number"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuanlan.proofreading.marks import HAN
from xuanlan.proofreading.rule import Hit, Rule

_EDITIONS = {
    "9704": ("党政机关公文格式", "GB/T 9704-2012", ("1988", "1999", "2012")),
    "15834": ("标点符号用法", "GB/T 15834-2011", ("1995", "2011")),
    "15835": ("出版物上数字用法", "GB/T 15835-2011", ("1995", "2011")),
}
"""Standards about documents by their numbers: name, the edition in force, the years of all editions."""
_EDITION = re.compile(r"GB(?:[ ]?[/／][ ]?T)?[ ]?(9704|15834|15835)[ ]?[-—–－~～.:：][ ]?(\d{4})(?!\d)")


def _edition(text: str) -> Iterator[Hit]:
    for match in _EDITION.finditer(text):
        name, right, years = _EDITIONS[match[1]]
        if match[2] not in years:
            yield Hit(*match.span(), {"name": name, "right": right})


_FILE_NUMBER = re.compile(
    r"(?:(?:(?<=[发函字办通令复报公告呈批监督组宣纪院校局委府党政教卫财])[（(]((?:19|20)\d\d)[）)]"
    rf"|(?<=[{HAN}])[\[［【﹝]((?:19|20)\d\d)[\]］】﹞])[ ]?(?:第[ ]?)?0*(\d{{1,4}})[ ]?号"
    r"|(?<=[发函字办通令复报公告呈批监督组宣纪])〔((?:19|20)\d\d)〕[ ]?(?:第[ ]?0*|0+)(\d{1,4})[ ]?号)(?![楼院])"
)
_SHORT_YEAR = re.compile(r"(?<=[发函字办通令复报公告呈批监督组宣纪])〔([12]\d)〕(?=\d{1,4}号)")
"""Years of this century; in the last one 中发〔86〕12号 was usual."""


def _file_number(text: str) -> Iterator[Hit]:
    for match in _FILE_NUMBER.finditer(text):
        put = f"〔{match[1] or match[2] or match[4]}〕{match[3] or match[5]}号"
        yield Hit(*match.span(), {"put": put}, put)
    for match in _SHORT_YEAR.finditer(text):
        put = f"〔20{match[1]}〕"
        yield Hit(*match.span(), {"put": put}, put)


RULES: tuple[Rule, ...] = (
    Rule(
        "file-number-form",
        "发文字号的年份用六角括号〔〕，序号不写“第”，不编虚位。",
        "GB/T 9704-2012 7.2.5",
        _file_number,
        (
            "《通知》（云政办发[2025]18号）",
            "云政办发（2025）18号",
            "国办发〔2025〕第18号",
            "国办发〔2025〕018号",
            "（市教[2026]15号）",
            "云职院（2026）28号",
            "市教发〔26〕15号",
        ),
        (
            "云政办发〔2025〕18号",
            "（2025）云01民初18号",
            "国务院令第711号",
            "2025年第18号公告",
            "中发〔86〕12号",
            "见注[2]",
        ),
    ),
    Rule(
        "standard-edition",
        "引用的国家标准没有这一版，多半是年份记错了。",
        "国家标准全文公开系统",
        _edition,
        ("按照 GB/T 9704-2019 的要求排版", "执行GB/T15834—2012"),
        ("按照 GB/T 9704-2012 的要求排版", "GB/T 15834-2011", "GB/T 9704-1999 已经废止"),
    ),
)
