"""What a text asks of the units that it is sent to: forms, reports, photographs, meetings, days; and how long it is

《整治形式主义为基层减负若干规定》 (2024, published 2025) limits the length of documents and forbids to judge work by
photographs and screenshots. The program counts; people decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SOURCE = "《整治形式主义为基层减负若干规定》（中共中央办公厅、国务院办公厅2024年8月6日印发）"
"""It was published without a file number."""
LENGTHS = {"通知": 4000, "方案": 4000, "意见": 5000, "决定": 5000}
"""Most characters of a document that lays something on others, without blanks, by its kind."""
DAYS = "时限"
"""Days are told, but come with what is asked for, so they are not counted once more."""

_GAP = r"[^。；，,;:：\n]"
_GIVE = (
    r"(?:报送|上报|报备|提交|上交|填报|填写|上传|汇总|送交|(?<![通申汇情简公预播海])报(?![告道名考到销刊纸社案警废答])"
    r"|(?<![提上移外社递转])交(?![流通往谈办易接叉付界待给际响换班警])|附(?!件)|留存|建立|形成|制作)"
)
_TABLES = r"(?:报表|统计表|汇总表|进度表|登记表|情况表|表格|台账|清单)"
_REPORTS = r"(?:总结|工作报告|书面材料|材料|信息稿|简报|小结)"
_PICTURES = r"(?:照片|图片|截图|截屏|影像资料|视频资料)"
_MEETINGS = r"(?:会议|动员会|部署会|推进会|调度会|例会|座谈会|大会|总结会)"
_SENT = rf"{_GAP}{{0,18}}(?:报送?|交|上传)(?:至|到|给)?{_GAP}{{0,8}}(?:[处部办科室局院会]|中心|邮箱)"
"""What stands behind things that are named first: 小结于4月3日前报教务处."""
_LOOK = "检查|督查|督导|考核"


def _given(things: str) -> str:
    """Words that ask for `things`, before them or behind them."""
    return rf"{_GIVE}{_GAP}{{0,14}}?{things}|{things}(?:和{_GAP}{{1,6}})?(?=[于在请须要应报交上前]|每|\d){_SENT}"


_ASKED = {
    "表格和台账": _given(_TABLES),
    "总结和材料": _given(_REPORTS),
    "照片和截图": rf"{_given(_PICTURES)}|拍照留痕|工作留痕|痕迹资料",
    "会议": rf"(?:(?:组织)?(?:召开|举行){_GAP}{{0,14}}?|组织{_GAP}{{0,6}}?|(?<=会、){_GAP}{{0,6}}?){_MEETINGS}",
    "检查和评比": rf"(?:{_LOOK}|评比)[^。；，\n]{{0,6}}一次|(?:定期|不定期)(?:开展|进行)?(?:{_LOOK})|排名",
    "定期报送": rf"(?:每日|每天|每周|每旬|每月|每季度|每半月)[^。；，\n]{{0,20}}?{_GIVE}",
    DAYS: r"(?:\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?|每?[月周季年]度?[底末]|\d{1,2}[日号]|本周[一二三四五])"
    r"(?:[（(]星期.[）)])?(?:[上下]午)?(?:\d{1,2}[:：时点]\d{0,2}分?)?(?:之|以)?前",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _ASKED.items()}
_JUDGED = re.compile(r"考核|评比|评分|计分|扣分|排名|考评|测评")
_TRACE = re.compile(rf"{_PICTURES}|留痕|痕迹|学习笔记")
_CUT = 24
_NOT = re.compile(r"(?:不|无需|无须|免|严禁|避免|禁止)[^。；，\n]*$")
"""How the part of a sentence begins that says what is not asked."""
_SENTENCE = re.compile(r"[^。；\n]+")


class Asked(NamedTuple):
    """One thing that a text asks for."""

    what: str
    """one of the kinds, in Chinese"""
    words: str
    line: int
    """of the text, from 1"""


def asked(text: str) -> Iterator[Asked]:
    """Everything that `text` asks of those who have to do it, in the order in which it stands there."""
    for number, line in enumerate(text.split("\n"), 1):
        found = [
            (match.start(), what, match[0])
            for what, pattern in _PATTERNS.items()
            for match in pattern.finditer(line)
            if not _NOT.search(line, 0, match.start()) or match[0].startswith("不定期")
        ]
        for _, what, words in sorted(found):
            yield Asked(what, words if len(words) <= _CUT else f"{words[:_CUT]}…", number)


def by_kind(found: Iterable[Asked]) -> list[tuple[str, list[Asked]]]:
    """What was found of each kind, those kinds of which nothing was left out."""
    ones = list(found)
    groups = [(what, [one for one in ones if one.what == what]) for what in _ASKED]
    return [group for group in groups if group[1]]


def counted(found: Iterable[Asked]) -> tuple[int, str]:
    """How much is asked for, and of what how often, in words."""
    groups = by_kind(found)
    total = sum(len(ones) for what, ones in groups if what != DAYS)
    return total, "、".join(f"{what} {len(ones)} 处" for what, ones in groups)


def judged_by_traces(text: str) -> Iterator[str]:
    """Sentences by which photographs, screenshots or notes count when work is judged."""
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        trace, judged = _TRACE.search(sentence), _JUDGED.search(sentence)
        if trace and judged and not _NOT.search(sentence, 0, max(trace.start(), judged.start())):
            yield sentence


def length(text: str) -> int:
    """The characters of a text without its blanks."""
    return len(re.sub(r"\s", "", text))
