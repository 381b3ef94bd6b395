"""Days and times as a sheet shows them, and digits as Chinese numerals"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from xuanlan.office.format_codes import NUMERALS, SHOWN, Token

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_DAY = 86_400
_LAST_DAY, _FIRST_RIGHT_DAY = 2_958_466, 60
"""Serial numbers: the day after 9999-12-31, and that of a 29 February 1900 that programs count."""


def moment_shown(value: Decimal, section: tuple[Token, ...], is_1904: bool) -> str:
    """A day or a time."""
    if not 0 <= value < _LAST_DAY:
        return f"{value:f}"
    decimals = max(
        (len(what) - what.index(".") - 1 for kind, what in section if kind == "date" and "." in what), default=0
    )
    seconds = (value * _DAY).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    day = int(seconds // _DAY)
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if day >= _FIRST_RIGHT_DAY else 31)
    moment = first + timedelta(days=day, seconds=int(seconds % _DAY))
    has_half = any(kind == "half" for kind, _ in section)
    clock = [(at, what.lower()) for at, (kind, what) in enumerate(section) if kind in ("date", "elapsed")]
    minutes = {
        at for number, (at, what) in enumerate(clock) if what[0] == "m" and len(what) < 3 and (
            (number and clock[number - 1][1][0] == "h") or (number + 1 < len(clock) and clock[number + 1][1][0] == "s"))
    }  # fmt: skip
    numerals = next((NUMERALS[what] for kind, what in section if kind == "numerals"), None)
    words = ""
    for at, (kind, what) in enumerate(section):
        if kind == "date":
            word = _part(moment, what.lower(), seconds % 60, at in minutes, has_half)
            words += _in_numerals(word, numerals, what.lower()[0] in "ye") if numerals else word
        elif kind == "elapsed":
            total = int(seconds // {"h": 3600, "m": 60, "s": 1}[what[0]])
            words += f"{total:0{len(what)}d}"
        elif kind == "half":
            names = what.split("/")
            words += names[moment.hour >= 12]
        elif kind in SHOWN:
            words += what
    return words.strip()


def _part(moment: datetime, what: str, second: Decimal, is_minute: bool, has_half: bool) -> str:
    sign, length = what[0], len(what)
    if sign in "ye":
        return f"{moment.year:04d}" if length > 2 or sign == "e" else f"{moment.year % 100:02d}"
    if sign == "a":
        return ("星期" if length > 3 else "") + _WEEK[moment.weekday()]
    if sign == "m" and not is_minute:
        name = _MONTHS[moment.month - 1]
        return (
            f"{moment.month:0{length}d}"
            if length < 3
            else name
            if length == 3
            else f"{moment:%B}"
            if length == 4
            else name[0]
        )
    if sign == "d":
        return f"{moment.day:0{length}d}" if length < 3 else _DAYS[moment.weekday()][: 3 if length == 3 else None]
    if sign == "h":
        hour = (moment.hour % 12 or 12) if has_half else moment.hour
        return f"{hour:0{min(length, 2)}d}"
    if sign == "m":
        return f"{moment.minute:0{length}d}"
    if "." in what:
        return f"{second:f}" if second >= 10 else f"0{second:f}"
    return f"{moment.second:0{min(length, 2)}d}"


def in_numerals(words: str, section: tuple[Token, ...]) -> str:
    numerals = next((NUMERALS[what] for kind, what in section if kind == "numerals"), None)
    return re.sub("[0-9]+", lambda found: _in_numerals(found[0], numerals, False), words) if numerals else words


def _in_numerals(digits: str, numerals: tuple[str, str] | None, is_year: bool) -> str:
    """Digits in Chinese: one by one, as years are read, or as a number below 10,000."""
    if numerals is None or not digits.isdecimal():
        return digits
    signs, units = numerals
    if is_year or len(digits) > 4:
        return "".join(signs[int(digit)] for digit in digits)
    value, words, has_gap = int(digits), "", False
    for at in range(3, -1, -1):
        digit = value // 10**at % 10
        if digit:
            words += ("零" if has_gap and words else "") + signs[digit] + (units[at - 1] if at else "")
        has_gap = not digit
    return (words[1:] if words.startswith("一十") else words) or signs[0]
