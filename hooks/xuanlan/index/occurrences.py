"""Where every pair of neighbouring characters stands in the texts of one field of a block, as columns of numbers.

A text is a title, a 发文字号 or a body. Inside a text every character has a number: the first 学 is 学 0, the next
one 学 1. An occurrence of the pair 学院 is written as the numbers of its 学 and of its 院. Two pairs that share a
character join where they name the same one: 大学 ending in 学 3 and 学院 beginning with 学 3 are 大学院. So a chain
of pairs finds any string exactly, without positions: half the bits, and an edit changes only lists of the characters
it moves.

Beside the pairs there is a key for every single character, and one for every whole number (a run of digits that no
digit precedes or follows), which serves the ranking. These say only in which texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuanlan.index.codes import Numbers, Starts, run_starts

CHARACTER_BITS = 21
NUMBER = (1 << CHARACTER_BITS) - 1
"""Stands for the first character in the key of a whole number; no character has it."""
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 15


@dataclass(slots=True)
class Occurrences:
    """Columns: the key (x, y) and the text; for pairs also the numbers i of x and j of y in that text.

    The key of a single character has y = 0, that of a whole number x = NUMBER.
    """

    x: Numbers
    y: Numbers
    text: Numbers
    i: Numbers | None = None
    j: Numbers | None = None


def of_texts(texts: Sequence[str]) -> tuple[Occurrences, Occurrences]:
    """The pairs in `texts`, and the single characters and whole numbers; those of one key in the order of the texts."""
    points = np.frombuffer("".join(texts).encode("utf-32-le"), dtype="<i4")
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    text = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    number = _numbers(points, text)
    at = np.flatnonzero(text[:-1] == text[1:])
    pairs = Occurrences(points[at], points[at + 1], text[at], number[at], number[at + 1])
    single = np.flatnonzero(number == 0)
    whole, whole_text = _whole_numbers(texts)
    plain = Occurrences(
        x=np.concatenate((points[single], np.full_like(whole, NUMBER))),
        y=np.concatenate((np.zeros(len(single), dtype=np.int32), whole)),
        text=np.concatenate((text[single], whole_text)),
    )
    return pairs, plain


def in_order(*columns: Numbers) -> Starts:
    """The order by the first of `columns`, then the second …; equals stay as they are. Values are below 2^21."""
    order = np.argsort(_ranks(columns[-1]), kind="stable")
    for column in columns[-2::-1]:
        order = order[np.argsort(_ranks(column)[order], kind="stable")]
    return order


def _numbers(points: Numbers, text: Numbers) -> Numbers:
    """For every character which one of its kind it is in its text, from 0."""
    order = in_order(points)
    first = run_starts(points[order], text[order])
    numbers = np.empty(len(points), dtype=np.int32)
    numbers[order] = np.arange(len(points)) - np.repeat(first, np.diff(first, append=len(points)))
    return numbers


def _ranks(values: Numbers) -> NDArray[Any]:
    """Numbers in the same order as `values` and as small as they can be: sixteen bits are sorted in linear time."""
    present = np.zeros(1 << CHARACTER_BITS, dtype=bool)
    present[values] = True
    ranks = np.cumsum(present, dtype=np.int32) - 1
    return ranks.astype(np.uint16 if ranks[-1] < 1 << 16 else np.uint32)[values]


def _whole_numbers(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """What is left of the whole numbers of each text after division by NUMBER, and the text; each once."""
    found = sorted(
        {
            (at, int(digits[-_LONGEST_NUMBER:]) % NUMBER)
            for at, text in enumerate(texts)
            for digits in _DIGITS.findall(text)
        }
    )
    table = np.array(found, dtype=np.int32).reshape(-1, 2)
    return table[:, 1], table[:, 0]
