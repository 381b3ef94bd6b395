"""Of which words a name is made, by a list of words that names are made of and by the names of places"""

from __future__ import annotations

from functools import cache, lru_cache

from xuanlan.reading.shipped import DATA

GRAMMAR = frozenset(
    "的了和与及或在是为有等将对从向由于以至到把被让使也都就还又并而且但则其之所这那该此各每某本我你他她它们不未无非可能会要须应请做"
)
"""Words of one sign that stand between names: where one is added or in place of another, two words met."""
LOOSE = frozenset(
    "部处科室院系局委办组所站中队厅班会团社校区市县省镇乡村级直周月季年日节正副总代常兼原前大小老新者员长生性化类型式学各第全本"
)
"""Signs that are words of their own beside the words of a name, and make another one: 党委副书记, 云山市教育局."""


@cache
def known() -> tuple[frozenset[str], frozenset[str]]:
    """Words that names are made of and resemble, and names of places with and without 市, 县 and the like."""
    lines = (DATA / "office_words.txt").read_text(encoding="utf-8").split("\n")
    words = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    lines = (DATA / "places.txt").read_text(encoding="utf-8").split("\n")
    places = frozenset(place for line in lines if not line.startswith("#") for place in line.split())
    return words, places | {place[:-1] for place in places if len(place) > 2}


@lru_cache(20_000)
def parts(name: str) -> tuple[tuple[int, int], ...]:
    """Where each word of `name` begins and ends: 领导|小组, 云山|市|职业|学院.

    Signs that are in no word make one together, such as a place or a person."""
    words, places = known()
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    """for each place: signs before it that are in no word, number of words, length of the last"""
    for last in range(1, len(name) + 1):
        ways = []
        for size in range(1, min(last, 4) + 1):
            piece = name[last - size : last]
            if size == 1 or piece in words or (size > 1 and piece in places):
                alone, count, _ = best[last - size]
                ways.append((alone + (size == 1), count + 1, size))
        best.append(min(ways))
    sizes: list[int] = []
    while (left := len(name) - sum(sizes)) > 0:
        sizes.append(best[left][2])
    found: list[tuple[int, int]] = []
    at, strange = 0, False
    for size in reversed(sizes):
        single = size == 1 and name[at] not in LOOSE and name[at] not in GRAMMAR
        if single and strange:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + size))
        at, strange = at + size, single
    return tuple(found)


def part(name: str, at: int) -> tuple[int, int]:
    """The word of `name` to which its sign `at` belongs."""
    return next(part for part in parts(name) if part[0] <= at < part[1])


@lru_cache(10_000)
def divides(name: str, at: int) -> bool:
    """Whether a word of `name` begins at its place `at`, in one way or another of reading it."""
    words, _ = known()
    there = set(parts(name))
    begin, end = (at, len(name)) if at == 1 else (0, at)
    rest = name[begin:end]
    return any(first == at for first, _ in there) or all(
        rest[first:last] in words or (begin + first, begin + last) in there for first, last in parts(rest)
    )
