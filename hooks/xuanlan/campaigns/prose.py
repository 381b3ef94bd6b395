"""Plans in prose: phases with their times, and tasks that name who does them and until when between brackets"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xuanlan.campaigns.tables import Row

_NUMBER = r"(?:第[一二三四五六七八九十\d]+阶段|[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．:：]?|[①-⑳])"
_PHASE = re.compile(
    rf"\s*(?P<number>{_NUMBER})?[\s:：、]*(?P<name>[^（()）。；;：:]{{2,40}}?阶段)?\s*"
    r"(?:[（(](?P<time>[^）)]{2,40})[）)])?\s*(?:[。：:；;、]|$)"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+阶段")
_WHO = re.compile(
    r"(?:—+|－+|--+|[（(【\[])\s*(?=(?:牵头|责任|主责|承办|负责|配合|协办|完成|时限|时间)[^（()）]{0,6}[:：（(])(?P<said>.{4,160}?)[）)】\]]?[。；;]?\s*$"
)
_SAID = re.compile(
    r"(?P<what>牵头单位|牵头部门|责任单位|责任部门|责任科室|主责单位|承办单位|负责部门|配合单位|配合部门|协办单位|完成时限|完成时间|时限|时间要求|责任人)"
    r"\s*[:：（(]?\s*(?P<words>[^；;:：）)]+?)\s*[）)]?\s*(?=$|[；;，,。]|(?:牵头|责任|配合|协办|完成|时限|时间))"
)
_FIELDS = {
    **dict.fromkeys(("牵头", "责任单", "责任部", "责任科", "主责", "承办", "负责"), "lead"),
    **dict.fromkeys(("配合", "协办"), "joint"),
    **dict.fromkeys(("完成", "时限", "时间"), "term"),
    "责任人": "person",
}
_LEADING = re.compile(rf"\s*{_NUMBER}\s*")


_ALONE = re.compile(
    r"\s*(?:牵头|责任|主责|负责|承办)(?:责任)?(?:单位|部门|科室|处室)\s*[:：]\s*(?P<units>[^：:。]{2,40})[。；;]?\s*"
)
_DUTY = re.compile(
    rf"\s*{_NUMBER}\s*(?P<units>[\u4e00-\u9fff、和与及]{{2,24}}?[科处部办室院系会委团心组队])(?:要)?负责(?P<text>.{{4,160}})"
)


class Stage(NamedTuple):
    """A phase as a paragraph tells it."""

    name: str
    time: str
    """as written; empty where none is"""
    where: str


def stage_of(text: str, where: str) -> Stage | None:
    """The phase that a paragraph is the head of, or begins with."""
    match = _PHASE.match(text)
    if not match or not match["number"]:
        return None
    name = (match["name"] or "").strip()
    ordinal = _ORDINAL.match(match["number"])
    if not name and not ordinal:
        return None
    if not (name or match["time"]):
        return None
    return Stage(name or match["number"], (match["time"] or "").strip(), where)


def is_head(text: str) -> bool:
    """Whether a paragraph is a short line with a number: what is below it belongs to it."""
    return len(text) <= 40 and bool(_LEADING.match(text))


def task_of(text: str, where: str, above: str = "") -> Row | None:
    """The task that a paragraph tells, with who does it, or until when, at its end:
    （牵头单位：教务处；完成时限：6月底前）, ——责任部门（保卫、物业）; or 3.宣传部负责报道; or, below the line `above`,
    牵头单位：教务处 alone."""
    if (match := _ALONE.fullmatch(text)) and (name := _LEADING.match(above)):
        return Row({"text": above[name.end() :].strip(" 。；;："), "lead": match["units"]}, where)
    if match := _DUTY.match(text):
        return Row({"text": match["text"].strip(" 。；;，,"), "lead": match["units"]}, where)
    match = _WHO.search(text)
    if not match:
        return None
    said = dict(_told(match["said"]))
    words = _LEADING.sub("", text[: match.start()], count=1).strip(" 。；;，,—-")
    if not words or not ({"lead", "term"} & said.keys()):
        return None
    return Row({"text": words, **said}, where)


def _told(said: str) -> Iterator[tuple[str, str]]:
    for match in _SAID.finditer(said):
        field = next(field for begin, field in _FIELDS.items() if match["what"].startswith(begin))
        yield field, match["words"].strip(" ，,。")
