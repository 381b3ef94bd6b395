"""ID numbers as they may be shown, wherever a program shows one"""

from __future__ import annotations

FIRST, LAST = 2, 3
"""Signs that stay, as 永安市 (2023) has it: they hide five digits even from one who knows the birth date."""


def masked(number: str) -> str:
    """An ID number of 18 or 15 signs with all but its first two and last three hidden."""
    return number[:FIRST] + "*" * (len(number) - FIRST - LAST) + number[-LAST:]
