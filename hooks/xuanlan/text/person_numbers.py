"""Numbers of persons as they may be shown, wherever a program shows one"""

from __future__ import annotations

import re
import unicodedata

FIRST, LAST = 2, 3
"""Signs that stay, as 永安市 (2023) has it: they hide five digits even from one who knows the birth date."""
_GAP = r"[ \u3000\-]?"
_ID = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ](?![\dA-Za-z])")
_MOBILE = re.compile(rf"(?<!\d)[1１]{_GAP}[3-9３-９](?:{_GAP}\d){{9}}(?!\d)")
_CUT = re.compile(r"(?<!\d)(?:[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{0,5}|1[3-9]\d{7,8})(?=[”…]|\Z)")
"""What is left of one at the end of words that were cut."""
_MOST_GAPS = 3
"""More are a row of small numbers."""
_CENTURY = slice(6, 8)


def masked_id(number: str) -> str:
    """An ID number of 18 or 15 signs with all but its first two and last three hidden."""
    return number[:FIRST] + "*" * (len(number) - FIRST - LAST) + number[-LAST:]


def masked_mobile(number: str) -> str:
    """A mobile number with all but its first three and last four digits hidden."""
    return number[:3] + "****" + number[-4:]


def without_numbers(words: str) -> str:
    """`words` without what may be the ID number or the mobile telephone of a person."""
    return _CUT.sub(lambda cut: cut[0][:FIRST] + "*" * (len(cut[0]) - FIRST), _MOBILE.sub(_mobile, _ID.sub(_id, words)))


def _mobile(found: re.Match[str]) -> str:
    digits = "".join(sign for sign in found[0] if sign.isdigit())
    return masked_mobile(digits) if len(found[0]) - len(digits) <= _MOST_GAPS else found[0]


def _id(found: re.Match[str]) -> str:
    number = "".join(sign for sign in unicodedata.normalize("NFKC", found[0]) if sign.isalnum())
    parted = len(number) < len(found[0])
    return found[0] if parted and number[_CENTURY] not in ("19", "20") else masked_id(number)
