"""Proofs that digits are a number of a certain kind: check digits, and dates that exist"""

from __future__ import annotations

from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UNIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def id_check(digits: str) -> str:
    """The eighteenth sign of the ID number that begins with these seventeen (GB 11643-1999; ISO/IEC 7064, MOD 11-2)."""
    return "10X98765432"[sum(int(sign) * weight for sign, weight in zip(digits, _ID_WEIGHTS, strict=True)) % 11]


def is_id(number: str) -> bool:
    """Whether these eighteen signs can be somebody's ID number: a birth date that exists and the right check digit."""
    return id_shaped(number) and id_check(number[:17]) == number[17]


def id_shaped(number: str) -> bool:
    """Whether the eighteen signs have a birth date where ID numbers have theirs, and begin as no date does: there are
    no areas 19 and 20."""
    return number[0] != "0" and number[:2] not in ("19", "20") and number[6:8] in ("19", "20") and exists(number[6:14])


def old_id_shaped(number: str) -> bool:
    """Whether these fifteen digits can be an ID number as given out until 1999: they have a birth date."""
    return number[0] != "0" and exists("19" + number[6:12])


def exists(day: str) -> bool:
    """Whether YYYYMMDD is a day."""
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return False
    return True


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that ISO/IEC 7812-1 demands of a bank card."""
    doubled = (sum(divmod(2 * int(sign), 10)) for sign in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def unit_check(signs: str) -> str:
    """The eighteenth sign of the 统一社会信用代码 that begins with these seventeen (GB 32100-2015)."""
    total = sum(_UNIT_SIGNS.index(sign) * weight for sign, weight in zip(signs, _UNIT_WEIGHTS, strict=True))
    return _UNIT_SIGNS[-total % 31]


def is_unit(code: str) -> bool:
    """Whether these eighteen signs are the code of a unit, which everybody may know."""
    return set(code) <= set(_UNIT_SIGNS) and unit_check(code[:17]) == code[17]
