"""Blanks between Chinese characters, which GB/T 15834-2011 knows none of, and those that divide what belongs apart"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuanlan.proofreading.marks import HAN, NUMERAL, STANDARD
from xuanlan.proofreading.rule import Hit, Rule

_SPACES = re.compile(rf"[ \xa0](?<=[{HAN}，。；：、].)[ \xa0]*(?=[{HAN}，。；：、])")
_APART = re.compile(rf"[{HAN}]{{1,12}}(?:[ \xa0]+[{HAN}]{{1,12}}){{1,11}}")
"""A line of words set apart on purpose: a slogan, names in a row."""
_OFFICES = "厅委局室部府院会办处校所"
"""The last characters of offices."""
_ISSUERS = 80
"""So far behind the first office that issues a document its title begins with 关于."""
_LABEL = re.compile(rf"[{HAN}](?:[ \xa0]+[{HAN}]){{1,3}}[:：\t]")
_HEAD = re.compile(
    rf"第[〇零一二三四五六七八九十百千\d]{{1,6}}[编章节条款项](?:之{NUMERAL}{{1,2}})?|附[件表录]{NUMERAL}?|{NUMERAL}{{1,3}}、"
    rf"|[（(]{NUMERAL}{{1,3}}[）)]|[^\n，。；]{{0,12}}\d{{1,2}}日|注[:：]|[问答][:：]"
)
"""Numbers and dates at the beginning of a line, behind which many leave a blank."""


def _spaces(text: str) -> Iterator[Hit]:
    start, end, apart = 0, -1, False
    for match in _SPACES.finditer(text):
        if match.start() > end:  # in another line than the last
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            end = end if end >= 0 else len(text)
            apart = bool(_APART.fullmatch(text, start, end) or _LABEL.match(text, start, end))
        if not (apart or _set_apart(text, start, match)):
            put = f"{text[match.start() - 1]}{text[match.end()]}"
            yield Hit(match.start() - 1, match.end() + 1, {"put": put}, put)


def _set_apart(text: str, start: int, blank: re.Match[str]) -> bool:
    """Whether a blank in the line from `start` on divides what belongs apart: a number from its article, or offices
    that issue a document together."""
    if _HEAD.fullmatch(text, start, blank.start()):
        return True
    near = max(start, blank.start() - _ISSUERS)
    title = text.rfind("《", near, blank.start()) > text.rfind("》", near, blank.start())
    return text[blank.start() - 1] in _OFFICES and (title or "关于" in text[blank.end() : blank.end() + _ISSUERS])


RULES: tuple[Rule, ...] = (
    Rule(
        "mark-spaces",
        "汉字之间不留空格；要对齐的，用表格。",
        STANDARD,
        _spaces,
        ("请各 单位按时报名。", "请注意， 明天停水"),
        (
            "各单位",
            "使用 A4 纸",
            "张\u3000三",
            "明德 笃学 精技 致远",
            "第一条 为了加强管理，制定本办法。",
            "索 引 号：000",
            "《中共云山县委办公室 云山县人民政府办公室印发〈意见〉的通知》",
            "县教育局 县财政局关于开展检查的通知",
        ),
        plain=True,
    ),
)
