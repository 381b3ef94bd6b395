"""Texts spelled for reading aloud: dates, times, numbers, telephone numbers and marks as a voice says them"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from xuanlan.channels.facts import Fact, facts, implied
from xuanlan.channels.pieces import Piece
from xuanlan.channels.source import Source, Span
from xuanlan.reading.shipped import DATA
from xuanlan.text.numerals import MOST, in_words, one_by_one

_LATE = re.compile("下午|傍晚|晚上|晚间|夜间|当晚|今晚|明晚")
_CLAUSE = re.compile(r"[。；！？\n]")
_ONE_BY_ONE = frozenset({"室", "班", "级", "届", "路"})
"""What is called by the digits of its number: 幺零五室, 二零二六级."""
_YEARS = range(1900, 2100)
_DASH = re.compile(r"([）)]?)\s?(?:——?|[-–−－~～])\s?")
_ADDRESS = "（网址见原文）"
_SIGNS = (
    (re.compile(r"[（(]((?:星期|周)[一二三四五六日天])[）)]"), r"\1"),
    (re.compile(r"(?<!\A)[（(]([^（）()]{1,60})[）)]"), r"，\1，"),
    (re.compile(r"[×x](?=[\d〇零一二三四五六七八九十])"), "乘"),
    (re.compile(r"[、，：；\s]*，[、，\s]*"), "，"),
    (re.compile(r"，(?=[。！？；》”])|(?<=[。！？；：])，"), ""),
    (re.compile(r"[—–]{1,2}"), "，"),
    (re.compile(r"[·※◆●★☆■□▲△→]"), ""),
)
"""Marks that a voice cannot say, and what it says or does instead."""


_CLAUSE_LONGEST = 200
"""Signs before a fact in which the rest of its clause is looked for."""


def spoken(source: Source, span: Span) -> Piece:
    """The words of `span` as they are said; as they are written where spelling them would make another fact of them."""
    there = source.facts(span.text)
    words = _signs(_spelled(span.text, facts(span.text)))
    if {fact.key for fact in source.facts(words)} <= implied(there):
        return Piece(words, (span,))
    return Piece(span.text, (span,))


def _spelled(text: str, found: list[Fact]) -> str:
    made, last = "", 0
    for number, fact in enumerate(found):
        written = text[fact.start : fact.end]
        between = text[last : fact.start]
        if number and (dash := _DASH.fullmatch(between)):
            between = dash[1] + "至"
        masked = text[fact.start - 1 : fact.start] == "*" or text[fact.end : fact.end + 1] == "*"
        said = "" if masked else _said(fact, written, text[max(fact.start - _CLAUSE_LONGEST, 0) : fact.start])
        made += between + (said if said and _same(said, fact) else written)
        last = fact.end
    return made + text[last:]


def _same(said: str, fact: Fact) -> bool:
    """Whether what is said is the fact; a number that is said in one sign is none at all."""
    heard = [one.key for one in facts(said)]
    return heard == [fact.key] or (not heard and (fact.kind == "address" or len(said) == 1))


def _said(fact: Fact, written: str, before: str) -> str:
    if not any(sign.isdigit() for sign in written) and fact.kind not in ("weekday", "address"):
        return ""
    clause = _CLAUSE.split(before)[-1]
    if fact.kind == "date":
        return _date(*fact.value.split("-"))
    if fact.kind == "time":
        return _time(*fact.value.split(":"), part=bool(_LATE.search(written)) or not _LATE.search(clause))
    if fact.kind == "number" and not fact.value[0].isdecimal():  # a date, time or document that there cannot be
        return ""
    if fact.kind == "number":
        return _number(fact.value.partition(" ")[0], _unit(written, fact.value), before)
    if fact.kind == "document":
        year, number = fact.value.split("-")
        return f"{_year(year)}年第{_count(number)}号"
    if fact.kind == "amount":
        return _count(fact.value) + "元"
    if fact.kind == "code":
        return " ".join(one_by_one(part, telephone=True) for part in re.findall(r"[0-9]+", _half(written)))
    return {"weekday": f"星期{fact.value}", "address": _ADDRESS}.get(fact.kind, "")


def _half(written: str) -> str:
    return written.translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def _year(digits: str) -> str:
    return one_by_one(digits).replace("零", "〇")


def _date(year: str, month: str, day: str) -> str:
    words = "" if year == "?" else f"{_year(year)}年"
    words += "" if month == "?" else f"{in_words(int(month))}月"
    return words + ("" if day == "?" else f"{in_words(int(day))}日")


_UNIT = re.compile(r"[十百千万亿]*\s?([^\d.,，．\s十百千万亿]*)\Z")


def _unit(written: str, value: str) -> str:
    """The unit as it is written, unless in Latin letters or signs."""
    unit = value.partition(" ")[2]
    own = _UNIT.search(written)
    return own[1] if own and own[1] and "\u4e00" <= own[1][0] <= "\u9fff" else unit


_PARTS = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))


def _time(hour: str, minute: str, *, part: bool) -> str:
    """下午两点半; without `part`, which stands before already, two o'clock only."""
    number = int(hour)
    name = next((name for end, name in _PARTS if number < end), "")
    twelve = number - 12 if number > 12 and name else number
    words = (name if part or number > 12 else "") + ("两" if twelve == 2 else in_words(twelve)) + "点"
    if minute == "00":
        return words
    return words + ("半" if minute == "30" else f"{'零' if minute[0] == '0' else ''}{in_words(int(minute))}分")


def _count(value: str) -> str:
    whole, _, part = value.partition(".")
    if int(whole) >= MOST:
        return ""
    return in_words(int(whole)) + (f"点{one_by_one(part)}" if part else "")


def _number(value: str, unit: str, before: str) -> str:
    if unit in ("%", "‰"):
        return ("百分之" if unit == "%" else "千分之") + _count(value)
    if value.isdigit() and len(value) > 2 and (unit in _ONE_BY_ONE or before.endswith("转") or int(value) in _YEARS):
        return one_by_one(value, telephone=unit != "级") + unit
    if value == "2" and unit and not before.endswith("第") and unit not in ("号", "楼", "层", "栋", "月", "班", "室"):
        return "两" + unit
    return _count(value) + unit


def _signs(text: str) -> str:
    for pattern, instead in _SIGNS:
        text = pattern.sub(instead, text)
    return text.strip("，")


@cache
def _readings() -> Mapping[str, str]:
    rows = (DATA / "rare_characters.txt").read_text(encoding="utf-8").splitlines()
    return dict(row.split() for row in rows if row and not row.startswith("#"))


def readings(text: str) -> list[tuple[str, str]]:
    """The characters of `text` that a reader may not know, each with its pinyin, or with none if we do not know it."""
    found = []
    for sign in dict.fromkeys(text):
        known = _readings().get(sign, "")
        if known or (sign >= "\u3400" and sign.isalpha() and not _usual(sign)):
            found.append((sign, known))
    return found


def _usual(sign: str) -> bool:
    """Whether it is among the 6763 characters of GB/T 2312, or no ideograph."""
    if not ("\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"):
        return True
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
