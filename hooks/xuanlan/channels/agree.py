"""Whether a text that stands somewhere agrees with the notice: which dates, numbers and names are others"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from xuanlan.channels.broadcast import NOTE
from xuanlan.channels.facts import LABELS, Fact
from xuanlan.channels.source import Source

_FOR_READERS = re.compile(rf"(?m)^{NOTE}.*$")
_MOST = 2_000_000
"""Pairs of facts that are compared in order; larger texts are compared as sets."""


class Difference(NamedTuple):
    """A fact that differs: of which kind, as the notice has it, and as the other text has it; empty for not at all."""

    fact: str
    here: str
    there: str


def differences(source: Source, expected: str, pasted: str) -> list[Difference]:
    """Where `pasted` differs from `expected`, a projection of today's notice.

    A fact in place of another differs wherever it stands. One more is no difference if the notice has it too.
    """
    return compared(source, expected, _FOR_READERS.sub("", pasted), source.known)


def compared(source: Source, here: str, there: str, allowed: set[str]) -> list[Difference]:
    """The facts of `here` and `there` that differ; `there` may have more, if they are `allowed`."""
    own, other = source.facts(here), source.facts(there)
    left, right = Counter(fact.key for fact in own), Counter(fact.key for fact in other)
    found = []
    for one, two in _pairs(own, other):
        if one and two:
            found.append(Difference(LABELS[one.kind], _words(here, one), _words(there, two)))
        elif one and right[one.key] < left[one.key]:
            found.append(Difference(LABELS[one.kind], _words(here, one), ""))
        elif two and two.key not in allowed:
            found.append(Difference(LABELS[two.kind], "", _words(there, two)))
    return list(dict.fromkeys(found))


def _words(text: str, fact: Fact) -> str:
    return text[fact.start : fact.end].strip()


_Pair = tuple[Fact | None, Fact | None]


def _pairs(own: Sequence[Fact], other: Sequence[Fact]) -> list[_Pair]:
    """The facts that do not stand in both texts in the same order, each with the one that is in its place, if any."""
    first = 0
    while first < min(len(own), len(other)) and own[first].key == other[first].key:
        first += 1
    last = 0
    while last < min(len(own), len(other)) - first and own[-1 - last].key == other[-1 - last].key:
        last += 1
    own, other = own[first : len(own) - last], other[first : len(other) - last]
    if len(own) * len(other) > _MOST:
        return [*((one, None) for one in own), *((None, two) for two in other)]
    costs = _costs(own, other)
    found: list[_Pair] = []
    i = j = 0
    while i < len(own) or j < len(other):
        if i < len(own) and j < len(other) and own[i].kind == other[j].kind:
            same = own[i].key == other[j].key
            if costs[i][j] == costs[i + 1][j + 1] + (not same):
                found += [] if same else [(own[i], other[j])]
                i, j = i + 1, j + 1
                continue
        if i < len(own) and costs[i][j] == costs[i + 1][j] + 1:
            found.append((own[i], None))
            i += 1
        else:
            found.append((None, other[j]))
            j += 1
    return found


def _costs(own: Sequence[Fact], other: Sequence[Fact]) -> list[list[int]]:
    """For facts i and j the fewest changes from there to the ends; another fact of the same kind is one."""
    costs = [[0] * (len(other) + 1) for _ in range(len(own) + 1)]
    for i in range(len(own), -1, -1):
        for j in range(len(other), -1, -1):
            ways = []
            if i < len(own):
                ways.append(costs[i + 1][j] + 1)
            if j < len(other):
                ways.append(costs[i][j + 1] + 1)
            if len(ways) == 2 and own[i].kind == other[j].kind:
                ways.append(costs[i + 1][j + 1] + (own[i].key != other[j].key))
            costs[i][j] = min(ways, default=0)
    return costs
