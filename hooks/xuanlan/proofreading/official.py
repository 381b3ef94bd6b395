"""What may not stand in a published document: editions of standards that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


RULES: tuple[Rule, ...] = (
    Rule(
        "standard-edition",
        "引用的国家标准没有这一版，多半是年份记错了。",
        "国家标准全文公开系统",
        _edition,
        ("按照 GB/T 9704-2019 的要求排版", "执行GB/T15834—2012"),
        ("按照 GB/T 9704-2012 的要求排版", "GB/T 15834-2011", "GB/T 9704-1999 已经废止"),
    ),
)
