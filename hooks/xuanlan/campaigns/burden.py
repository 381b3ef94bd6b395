"""What a plan asks of its units: forms, reports, photographs, meetings, days, and how much there is to read.

《整治形式主义为基层减负若干规定》 (2024, published 2025) limits the length of documents and forbids to judge work by
photographs and screenshots. The program counts; people decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 5000
"""Characters of a document, without blanks."""

_GIVE = r"(?:报送|上报|报备|提交|上交|填报|填写|上传|汇总|送交|(?<![通申])报|(?<![提上])交|附|留存|建立|形成|制作)"
_LOOK = "检查|督查|督导|考核"
_ASKED = {
    "表格和台账": rf"{_GIVE}[^。；，\n]{{0,14}}?(?:报表|统计表|汇总表|进度表|登记表|情况表|表格|台账|清单)",
    "总结和材料": rf"{_GIVE}[^。；，\n]{{0,14}}?(?:总结|工作报告|书面材料|材料|信息稿|简报|小结)",
    "照片和截图": rf"{_GIVE}[^。；，\n]{{0,14}}?(?:照片|图片|截图|截屏|影像资料|视频资料)|拍照留痕|工作留痕|痕迹资料",
    "会议": r"(?:召开|举行|组织)[^。；，\n]{0,14}?(?:会议|动员会|部署会|推进会|调度会|例会|座谈会|大会|总结会)",
    "检查和评比": rf"(?:{_LOOK}|评比)[^。；，\n]{{0,6}}一次|(?:定期|不定期)(?:开展|进行)?(?:{_LOOK})|排名",
    "定期报送": rf"(?:每日|每天|每周|每旬|每月|每季度|每半月)[^。；\n]{{0,20}}?{_GIVE}",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _ASKED.items()}
_TRACES = "照片和截图"
_CUT = 24
_NOT = re.compile(r"(?:不|无需|无须|免|严禁|避免|禁止)[^。；，\n]*$")
"""How the part of a sentence begins that says what is not asked."""


class Asked(NamedTuple):
    """One thing that a text asks for."""

    what: str
    """one of the six kinds, in Chinese"""
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


def length(text: str) -> int:
    """The characters of a text without its blanks."""
    return len(re.sub(r"\s", "", text))


def remarks(text: str) -> Iterator[str]:
    """What the head of an office should know before he signs: what is over a limit, and what is forbidden."""
    if (size := length(text)) > LONGEST:
        yield f"正文 {size} 字，超过 {LONGEST} 字"
    traces = [one for one in asked(text) if one.what == _TRACES]
    if traces:
        yield f"要求报送照片、截图的有 {len(traces)} 处，不得作为考核依据"
