"""Selectors of style sheets (CSS Selectors 3) as far as pages hide with them: attributes, descendants, children"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Element = tuple[str, Mapping[str, str]]
"""An element that is open: its name and its attributes."""
_COMPOUND = re.compile(r"([a-z][a-z0-9-]*|\*)?((?:[.#][\w-]+|\[[^\]]{1,100}\])*)", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)|\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*[\"']?([^\"'\]]*)[\"']?\s*)?\]")
_STEP = re.compile(r"\s*>\s*|\s+")
_MOST_STEPS = 8


class Compound(NamedTuple):
    """One part of a selector: what an element must be."""

    tag: str
    tests: tuple[tuple[str, str, str], ...]
    """attribute, operator, value"""

    def fits(self, element: Element) -> bool:
        tag, given = element
        return self.tag in ("", "*", tag) and all(
            _holds(given.get(name), how, value) for name, how, value in self.tests
        )


class Selector(NamedTuple):
    """Parts from the outermost to the element itself; `direct` says of each but the first if it must be a child."""

    parts: tuple[Compound, ...]
    direct: tuple[bool, ...]

    def fits(self, element: Element, around: Sequence[Element]) -> bool:
        """Whether it is meant of an element within these, the innermost last."""
        if not self.parts[-1].fits(element):
            return False
        at = len(around)
        for part, is_child in zip(self.parts[-2::-1], self.direct[::-1], strict=True):
            at -= 1
            while at >= 0 and not part.fits(around[at]) and not is_child:
                at -= 1
            if at < 0 or not part.fits(around[at]):
                return False
        return True


def selector(written: str) -> Selector | None:
    """A selector as it is written; None for one that asks for more than names, attributes and what is around."""
    words, steps = _STEP.split(written), _STEP.findall(written)
    if not 0 < len(words) <= _MOST_STEPS:
        return None
    parts = [_compound(word) for word in words]
    found = tuple(part for part in parts if part)
    return Selector(found, tuple(">" in step for step in steps)) if len(found) == len(parts) else None


def _compound(written: str) -> Compound | None:
    match = _COMPOUND.fullmatch(written)
    if not match or not written:
        return None
    tests = []
    for sign, name, attribute, how, value in _PART.findall(match[2]):
        tests.append({".": ("class", "~=", name), "#": ("id", "=", name)}.get(sign, (attribute.lower(), how, value)))
    return Compound((match[1] or "").lower(), tuple(tests))


def _holds(given: str | None, how: str, value: str) -> bool:
    if given is None:
        return False
    if how == "~=":
        return value in given.split()
    tests = {
        "": True,
        "=": given == value,
        "^=": given.startswith(value),
        "$=": given.endswith(value),
        "*=": value in given,
    }
    return bool(tests.get(how, False)) and (not how or bool(value))
