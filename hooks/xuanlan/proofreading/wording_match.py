"""Finding many words in a text at once: by pairs of neighbouring characters, in one pass, whatever their number"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from xuanlan.proofreading.rule import Hit

Coded = tuple[str, Hit]
"""a hit and the code under which it is told"""
Finder = Callable[[str], Iterable[Coded]]
"""finds its words in a padded text; offsets are those of the padded text"""
MOST = 5000
"""Occurrences of one form in one text that are looked at: a text with more has been made by a machine."""
_TITLE = 80
"""So far back the sign is looked for that opens a title or a quotation."""
_BEFORE, _AFTER = 60, 30
"""So far around a name a year still belongs to it."""
_NEAR = 12
"""So far before a name the word stands that makes it a former one, a place's name between them."""
_FAR = 200
"""So far behind a name it may be said what became of it: several laws are repealed in one sentence."""
_SENTENCE = re.compile(r"[\n。！？]")
_CLAUSE = re.compile(r"[\n，。；：]")
_ISSUED = re.compile(r"(?:[、，][\u4e00-\u9fff]{2,14}){0,3}[，：]?《")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def padded(text: str) -> str:
    """`text` between two line feeds, its cells on lines of their own: every line has its beginning and its end.

    Offsets are greater by one than those of `text`.
    """
    return "\n" + text.replace("\t", "\n") + "\n"


class Index:
    """Which finders may find something in a text: those of which one pair of characters stands in it."""

    def __init__(self) -> None:
        self._finders: dict[int, list[Finder]] = defaultdict(list)
        self._pairs: frozenset[int] = frozenset()

    def put(self, finder: Finder, *pairs: str) -> None:
        """`finder` finds nothing in a text that has none of the `pairs` of characters."""
        for pair in pairs:
            for number in _numbers(pair)[0]:
                self._finders[number].append(finder)
        self._pairs = frozenset()

    def hits(self, text: str) -> Iterator[Coded]:
        """All hits in the padded `text`, finder by finder."""
        self._pairs = self._pairs or frozenset(self._finders)
        there = set().union(*map(self._pairs.intersection, _numbers(text)))
        for finder in dict.fromkeys(finder for pair in sorted(there) for finder in self._finders[pair]):
            yield from finder(text)


def _numbers(text: str) -> tuple[list[int], list[int]]:
    """Every pair of neighbouring characters as a number: the pairs at even places, and those at odd ones.

    Numbers are cut out of the text as UTF-16, which is several times as quick as pairs cut out as texts. A character
    outside the basic plane is two units there; no pair that is looked for has one.
    """
    data = text.encode("utf-16-le", "surrogatepass")
    ends = len(data) // 4 * 4, 2 + (len(data) - 2) // 4 * 4
    return memoryview(data[: ends[0]]).cast("I").tolist(), memoryview(data[2 : max(ends[1], 2)]).cast("I").tolist()


def key(word: str, common: frozenset[str]) -> str:
    """The two characters by which `word` is looked for: the first pair that is not `common` in right texts."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return next((pair for pair in pairs if pair not in common), pairs[-1])


def pairs_of(texts: Iterable[str]) -> frozenset[str]:
    """Every pair of neighbouring characters in `texts`."""
    return frozenset(text[at : at + 2] for text in texts for at in range(len(text) - 1))


@dataclass(frozen=True, slots=True)
class Places:
    """Longer texts around a word: each with the offsets at which the word stands in it."""

    longer: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, word: str, texts: Iterable[str]) -> Places:
        found = []
        for text in texts:
            whole = text.replace("^", "\n").replace("$", "\n")
            found += [(at, whole) for at in range(len(whole)) if whole.startswith(word, at)]
        return cls(tuple(found))

    def around(self, text: str, start: int) -> bool:
        """Whether the word at `start` of the padded `text` stands in one of them."""
        return any(_same(text, start - at, whole) for at, whole in self.longer)


def _same(text: str, at: int, whole: str) -> bool:
    """Whether `whole` stands at `at`; `#` in it is any digit."""
    if at < 0:
        return False
    if "#" not in whole:
        return text.startswith(whole, at)
    there = text[at : at + len(whole)]
    return len(there) == len(whole) and all(
        b.isdigit() if a == "#" else a == b for a, b in zip(whole, there, strict=True)
    )


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`, from left to right; no two of them overlap."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def quoted(text: str, at: int) -> bool:
    """Whether `at` lies inside a title or a quotation that was opened shortly before."""
    low = max(0, at - _TITLE)
    return any(text.rfind(opens, low, at) > text.rfind(closes, low, at) for opens, closes in ("《》", "“”", "「」"))


def mentioned(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone between quotation marks: they are spoken of, not used."""
    return text[start - 1 : start] in ("“", "‘", "「", "『") and text[end : end + 1] in ("”", "’", "」", "』")


def named_before(text: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of the `words` stands shortly before `start`, in the same clause."""
    clause = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1] if words else ""
    return any(word in clause for word in words)


def followed(text: str, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of the `words` comes later in the same sentence, not too far behind."""
    rest = _SENTENCE.split(text[end : end + _FAR], maxsplit=1)[0] if words else ""
    return any(word in rest for word in words)


def issuer(text: str, end: int) -> bool:
    """Whether the name that ends at `end` is that of the office by which a document was issued: a title follows."""
    return _ISSUED.match(text, end) is not None


def dated_before(text: str, start: int, end: int, year: int) -> bool:
    """Whether a year earlier than `year` stands beside the words, in the same line."""
    low = text.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    high = text.find("\n", end, end + _AFTER)
    high = high if high >= 0 else end + _AFTER
    return any(int(found[0]) < year for found in _YEAR.finditer(text, low, high))
