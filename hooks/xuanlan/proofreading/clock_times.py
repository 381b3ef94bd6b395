"""Times of a clock that do not exist: 25:30, 12点75分, 上午15时"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from itertools import islice

from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.surroundings import around

_COLON = re.compile(r"(?<![\d:：.．/／〔])(\d{1,2})[ ]?[:：][ ]?(\d{2})(?:[:：](\d{2}))?(?![\d:：.．/／%％]|以?内)")
_WORDS = re.compile(
    r"(?<![\d.．:：第])(\d{1,2})[ ]?([时点])(?:[ ]?(\d{1,2})[ ]?分(?!之|值|数|制))?(?![ ]?\d|[ ]?半|效|数|段)"
)
_LABEL = r"(?:时间|时刻|时段)(?:为|是|在)?[ ]?[：:]?[ ]?"
_PART_OF_DAY = r"上午|下午|早上|早晨|清晨|中午|傍晚|晚上|晚间|夜间|凌晨|当晚|今晚|明晚"
_DAY = r"月\d{1,2}[日号]|(?:星期|礼拜|周)[一二三四五六日天]|每天|每日|当天|当日|今天|明天|次日"
_DAY += r"|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
_BEFORE = re.compile(rf"(?:(?:{_LABEL}|{_PART_OF_DAY}|{_DAY})[ ）)]*|定于|截至|截止到|最迟于?|不晚于|早于|晚于)\Z")
_AFTER = re.compile(
    r"[ ]?(?:之?前|以前|准时|正式)?(?:开始|开会|开考|开赛|集合|集中|出发|报到|到校|离校|到岗|到场|入场|进场|签到|结束"
    r"|截止|放学|上课|下课|到达|发车|开门|关门|闭馆|开馆|熄灯|起床|送达|报送)"
)
_JOINED = r"[ ]?(?:—+|–|～|~|－|-|至|到)[ ]?"
_OTHER_BEFORE = re.compile(rf"(?<!\d)([01]?\d|2[0-4])[:：][0-5]\d{_JOINED}\Z")
_OTHER_AFTER = re.compile(rf"{_JOINED}([01]?\d|2[0-4])[:：][0-5]\d(?![\d:：])")
_TIMETABLE = re.compile(rf"时间|作息|日程|课表|值班|开放|{_PART_OF_DAY}|{_DAY}")
_NO_CLOCK = re.compile(
    "比[分例值重]|配比|比[为是]|之比|按比|稀释|混合|浓度|兑水|师生比|[战胜负击]|领先|落后|总分|局|福音|诗篇|创世|章节|版本|端口"
)
"""Words of scores, ratios, verses and addresses."""
_LASTS = re.compile(
    r"(?:用时|历时|耗时|时长|学时|课时|工时|共计?|累计|长达|连续|持续|得|扣|[北南]纬|[东西]经)[ 约为]*\Z"
)
"""Words before a time that lasts, and before points."""
_MORNING = re.compile(r"(?:上午|早上|早晨|清晨|凌晨)[ ]?\Z")
_NOON = 12
_NEAR = 12
"""Signs before a time that say it is one."""
_MOST = 2000
"""Odd times of a text that are looked at closely."""
_RANGE = 12
"""Signs on either side in which the other end of a span of time is."""


def _impossible(hour: int, *rest: int) -> bool:
    """Whether no clock shows it. A day ends at 24:00."""
    return hour > 24 or any(part > 59 for part in rest) or (hour == 24 and any(rest))


def _no_such_time(text: str) -> Iterator[Hit]:
    written = ((match, _by_colon) for match in _COLON.finditer(text))
    said = ((match, _by_words) for match in _WORDS.finditer(text))
    found = heapq.merge(written, said, key=lambda one: one[0].start())
    odd = ((match, told) for match, told in found if _odd(text, match))
    for match, told in islice(odd, _MOST):
        if told(text, match):
            yield Hit(*match.span())


def _odd(text: str, match: re.Match[str]) -> bool:
    """Whether no clock shows it, or not in the morning."""
    hour, *rest = (int(part) for part in match.groups() if part and part.isdigit())
    return _impossible(hour, *rest) or (hour > _NOON and _in_the_morning(text, match))


def _in_the_morning(text: str, match: re.Match[str]) -> bool:
    return _MORNING.search(text[max(match.start() - _NEAR, 0) : match.start()]) is not None


def _by_colon(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _NEAR, 0) : match.start()]
    around_it = around(text, *match.span())
    if _NO_CLOCK.search(around_it) or _LASTS.search(before):
        return False
    if _BEFORE.search(before) or _AFTER.match(text, match.end()) or _bounded(text, match):
        return True
    ahead = text[max(match.start() - _RANGE, 0) : match.start()]
    span = _OTHER_BEFORE.search(ahead) or _OTHER_AFTER.match(text, match.end())
    return span is not None and _TIMETABLE.search(around_it) is not None


def _by_words(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _NEAR, 0) : match.start()]
    if _LASTS.search(before) or _NO_CLOCK.search(before):
        return False
    if _BEFORE.search(before):
        return True
    return match[3] is not None and (_AFTER.match(text, match.end()) is not None or _bounded(text, match))


def _bounded(text: str, match: re.Match[str]) -> bool:
    """Whether something lasts until then, or from then on: 至18:60止, 于24时30分前."""
    return text[match.start() - 1 : match.start()] in _FROM and text[match.end() : match.end() + 1] in _UNTIL


_FROM, _UNTIL = frozenset("于从自由至到在"), frozenset("止前后起")


RULES: tuple[Rule, ...] = (
    Rule(
        "time-impossible",
        "没有这个时刻，读者不知道该几点到：小时最大是 24，24 时以后不再有分，分不到 60；上午没有 13 时。",
        "GB/T 7408《日期和时间的表示法》",
        _no_such_time,
        (
            "会议时间：3月9日25:30",
            "12:75开始签到。",
            "3月9日24:30截止",
            "下午15时70分报到。",
            "作息时间：8:30—12:75",
            "时间\t内容\n8:00-9:00\t签到\n9:00-9:65\t开幕",
            "定于3月9日上午15:30召开。",
            "请于3月9日25时前报送。",
            "自8:30起至18:60止",
        ),
        (
            "会议时间：3月9日24:00",
            "最终比分为25:30，下午25:23再胜。",
            "师生比例为1:75",
            "84消毒液与水按1:99配比，上午10:30开始喷洒。",
            "创世记25:30",
            "版本 12:75，地址 10.0.0.1:80",
            "历时25时30分",
            "得12点75分",
            "第25时尚街区，30点建议",
            "下午15时30分",
            "凌晨1:30",
        ),
    ),
)
