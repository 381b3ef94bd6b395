"""Sentences that promise what follows them, such as 现将有关事项通知如下：they stand only above what they promise"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuanlan.sheets.blocks import Block, text_of

_SENTENCE = re.compile(r"[^。！？…]*(?:[。！？…]|[!?](?![!-~]))[”’」』）)]*|[^。！？…]+$")
_PROMISE = re.compile(
    r"如下|如次|下列|下述|[下附][表图]|附后|以下(?!简称|同|称)(?=[几各这内要事人名有安措具两数一二三四五六七八九十0-9为是])|[：:][”’）)]*$"
)
_POINTS = re.compile("如下|如次|[：:]$")
"""What only the very thing that is promised makes good; with 下列 it is enough to say where it is."""
_SIDE = re.compile(
    "为|根据|按照?|依据|依照|遵照|经|结合|鉴于|因|由于|随着|针对|围绕|在|对|关于|据|本着|自|确保|维护|保障|加强|提高|做好|进一步|切实|"
    "营造|推进|促进|防止|防范|避免|减少|丰富|引导|增强|弘扬|落实|规范|方便|减轻|使|让|以|并|严格|全面|有效|充分|巩固|迎接|深入|不断|现[将就对]"
)
"""How a clause begins that is no sentence by itself."""
_UNITS = {
    "姓名": "人", "学生": "人", "教师": "人", "班级": "个班级", "寝室": "间寝室", "宿舍": "间宿舍", "项目": "个项目",
    "课题": "项课题", "单位": "个单位", "部门": "个部门", "企业": "家企业", "社团": "个社团", "团队": "支团队",
    "作品": "件作品",
}  # fmt: skip
"""What a list is of by a word in its head, the first that is there."""
_SUM = re.compile(r"[合总共小]\s*计|备\s*注|说\s*明|注[：:]")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,2}\*{1,3}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+")
_BETWEEN = re.compile(r"[、，,；;\s　]+")
_FEW = 4
"""Fewer names than this are part of a sentence, and no list."""


def sentences(line: str) -> list[str]:
    """The sentences of `line`, which together are `line`."""
    return _SENTENCE.findall(line) or [line]


def promises(words: str) -> bool:
    """Whether `words` speak of something that is to follow them."""
    return bool(_PROMISE.search(words.strip()))


def kept(words: str, *, told: bool) -> str:
    """The sentence `words` without its promise; "" when nothing is left that can stand alone.

    `told`: right behind it stands where what it promises is to be found, and how much that is.
    """
    if not promises(words) or (told and not _POINTS.search(words.strip())):
        return words
    clauses = re.split("(?<=[，；;,])", words.strip())
    while clauses and (promises(clauses[-1]) or _SIDE.match(clauses[-1])):
        clauses.pop()
    if any(map(promises, clauses)):
        return ""
    return "".join(clauses).rstrip("，；;,") + "。" if clauses else ""


def how_many(rows: Sequence[Sequence[str]], head: int) -> tuple[int, str]:
    """How many a table lists, its first `head` rows being its head, and in which unit: (12, "人")."""
    names = [cell for row in rows[: max(head, 1)] for cell in row]
    unit = next((unit for word, unit in _UNITS.items() if any(word in "".join(name.split()) for name in names)), "项")
    listed = [row for row in rows[head:] if any(map(str.strip, row)) and not any(map(_SUM.match, row))]
    people = [name for name in names if "".join(name.split()) == "姓名"]
    if len(people) < 2:
        return len(listed), unit
    columns = [at for at, name in enumerate(rows[0]) if "".join(name.split()) == "姓名"]  # a list in several columns
    return sum(bool(row[at].strip()) for row in listed for at in columns if at < len(row)), unit


def named(blocks: Sequence[Block]) -> int:
    """How many persons are listed, one or many a line, in the paragraphs and items of `blocks`; 0: it is no list."""
    count = 0
    for block in blocks:
        words = [word for word in _BETWEEN.split(text_of([block]).strip().rstrip("。；;")) if word]
        if words and all(map(_NAME.fullmatch, words)):
            count += len(words)
        elif count:
            break
    return count if count >= _FEW else 0
