"""Numbers as a sheet shows them, by the codes of their formats"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from xuanlan.office.format_codes import CONDITION, SHOWN, Token, sections
from xuanlan.office.formats import number_text
from xuanlan.office.moment_formats import in_numerals, moment_shown

_WIDEST = 30
"""Digits before the point of a number that is shown by a code."""


def shown(raw: str, code: str, is_1904: bool) -> str:
    """A number, as a file has it, the way the format with this code shows it."""
    try:
        value = Decimal(f"{float(raw):.15g}")
    except (ValueError, OverflowError, InvalidOperation):
        return raw
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST or (raw.isdecimal() and len(raw) > 15):
        return number_text(raw, False, is_1904)
    section, value = _section(value, sections(code))
    kinds = {kind for kind, _ in section}
    if "date" in kinds or "half" in kinds or "elapsed" in kinds:
        return moment_shown(value, section, is_1904)
    if "general" in kinds or not section or kinds == {"gap"} or ("sign", "@") in section:
        general = _general(raw, value)
        words = [general if kind == "general" or what == "@" else what for kind, what in section if kind in SHOWN]
        return in_numerals("".join(words), section).strip() or general
    return in_numerals(_number(value, section), section).strip()


def text_shown(text: str, code: str) -> str:
    """A text, the way the format with this code shows it."""
    last = next(iter(sections(code)[-1:]), ())
    if ("sign", "@") not in last or len(last) == 1:
        return text
    return "".join(text if what == "@" else what for kind, what in last if kind in SHOWN)


def _section(value: Decimal, sections: tuple[tuple[Token, ...], ...]) -> tuple[tuple[Token, ...], Decimal]:
    """The section that shows a number, and the number that it shows: another section shows the sign itself."""
    if not sections:
        return (), value
    for section in sections[:3]:
        for kind, what in section:
            if kind == "condition" and _holds(value, what):
                return section, value
    if any(kind == "condition" for section in sections for kind, _ in section):
        rest = [section for section in sections[:3] if all(kind != "condition" for kind, _ in section)]
        return (rest[-1] if rest else ()), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if not value and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: Decimal, condition: str) -> bool:
    found = CONDITION.fullmatch(condition)
    try:
        bound = Decimal(found[2]) if found else Decimal(0)
    except InvalidOperation:
        return False
    sign = found[1] if found else ""
    return bool(
        {"<": value < bound, ">": value > bound, "=": value == bound, "<=": value <= bound, ">=": value >= bound,
         "<>": value != bound}.get(sign)
    )  # fmt: skip


def _general(raw: str, value: Decimal) -> str:
    """As many digits as a cell without a format has room for; whole numbers have all of theirs."""
    if raw.isdecimal() or value == value.to_integral_value():
        return number_text(raw, False, False)
    decimals = max(10 - len(str(int(abs(value)))), 0)
    text = f"{_rounded(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _number(value: Decimal, section: tuple[Token, ...]) -> str:
    """A number in the places that a section has for its digits."""
    signs = [what for kind, what in section if kind == "sign"]
    if not any(sign in "0#?" for sign in signs):
        words = "".join(what for kind, what in section if kind in SHOWN)
        return ("-" if value < 0 else "") + words
    if "/" in signs and "." not in signs:
        return _fraction(value, section)
    power = next((at for at, (kind, _) in enumerate(section) if kind == "power"), None)
    if power is not None:
        return _scientific(value, section, power)
    value = value.scaleb(2 * signs.count("%"))
    places = [at for at, (kind, what) in enumerate(section) if kind == "sign" and what in "0#?"]
    point = next((at for at, token in enumerate(section) if token == ("sign", ".")), len(section))
    commas = [at for at, token in enumerate(section) if token == ("sign", ",")]
    value = value.scaleb(-3 * sum(at > places[-1] or (at < point and not _any(places, at, point)) for at in commas))
    is_grouped = any(places[0] < at < point and _any(places, at, point) for at in commas)
    whole, after = [at for at in places if at < point], [at for at in places if at > point]
    value = _rounded(value, len(after))
    digits, _, decimals = f"{abs(value):f}".partition(".")
    digits = digits.lstrip("0")
    put = _before(digits, [section[at][1] for at in whole], is_grouped=is_grouped)
    shown_at = dict(zip(whole, put, strict=True))
    end = len(decimals)
    for place in range(len(after) - 1, -1, -1):
        sign = section[after[place]][1]
        is_bare = place == end - 1 and decimals[place] == "0" and sign != "0"
        end -= is_bare
        shown_at[after[place]] = (" " if sign == "?" else "") if is_bare else decimals[place]
    words = ""
    for at, (kind, what) in enumerate(section):
        if at in shown_at:
            words += shown_at[at]
        elif kind in SHOWN and not (kind == "sign" and what == ","):
            words += (digits if at == point and not whole else "") + what
    return ("-" if value < 0 else "") + words


def _any(places: list[int], start: int, end: int) -> bool:
    return any(start < at < end for at in places)


def _before(digits: str, signs: list[str], *, is_grouped: bool) -> list[str]:
    """The digits before the point in their places, from the right; the first place has all that are left."""
    found: list[str] = []
    for number, sign in enumerate(reversed(signs)):
        if number == len(signs) - 1 and len(digits) > number:
            taken = digits[: len(digits) - number]
        else:
            taken = digits[-1 - number] if number < len(digits) else {"0": "0", "?": " "}.get(sign, "")
        if is_grouped:
            taken = _grouped(taken, number)
        found.insert(0, taken)
    return found


def _grouped(digits: str, right: int) -> str:
    """Digits with a comma behind each that has a multiple of three digits at its right."""
    if not digits.strip():
        return digits
    words = ""
    for number, digit in enumerate(reversed(digits), right):
        words = digit + ("," if number and not number % 3 else "") + words
    return words


def _scientific(value: Decimal, section: tuple[Token, ...], power: int) -> str:
    before, after = section[:power], section[power + 1 :]
    point = next((at for at, token in enumerate(before) if token == ("sign", ".")), len(before))
    step = max(sum(kind == "sign" and what in "0#?" for kind, what in before[:point]), 1)
    exponent = value.adjusted() if value else 0
    exponent -= exponent % step
    mantissa = _number(value.scaleb(-exponent), before)
    if step == 1 and mantissa.lstrip("-").startswith("10"):
        exponent += 1
        mantissa = _number(value.scaleb(-exponent), before)
    width = sum(kind == "sign" and what == "0" for kind, what in after)
    sign = "-" if exponent < 0 else "+" if section[power][1].endswith("+") else ""
    return f"{mantissa}E{sign}{abs(exponent):0{max(width, 1)}d}"


def _fraction(value: Decimal, section: tuple[Token, ...]) -> str:
    at = section.index(("sign", "/"))
    below = "".join(what for _, what in section[at + 1 :]).strip()
    size = sum(what in "?#0" for kind, what in section[at + 1 :] if kind == "sign")
    exact = Fraction(abs(value))
    is_mixed = any(kind == "other" and what == " " for kind, what in section[:at])
    whole = int(exact) if is_mixed else 0
    if below.isdecimal() and int(below):
        part = f"{round((exact - whole) * int(below))}/{int(below)}"
    else:
        near = (exact - whole).limit_denominator(10 ** min(max(size, 1), 4) - 1)
        if near == 1:
            whole, near = whole + 1, Fraction(0)
        part = f"{near.numerator}/{near.denominator}" if near or not is_mixed else ""
    words = f"{whole or ''} {part}".strip() if is_mixed else part
    return ("-" if value < 0 else "") + (words or "0")
