"""Fixed phrases of official language: forms one slip away, at the ends of a phrase too, that cannot be right words"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from xuanlan.proofreading import wording_data
from xuanlan.proofreading.confusions import alike
from xuanlan.proofreading.name_words import GRAMMAR, LOOSE, part
from xuanlan.proofreading.rule import Hit
from xuanlan.proofreading.seams import words
from xuanlan.proofreading.wording_match import MOST, occurrences
from xuanlan.proofreading.wording_phrases import halves

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMBERS = frozenset("〇零一二三四五六七八九十百千万两双多几")
_SURE = 6
"""From so many signs on, a phrase is known by the rest of it, even if the wrong sign makes a word: 为人名服务."""
_MIDDLE = 6
"""From so many signs on, a sign inside that is missing or too many is a slip."""
_LONG = 8
"""From so many signs on, a sign inside is a slip even if it is like no other: 科教兴豫战略 is right."""
_JOINS = frozenset("是的在有和与及了为以将被把从向就都也不使让于之其此")
"""Words of one sign that join others: 中国是现代化国家. They are a slip only where the phrase is a `_LONG` one."""
_QUOTED = re.compile("“([\u4e00-\u9fff、]{4,12})”")
_BARE = re.compile(
    "(?:增强|树牢|牢固树立|坚定|做到|拥护|领悟|落实|严格执行|践行|开展|统筹推进|协调推进)"
    "([一二两三四五六][\u4e00-\u9fff]{3})(?=[，。；、”）\n]|$|制度|要求|[的和与])"
)
"""A label without its quotation marks."""
LABEL = 4
"""Signs of the shortest label: with one wrong, three are left."""


class Half(NamedTuple):
    """What belongs to a half of a phrase that is whole."""

    phrase: str
    first: bool
    """whether it is the first half"""
    beside: str
    """the sign of the other half that stands next to it"""
    beyond: str
    """the sign next to that"""

    def may_have_slip(self, near: str, next_: str) -> bool:
        """Whether one slip can be all, by the two signs that stand next to the half: a cheap look that mostly says no.

        The nearest sign is right, or it is wrong, too many, missing, or the two have changed places.
        """
        return near == self.beside or next_ == self.beyond or next_ == self.beside or near == self.beyond


class Slip(NamedTuple):
    """Words that are `phrase` but for one slip."""

    phrase: str
    start: int
    end: int
    kind: str
    """instead, missing, added or swapped"""
    at: int
    """the place in the phrase"""

    @property
    def place(self) -> int:
        """The place of the slip in the text."""
        return self.start + self.at


@cache
def _right_forms() -> tuple[str, ...]:
    """What is right although it is near to a phrase."""
    fixed = wording_data.fixed()
    others = [form for phrase in wording_data.phrases().phrases for form in (phrase.text, *phrase.right)]
    return tuple(dict.fromkeys((*fixed.phrases(), *fixed.right, *others)))


def by_half(phrases: Sequence[str]) -> dict[str, list[Half]]:
    """The phrases by their halves, one of which is whole wherever the slip is."""
    found: dict[str, list[Half]] = {}
    for phrase in phrases:
        begin, end = halves(phrase)
        found.setdefault(begin, []).append(Half(phrase, True, end[0], end[1]))
        found.setdefault(end, []).append(Half(phrase, False, begin[-1], begin[-2]))
    return found


def slips(text: str, half: str, phrases: Sequence[Half]) -> Iterator[Hit]:
    """Places around `half` in the padded `text` that differ by one slip from one of the `phrases`."""
    for at in islice(occurrences(text, half), MOST):
        after = text[at + len(half) : at + len(half) + 2].ljust(2, "\n")
        before = text[max(at - 2, 0) : at].rjust(2, "\n")
        for one in phrases:
            may = one.may_have_slip(*after) if one.first else one.may_have_slip(before[1], before[0])
            for slip in _around(text, at, half, one.phrase, one.first) if may else ():
                if _sure(text, slip) and not _another(text, slip):
                    yield _hit(text, slip)
                    break


def _hit(text: str, slip: Slip) -> Hit:
    found = text[slip.start : slip.end]
    return Hit(slip.start, slip.end, {"found": found, "right": slip.phrase, "note": ""})


def turned(phrase: str) -> str:
    """The phrase with the two signs at its middle in each other's place: the one slip that leaves no half whole."""
    at = len(phrase) // 2
    return phrase[: at - 1] + phrase[at] + phrase[at - 1] + phrase[at + 1 :]


def turns(text: str, form: str, phrase: str) -> Iterator[Hit]:
    """Places in the padded `text` where the turned `form` of `phrase` stands."""
    for at in islice(occurrences(text, form), MOST):
        slip = Slip(phrase, at, at + len(form), "swapped", len(phrase) // 2 - 1)
        if _sure(text, slip) and not _another(text, slip):
            yield _hit(text, slip)


def labels(text: str) -> Iterator[Hit]:
    """Short names between quotation marks, or behind a word that is said of them, in which one sign is taken for
    another."""
    for named in islice(
        heapq.merge(_QUOTED.finditer(text), _BARE.finditer(text), key=lambda match: match.start(1)), MOST
    ):
        if label := _label(named[1]):
            yield Hit(named.start(1), named.end(1), {"found": named[1], "right": label, "note": ""})


@lru_cache(1000)
def _label(found: str) -> str:
    """The label that `found` is with one sign taken for another, or an empty text."""
    known = wording_data.fixed().labels
    if found in known or found in words():
        return ""
    for label in known:
        kind, at = _difference(found, label) if len(label) == len(found) else ("", 0)
        if kind == "swapped" or (kind == "instead" and _taken(found[at], label[at])):
            return label
    return ""


def _taken(sign: str, right: str) -> bool:
    """Whether `sign` is written for `right`; one number for another makes another name, but for 二, which is 两."""
    return (sign, right) == ("二", "两") or (alike(sign, right) and not (sign in _NUMBERS and right in _NUMBERS))


def _around(text: str, at: int, half: str, phrase: str, first: bool) -> Iterator[Slip]:
    """The slips that the other half of `phrase`, of which `half` stands at `at`, may have; none where it is right."""
    rest = phrase[len(half) :] if first else phrase[: -len(half)]
    for size in (len(rest), len(rest) + 1, len(rest) - 1):
        start = at if first else at - size
        end = start + len(half) + size
        there = text[at + len(half) : end] if first else text[max(start, 0) : at]
        if there == rest:
            return
        kind, place = _difference(there, rest) if len(there) == size else ("", 0)
        if kind:
            yield Slip(phrase, start, end, kind, place + (len(half) if first else 0))


def _difference(there: str, right: str) -> tuple[str, int]:
    """How `there` misses `right` by one slip, and where; an empty text where it is farther away."""
    apart = (at for at, (one, other) in enumerate(zip(there, right, strict=False)) if one != other)
    at = next(apart, min(len(there), len(right)))
    if len(there) == len(right):
        if there[at + 1 :] == right[at + 1 :]:
            return "instead", at
        swapped = there[at : at + 2] == right[at : at + 2][::-1] and there[at + 2 :] == right[at + 2 :]
        return ("swapped", at) if swapped else ("", 0)
    if len(there) > len(right):
        return ("added", at) if there[at + 1 :] == right[at:] else ("", 0)
    return ("missing", at) if there[at:] == right[at + 1 :] else ("", 0)


def _sure(text: str, slip: Slip) -> bool:
    """Whether the words can be nothing but the phrase with a slip in it."""
    phrase, at, place = slip.phrase, slip.at, slip.place
    inside = 0 < at < len(phrase) - 1
    if slip.kind == "instead":
        sign, right = text[place], phrase[at]
        if not _HAN.fullmatch(sign + right) or (sign in _NUMBERS and right in _NUMBERS):
            return False
        if alike(sign, right):
            joins = sign in _JOINS and len(phrase) < _LONG
            return not joins and not _word_over(text, slip, place, len(phrase) >= _SURE)
        in_word = _size(phrase, at) > 1 and sign not in GRAMMAR | LOOSE | _NUMBERS
        return inside and in_word and len(phrase) >= _LONG and not _word_over(text, slip, place, False)
    if slip.kind == "swapped":
        pair = text[place : place + 2]
        return bool(_HAN.fullmatch(pair)) and not any(
            _word_over(text, slip, one, len(phrase) >= _SURE) for one in (place, place + 1)
        )
    if not 0 < at < len(phrase) or len(phrase) < _MIDDLE or not _HAN.fullmatch(phrase[at - 1 : at + 1]):
        return False
    if slip.kind == "missing":
        # what is left of the first or last word may belong to another: 港人|当家作主, 国|际
        in_word = 1 < at < len(phrase) - 2 and _size(phrase, at) > 1 and phrase[at] not in GRAMMAR | _NUMBERS
        return in_word and not _word_over(text, slip, place - 1, False, 2)
    sign = text[place]
    if sign in (phrase[at - 1], phrase[at]):
        return True
    torn = part(phrase, at - 1) == part(phrase, at) and _HAN.fullmatch(sign) and sign not in GRAMMAR | _NUMBERS
    return bool(torn) and not _word_over(text, slip, place, False)


def _size(phrase: str, at: int) -> int:
    """Of how many signs the word of the phrase is that has the place `at`."""
    first, last = part(phrase, at)
    return last - first


def _word_over(text: str, slip: Slip, place: int, sure: bool, width: int = 1) -> bool:
    """Whether a word stands over the `width` signs at `place`; one inside a phrase that is `sure` does not count."""
    for first in range(max(place - 3, 0), place + 1):
        for last in range(max(place + width, first + 2), first + 5):
            inside = slip.start <= first and last <= slip.end
            if not (inside and sure) and len(text[first:last]) == last - first and text[first:last] in words():
                return True
    return False


def _another(text: str, slip: Slip) -> bool:
    """Whether a phrase that is right as it stands has the place of the slip in it."""
    place, forms = slip.place, _right_forms()
    longest = max(map(len, forms))
    near = text[max(place - longest + 1, 0) : place + longest]
    return any(form in near and form in text[max(place - len(form) + 1, 0) : place + len(form)] for form in forms)
