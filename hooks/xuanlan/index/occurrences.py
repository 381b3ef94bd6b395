"""Where every pair of neighbouring characters stands in the texts of one field of a block, as columns of numbers.

A text is a title, a 发文字号 or a body. Inside a text every character has a number: the first 学 is 学 0, the next
one 学 1. An occurrence of the pair 学院 is written as the numbers of its 学 and of its 院. Two pairs that share a
character join where they name the same one: 大学 ending in 学 3 and 学院 beginning with 学 3 are 大学院. So a chain
of pairs finds any string exactly, without positions: half the bits, and an edit changes only lists of the characters
it moves.

Beside the pairs every single character is a key, and every whole number (a run of digits that no digit precedes or
follows), for the ranking. Their lists say only which texts hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xuanlan.index.bits import Numbers, Starts, run_starts

CHARACTER_BITS = 21
NUMBER = (1 << CHARACTER_BITS) - 1
"""The first character in the key of a whole number; no real character has this code."""
_LINE_END = ord("\n")
"""Put behind each text as a separator: folded texts hold no line end."""
_LONGEST_NUMBER = 15


@dataclass(slots=True)
class Lists:
    """Keys (x, y), ascending, and the places of each, ascending: `lengths` numbers of `at` from `starts` on.

    The key of a single character has y = 0, that of a whole number x = NUMBER; these have one place in each text.
    """

    x: Numbers
    y: Numbers
    starts: Starts
    lengths: Numbers
    at: Numbers


@dataclass(slots=True)
class Field:
    """The texts of a field, one behind the other, and the lists of places in them."""

    text: Numbers
    """for each place, the number of its text"""
    number: Numbers
    """for each place, how often its character stands before it in the same text"""
    pairs: Lists
    """pairs of characters, each at the place of the first one"""
    plain: Lists
    """single characters and whole numbers"""


def field_of(texts: Sequence[str]) -> Field:
    """The places of everything that stands in folded `texts`."""
    points = np.frombuffer("".join(f"{text}\n" for text in texts).encode("utf-32-le"), dtype="<i4")
    text = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) + 1 for text in texts])
    present = np.zeros(points.max(initial=0) + 1, dtype=bool)
    present[points] = True
    signs = np.flatnonzero(present)
    kinds = (np.cumsum(present, dtype=np.int32) - 1)[points]
    pairs = _pairs(signs, kinds)
    kind, at = _sorted(kinds, np.arange(len(points), dtype=np.int32))
    first = run_starts(kind, text[at]).astype(np.int32)
    number = np.empty(len(points), dtype=np.int32)
    number[at] = np.arange(len(points), dtype=np.int32) - np.repeat(first, np.diff(first, append=len(points)))
    return Field(text, number, pairs, _plain(signs, kind[first], at[first], *_whole_numbers(points, text)))


def _pairs(signs: Numbers, kinds: Numbers) -> Lists:
    """The lists of all pairs; `kinds` has for each place the index in `signs` of the character there."""
    ids = kinds[:-1].astype(np.int64)
    ids *= len(signs)
    ids += kinds[1:]
    ids, at = _sorted(ids, np.arange(len(ids), dtype=np.int32))
    key = ids[run_starts(ids)]
    return _lists(signs[key // len(signs)], signs[key % len(signs)], ids, at)


def _plain(signs: Numbers, kind: Numbers, at: Numbers, value: Numbers, begin: Numbers) -> Lists:
    """The lists of single characters, then of whole numbers: the first place of each in every text."""
    values = value[run_starts(value)]
    x = np.concatenate((signs, np.full_like(values, NUMBER)))
    y = np.concatenate((np.zeros_like(signs), values))
    return _lists(x, y, np.concatenate((kind, len(signs) + value)), np.concatenate((at, begin)))


def _sorted(ids: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
    """Both columns, sorted by id, then by place. To sort one packed column is the quickest way."""
    bits = int(at.max(initial=0)).bit_length()
    keys = ids.astype(np.int64)
    keys <<= bits
    keys |= at
    keys.sort()
    at = (keys & ((1 << bits) - 1)).astype(np.int32)
    keys >>= bits
    return keys, at


def _lists(x: Numbers, y: Numbers, ids: Numbers, at: Numbers) -> Lists:
    """A list for each key, except those with a line end; `ids` has one run for each key."""
    starts = run_starts(ids)
    lengths = np.diff(starts, append=len(ids))
    real = (x != _LINE_END) & ((y != _LINE_END) | (x == NUMBER))
    return Lists(x[real], y[real], starts[real], lengths[real], at)


def _whole_numbers(points: Numbers, text: Numbers) -> tuple[Numbers, Numbers]:
    """The remainder of each whole number divided by NUMBER, ascending, and its first place in every text."""
    places = np.flatnonzero((points >= ord("0")) & (points <= ord("9")))
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    lengths = np.diff(starts, append=len(places))
    behind = np.repeat(places[starts] + lengths - 1, lengths) - places
    digits = np.where(behind < _LONGEST_NUMBER, points[places] - ord("0"), 0)
    values = np.add.reduceat(digits * 10 ** np.minimum(behind, _LONGEST_NUMBER), starts)
    value, begin = _sorted(values % NUMBER, places[starts])
    first = run_starts(value, text[begin])
    return value[first], begin[first]
