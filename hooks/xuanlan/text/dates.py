"""Dates in words, read and written, and the one time zone that everything uses."""

from __future__ import annotations

import re
from datetime import date, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China Standard Time: no daylight saving since 1991, so a fixed offset needs no time zone data."""


def chinese_date(day: date) -> str:
    """2026年3月8日, without leading zeros, as 公文 are dated."""
    return f"{day.year}年{day.month}月{day.day}日"


_WRITTEN_DATE = re.compile(
    r"(\d{4})(?:\s{0,3}年\s{0,3}(\d{1,2})\s{0,3}月\s{0,3}(\d{1,2})\s{0,3}[日号]"
    r"|\s{0,3}([.．/／-])\s{0,3}(\d{1,2})\s{0,3}\4\s{0,3}(\d{1,2}))"
)
SEAL = re.compile(r"[ \u3000]*[（(](?!第)(?:[\u4e00-\u9fff \u3000]{0,8}章[ \u3000]?处?|印)[）)]")
"""The words that mark the place of the seal, such as （盖章）, on a line of their own or behind a date."""
_SEALED = re.compile(SEAL.pattern + r"\Z")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def read_date(text: str) -> date | None:
    """The day that 2026年3月8日, 二〇二六年三月八日（盖章）, 2026.3.8 or 2026. 3. 8 means; None for anything else."""
    text = text.strip()
    if text[-1:] in ("）", ")") and len(text) <= 60:
        text = _SEALED.sub("", text)
    if len(text) > 40 or (text[-1:] not in ("日", "号") and not text[-1:].isdecimal()):  # so for most paragraphs
        return None
    match = _WRITTEN_DATE.fullmatch(arabic(text))
    if match is None or (match[4] and not 1900 < int(match[1]) < 2200):  # another number, such as a version
        return None
    try:
        return date(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
    except ValueError:
        return None


def arabic(text: str) -> str:
    """`text` with the Chinese numerals of dates and times as digits: 二〇二六年十二月三十日 is 2026年12月30日."""
    plain = re.sub(r"(?<![一二三四五六七八九])十(?![一二三四五六七八九])", "10", text)
    plain = re.sub(r"(?<![一二三四五六七八九])十", "1", plain)
    return re.sub(r"十(?![一二三四五六七八九])", "0", plain).replace("十", "").translate(_DIGITS)
