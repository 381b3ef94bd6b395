"""Seams: two words that follow each other and make, across their border, what would be a slip: 部署|假期 has 署假"""

from __future__ import annotations

from functools import cache

from xuanlan.proofreading.name_words import known
from xuanlan.reading.shipped import DATA

_LONGEST = 4
"""Signs of the longest words of the list."""
_ALONE = frozenset("按将把被与和及或在对等向为由从到不未已应需要可能会使让给用就都也还并又再各每某本此其这那的了是有")
"""Words of one sign that stand before others: 按|装订."""


@cache
def words() -> frozenset[str]:
    """Words of general and official language, of two to four signs."""
    lines = (DATA / "wording" / "words.txt").read_text(encoding="utf-8").split("\n")
    return known()[0] | {word for line in lines if not line.startswith("#") for word in line.split()}


def met(text: str, start: int, end: int) -> bool:
    """Whether the signs from `start` to `end` are the end of one word and the beginning of the next.

    Both words are whole, and at least one of them reaches beyond: nobody who writes 布署 has words like that around it.
    """
    lefts = ((at, _left(text, start, at)) for at in range(start + 1, end))
    return any(left and _right(text, at, end, left) for at, left in lefts)


def _left(text: str, start: int, at: int) -> int:
    """How far the longest word that ends at `at` reaches to the left of `start`, and one; 0 where there is none."""
    for first in range(max(at - _LONGEST, 0), start + 1):
        word = text[first:at]
        if word in words() or (len(word) == 1 and word in _ALONE):
            return start - first + 1
    return 0


def _right(text: str, at: int, end: int, left: int) -> bool:
    """Whether a word begins at `at` and reaches to `end`, or beyond where the word before it does not reach out."""
    least = end if left > 1 else end + 1
    return any(text[at:last] in words() for last in range(max(least, at + 2), at + _LONGEST + 1))
