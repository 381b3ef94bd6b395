"""Numbered levels that leave one out: （1） right below 一、, or below （一） where 1. stands there elsewhere"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.markup.places import without_code
from xuanlan.proofreading.marks import RANGE
from xuanlan.proofreading.rule import SiteRule

_NUMERAL = "一二三四五六七八九十"
_LINE = re.compile(
    rf"(?m)^(?:[ \t\u3000*]|&(?:nbsp|e[mn]sp);)*(?:(?P<hash>#{{1,6}})[ \t\u3000]*)?"
    rf"(?:(?!{RANGE})(?P<one>[{_NUMERAL}]{{1,3}}、)"
    rf"|(?P<two>[（(][{_NUMERAL}]{{1,3}}[）)])|(?P<three>\d{{1,2}}[.．、](?!\d))|(?P<four>[（(](?P<number>\d{{1,2}})[）)])"
    r"|(?P<new>附件|附录|附表|第[一二三四五六七八九十]+[章节条部]))?"
)
_THREE_INSIDE = re.compile(r"[：:；;。，, \u3000\n]\d{1,2}[.．、](?!\d)")
"""The third level in the middle of a paragraph."""
_EXAM = re.compile(r"题[）)：:。]?\s*(?:[（(][^（）()\n]*[）)])?\s*\Z")
"""The end of a heading whose numbers are those of questions."""
_MOST = 20


class _Item(NamedTuple):
    level: int
    """1 to 4; 0 where something else begins"""
    start: int
    """of the number"""
    end: int
    number: int
    """of the fourth level"""


def check(manuscript: Manuscript, report: Report) -> None:
    """Tell each group of two or more items of the fourth level that has none of the third above it."""
    if manuscript.entry.notice.withdrawn or not manuscript.rendered.text or "1" not in manuscript.body:
        return
    body = without_code(manuscript.body)
    for parent, item in islice(_skips(body), _MOST):
        words, above = body[item.start : item.end], body[parent.start : parent.end]
        place = manuscript.shown.locator.at(item.start)
        report.add("level-skipped", place, found=words, parent=above)


def _items(body: str) -> Iterator[_Item]:
    for match in _LINE.finditer(body):
        for level, name in enumerate(("one", "two", "three", "four"), 1):
            if match[name]:
                yield _Item(level, match.start(name), match.end(name), int(match["number"] or 0))
        if match["new"] or (match["hash"] and not any(match.group("one", "two", "three", "four"))):
            yield _Item(0, match.start(), match.end(), 0)


def _skips(body: str) -> Iterator[tuple[_Item, _Item]]:
    """Each item above, with the first of those below it."""
    items = list(_items(body))
    usual = any(above.level == 2 and item.level == 3 for above, item in pairwise(items))
    for above, item, next_ in zip(items, items[1:], items[2:], strict=False):
        if (item.level, next_.level) != (4, 4) or (item.number, next_.number) != (1, 2):
            continue
        heading = body[above.start : item.start].split("\n", 1)[0]
        if (above.level == 1 or (above.level == 2 and usual)) and not (
            _EXAM.search(heading) or _THREE_INSIDE.search(body, above.end, item.start)
        ):
            yield above, item


RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "level-skipped",
        "层次序号依次用“一、”“（一）”“1.”“（1）”，不跳级；只有两级时，“一、”下面可以直接用“1.”。",
        "GB/T 9704-2012 7.3.3",
        (
            notice("一、时间\n\n（1）三月九日。\n\n（2）三月十日。"),
            notice("一、要求\n\n（一）准时\n\n1.早到。\n\n2.签到。\n\n（二）安静\n\n（1）关机。\n\n（2）落座。"),
        ),
        (
            notice("一、时间\n\n1.三月九日\n\n（1）上午。\n\n（2）下午。\n\n2.三月十日"),
            notice("一、时间\n\n1.三月九日。\n\n2.三月十日。"),
            notice("一、要求：1.准时；2.安静。\n\n（1）关机。\n\n（2）落座。"),
            notice("（一）要求\n\n（1）关机。\n\n（2）落座。"),
            notice("一、填空题\n\n（1）甲。\n\n（2）乙。"),
        ),
    ),
)
