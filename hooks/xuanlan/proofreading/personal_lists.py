"""Lists of names under words that say of what these people suffer: the ill, the poor, the punished"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from xuanlan.proofreading.personal_data import person, personal_data
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import line_above, line_before

_OF_PERSONS = ("人员", "学生", "同学", "同志", "患者", "对象", "家庭", "职工")
_HEAD = re.compile(
    r"[：:单下](?:(?<=名单)[^\n，。：:、]{0,20}[：:\n]|(?<=如下)[^\n，。：:、]{0,10}[：:\n]|"
    + "|".join(f"(?<={word}[：:])" for word in _OF_PERSONS)
    + ")"
)
_ITEM = re.compile(r"[^、，,；;\s。]+")
_BESIDE = re.compile(r"[（(].*")
_NUMBER = re.compile(r"^[（(]?[0-9]{1,4}[）).．、]?")
_LONGEST = 4000
"""Characters of a list that are looked at."""
_NEAR = 60
"""Characters before the head of a list that may say whom it lists."""
_FEWEST, _SHARE = 3, 0.7
"""A list of persons has at least so many names, and at least this share of its items are names."""
_STRAY = 4
"""So many items in a row that are no names end a list."""


class NameList(NamedTuple):
    """A list of persons by their full names, and why it is a sensitive one."""

    start: int
    end: int
    names: int
    word: str


def name_lists(text: str, title: str = "") -> Iterator[NameList]:
    """Lists of full names below a head, where the head, its line, the line above or the title has a sensitive word."""
    end = 0
    heads = list(_HEAD.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        if head.start() >= end:
            above = line_above(text, head.start())[-_NEAR:] + "\n" + line_before(text, head.start())[-_NEAR:] + head[0]
            word = _sensitive(title + "\n" + above)
            limit = following.start() if following else len(text)
            found = _names(text, head.end(), min(head.end() + _LONGEST, limit)) if word else None
            if found:
                end = found[1]
                yield NameList(*found, word)


def _sensitive(words: str) -> str:
    """The word that makes a list with these words above it a sensitive one; "" for none."""
    data = personal_data()
    if any(other in words for other in data.list_other):
        return ""
    kind = data.list_kind(words)
    allowed = kind.allowed_words if kind else ()
    return next((word for word in data.list_words if word in words and not word.startswith(allowed)), "")


def _names(text: str, start: int, limit: int) -> tuple[int, int, int] | None:
    """Where the names from `start` to `limit` begin and end, and how many they are; None for no list of persons."""
    items = names = stray = items_then = 0
    first = last = start
    for item in _ITEM.finditer(text, start, limit):
        if names and "。" in text[last : item.start()]:
            break
        word = _BESIDE.sub("", _NUMBER.sub("", item[0]))
        if not word:
            continue
        items += 1
        if person(word):
            first = first if names else item.start()
            names, items_then, stray, last = names + 1, items, 0, item.end()
        else:
            stray += 1
            if stray == _STRAY:
                break
    if names < _FEWEST or names < items_then * _SHARE:
        return None
    return first, last, names


def _find(text: str) -> Iterator[Hit]:
    for found in name_lists(text):
        yield Hit(found.start, found.end, {"found": found.word, "word": found.word, "count": str(found.names)})


RULES: tuple[Rule, ...] = (
    Rule(
        "personal-list",
        "贫困、残疾、患病、受处分一类的词后面跟着一串全名：没有法定的依据，这样的名单不能公开。",
        "《个人信息保护法》第二十八条、第二十九条；《未成年人保护法》第四条",
        _find,
        (
            "贫困生名单\n张三\n李四\n王小五\n",
            "下列同学因旷课受到警告处分，名单如下：张三、李四、王小五。",
            "残疾儿童名单：阿不都·某某、张三、李四",
        ),
        (
            "贫困生名单\n张某\n李某\n王某某\n",
            "优秀志愿者名单：张三、李四、王小五",
            "贫困村名单：张庄、李村、王家湾",
            "残疾儿童救助工作领导小组名单：张三、李四、王小五",
            "请假人员名单：张三、李四、王小五",
            "患者请携带：身份证、医保卡、病历本",
        ),
    ),
)
