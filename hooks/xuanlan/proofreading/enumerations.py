"""Enumerations in running text that leave a member out or name one twice: 一是…二是…四是"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xuanlan.proofreading.rule import Hit, Rule

_NUMERALS = "一二三四五六七八九十"
_WORDS = ("首先", "其次", "再次")
_OPENS = "\n\t 　。；：，！？、“（"
"""Signs behind which a member begins, the beginning of the text besides."""
_MARK = re.compile(
    rf"(?P<is>(?P<n1>[{_NUMERALS}])(?:是|要|在于)(?!否))"
    rf"|(?P<its>其(?P<n2>[{_NUMERALS}])[，：、])"
    rf"|(?P<nth>第(?P<n3>[{_NUMERALS}])[，：](?!第))"
    rf"|(?P<word>(?P<n4>{'|'.join(_WORDS)})[，：])"
    rf"|(?P<ends>[\t]|(?<=\n)(?:[{_NUMERALS}]{{1,3}}、|[（(][{_NUMERALS}]{{1,3}}[）)]|第[{_NUMERALS}]{{1,3}}[章节条]))"
)
_SECOND = re.compile("[二三四五六七八九十](?:是|要|在于)|其[二三四][，：、]|第[二三四][，：]|再次[，：]")
"""What a text has that enumerates more than one thing: most have nothing of it, and are not looked through."""
_FAMILIES = ("is", "its", "nth", "word")
_FAR = 3000
"""Signs from one member to the next."""


class _Member(NamedTuple):
    number: int
    start: int
    end: int


def _find(text: str) -> Iterator[Hit]:
    last: dict[str, _Member] = {}
    if not _SECOND.search(text):
        return
    for match in _MARK.finditer(text):
        if match["ends"]:
            last.clear()
            continue
        if match.start() and text[match.start() - 1] not in _OPENS:
            continue
        family = next(name for name in _FAMILIES if match[name])
        sign = match[f"n{_FAMILIES.index(family) + 1}"]
        member = _Member((_WORDS.index(sign) if family == "word" else _NUMERALS.index(sign)) + 1, *match.span())
        before = last.get(family)
        last[family] = member
        if before and member.number > 1 and member.start - before.end <= _FAR:
            missing = member.number - 1
            between = text[before.end : member.start]
            if member.number == before.number and "\n" not in between.strip("\n"):
                yield Hit(member.start, member.end, {"said": "又写了一次"})
            elif missing == before.number + 1 and not _told_otherwise(between, family, missing):
                left = _WORDS[missing - 1] if family == "word" else match[0].replace(sign, _NUMERALS[missing - 1], 1)
                yield Hit(member.start, member.end, {"said": f"前面没有“{left.strip('，：、')}”"})


def _told_otherwise(between: str, family: str, missing: int) -> bool:
    """Whether the member that is missed begins in other words: 三抓落实, 第三，, 最后."""
    if family == "word":
        return re.search("其次|其二|第二|接着|然后|同时|此外|另外", between) is not None
    return re.search(rf"(?:^|[{_OPENS}]|[第其]){_NUMERALS[missing - 1]}", between) is not None


RULES: tuple[Rule, ...] = (
    Rule(
        "enumeration-gap",
        "按“一是”“二是”排列的几项漏了一项，或者同一个序号写了两次。",
        "核对",
        _find,
        (
            "一是抓学习；二是抓落实；四是抓督查。",
            "一是抓学习。\n二是抓落实。\n四是抓督查。",
            "首先，检查门窗。再次，检查电器。",
            "其一，时间紧。其三，任务重。",
            "第一，提高认识。第二，落实责任。第四，加强检查。",
            "一要早部署，二要早落实，二要早检查。",
        ),
        (
            "一是抓学习；二是抓落实；三是抓督查。",
            "一是抓学习；二抓落实；三是抓督查。",
            "第一，提高认识。第二、第三小组分头检查。第四，汇总。",
            "首先，检查门窗。其次，检查电器。最后，锁门。",
            "一、时间\n一是上午；二是下午。\n二、地点\n一是操场；二是礼堂。",
            "第一季度，第二季度，第四季度",
            "这是第一是不是第三是不知道。",
        ),
    ),
)
