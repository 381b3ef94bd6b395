"""Numbers as the automatic numberings of Word write them: ST_NumberFormat of ECMA-376 Part 1, 17.18.59"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS, _LEGAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL, _LEGAL_JAPANESE = "零壹貳參肆伍陸柒捌玖", "〇壱弐参四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SIGNS = "*†‡§"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 32767
"""The largest number that Word counts to."""
_LONGEST = 30
"""Signs of a number that repeats a letter, beyond which it is written in digits."""


def written(number: int, form: str, pattern: str = "") -> str:
    """`number` in the format `form`; in digits where the format has no sign for it, or is not known. `pattern` is that
    of the format "custom", such as "001, 002, 003, ..."."""
    if form == "custom":
        return str(number).zfill(len(pattern.split(",")[0].strip()) if pattern[:1] == "0" else 1)
    if not 0 <= number <= _MOST:
        return str(number)
    if form in _SINGLE:
        signs = _SINGLE[form]
        return signs[number - 1] if 0 < number <= len(signs) else str(number)
    return _FORMS[form](number) if form in _FORMS else str(number)


def _counted(number: int, digits: str, places: str, one_ten: bool, gap: bool) -> str:
    """In words, such as 一百零五; `places` are 十百千万 or the like. `one_ten` says 一十 for 十, `gap` a nought for
    places that are left out."""
    if number == 0:
        return digits[0]
    found, nought = "", False
    for at in range(4, -1, -1):
        digit = number // 10**at if at == 4 else number // 10**at % 10
        if not digit:
            nought = bool(found)
            continue
        if nought and gap:
            found += digits[0]
        nought = False
        bare = digit == 1 and not one_ten and (at == 1 and not found if gap else 0 < at < 4)
        found += ("" if bare else digits[digit]) + (places[at - 1] if at else "")
    return found


def _placed(number: int, digits: str) -> str:
    """Digit by digit, such as 一〇五."""
    return "".join(digits[int(sign)] for sign in str(number))


def _chinese(nought: str) -> Callable[[int], str]:
    """In words below a hundred, from there on digit by digit."""
    return lambda number: (
        _counted(number, _DIGITS, "十百千万", False, True)
        if 0 < number < 100
        else _placed(number, nought + _DIGITS[1:])
    )


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found[:_LONGEST] or "0"


def _repeated(number: int, signs: str) -> str:
    """A … Z, AA, BB …"""
    times, at = divmod(number - 1, len(signs))
    return signs[at] * (times + 1) if number > 0 and times < _LONGEST else str(number)


def _ordinal(number: int) -> str:
    last = number % 10 if number // 10 % 10 != 1 else 0
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"


def _full_width(number: int) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


def _row(first: str, count: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(count))


_SINGLE = {
    "decimalEnclosedCircle": _row("①", 20), "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedFullstop": _row("⒈", 20), "decimalEnclosedParen": _row("⑴", 20),
    "ideographEnclosedCircle": _row("㊀", 10), "ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": tuple(_STEMS[at % 10] + _BRANCHES[at % 12] for at in range(60)),
}  # fmt: skip
"""Formats that have one sign for each number, as far as these go."""
_ALPHABET = _row("A", 26)
_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese("○"),
    "taiwaneseCounting": _chinese("○"),
    "chineseCountingThousand": lambda number: _counted(number, "〇" + _DIGITS[1:], "十百千万", False, True),
    "taiwaneseCountingThousand": lambda number: _counted(number, _DIGITS, "十百千萬", False, True),
    "japaneseCounting": lambda number: _counted(number, "〇" + _DIGITS[1:], "十百千万", False, False),
    "ideographDigital": lambda number: _placed(number, "〇" + _DIGITS[1:]),
    "japaneseDigitalTenThousand": lambda number: _placed(number, "〇" + _DIGITS[1:]),
    "taiwaneseDigital": lambda number: _placed(number, "○" + _DIGITS[1:]),
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟萬", True, True),
    "ideographLegalTraditional": lambda number: _counted(number, _LEGAL_TRADITIONAL, "拾佰仟萬", True, True),
    "japaneseLegal": lambda number: _counted(number, _LEGAL_JAPANESE, "拾百阡萬", True, False),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _repeated(number, _ALPHABET),
    "lowerLetter": lambda number: _repeated(number, _ALPHABET.lower()),
    "chicago": lambda number: _repeated(number, _SIGNS),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
