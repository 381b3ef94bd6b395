"""Chinese numerals, read and written: 一百二十 is 120, 二〇二六 is 2026, and 幺零五 is the room 105"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = dict(zip("〇零○一二三四五六七八九", (0, 0, 0, *range(1, 10)), strict=True)) | {"两": 2, "幺": 1}
_SMALL, _LARGE = {"十": 10, "百": 100, "千": 1000}, {"万": 10**4, "亿": 10**8}
SIGNS = "〇零○一二三四五六七八九两幺十百千万亿"
_WRITTEN = "零一二三四五六七八九"
MOST = 10**12
"""Numbers from here on are read digit by digit."""


def digits_of(signs: str) -> str:
    """The digits that 二〇二六 or 幺二三四五 names one by one; empty when it is a number in words."""
    return "".join(str(_DIGITS[sign]) for sign in signs) if all(sign in _DIGITS for sign in signs) else ""


def value_of(signs: str) -> Decimal | None:
    """What 一百二十, 三万五千 or 两 is; None for what is no number, such as 二三十 or 千万."""
    if digits := digits_of(signs):
        return Decimal(digits) if len(signs) == 1 or not set(signs) & {"两"} else None
    total = part = Decimal(0)
    digit: int | None = None
    last = 10**9
    for sign in signs:
        if sign in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            if _SMALL[sign] >= last or (not digit and (sign != "十" or total or part)):
                return None
            last = _SMALL[sign]
            part += (digit or 1) * last
            digit = None
        else:
            part += digit or 0
            if not part and (not total or sign == "万"):
                return None
            total = (total + part) * _LARGE[sign] if sign == "亿" else total + part * _LARGE[sign]
            part = Decimal(0)
            digit, last = None, 10**9
    return total + part + (digit or 0)


def in_words(number: int) -> str:
    """一百二十 for 120, 两万 for 20000. Raises ValueError below 0 and from `MOST` on."""
    if not 0 <= number < MOST:
        raise ValueError(f"no words for {number}")
    if number == 0:
        return _WRITTEN[0]
    words = ""
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part:
            gap = _WRITTEN[0] if words and part < 1000 else ""
            words += gap + ("两" if part == 2 and sign else _below_ten_thousand(part)) + sign
        elif words and number and not words.endswith(_WRITTEN[0]) and size == 10**4:
            words += _WRITTEN[0]
    return words.removeprefix("一") if words.startswith("一十") else words


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            words += (_WRITTEN[0] if gap and words else "") + _WRITTEN[digit] + sign
        gap = not digit
    return words


def one_by_one(digits: str, *, telephone: bool = False) -> str:
    """The digits one by one: 二零二六; of a telephone number, 1 is said 幺."""
    words = "".join(_WRITTEN[int(digit)] for digit in digits)
    return words.replace("一", "幺") if telephone else words
