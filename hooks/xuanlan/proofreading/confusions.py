"""Which characters are taken for each other: those that sound alike, and those that look alike"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from xuanlan.reading.shipped import DATA


def alike(one: str, other: str) -> bool:
    """Whether an input method or a tired eye takes `one` for `other`."""
    families = _families()
    return one != other and not families.get(one, _NONE).isdisjoint(families.get(other, _NONE))


_NONE: frozenset[int] = frozenset()


@cache
def _families() -> Mapping[str, frozenset[int]]:
    """For each character the numbers of its families of sounds and shapes."""
    found: dict[str, set[int]] = defaultdict(set)
    number = 0
    for name in ("sounds.txt", "shapes.txt"):
        for line in (DATA / "wording" / name).read_text(encoding="utf-8").split("\n"):
            for family in line.split() if not line.startswith("#") else ():
                number += 1
                for sign in family:
                    found[sign].add(number)
    return {sign: frozenset(numbers) for sign, numbers in found.items()}
