"""Near misses of registered names: strings that are one edit away, and are neither another name nor ordinary words"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from xuanlan.proofreading import name_endings
from xuanlan.proofreading.confusions import alike
from xuanlan.proofreading.name_words import GRAMMAR, LOOSE, divides, known, part, parts
from xuanlan.proofreading.rule import Hit, Rule

SHORTEST = 4
"""Signs of a name from which on its near misses are looked for."""
_LONG = 5
"""Signs of a name that are too many to stand together by chance."""
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_BLANK = "\0"
_CLASSES = (
    frozenset("部处科室院系局委办组所站中心队厂公司馆厅班股会团社园校店场厦楼堂房线路街道坊"),
    frozenset("国省市县区州盟旗镇乡村社校院系厅局处科级直属"),
    frozenset("东西南北中前后左右上下内外里"),
    frozenset("第〇零一二三四五六七八九十百千万两双单甲乙丙丁戊己庚辛壬癸号期届次轮批本专"),
    frozenset("正副总代常兼原前大小老新旧高初中幼特主助分支"),
    frozenset("春夏秋冬年月日周季早晚"),
    frozenset("男女父母子"),
    frozenset("文理工农医商法师艺体军警"),
    frozenset("语数英物化生政史地音美"),
)
"""Signs that stand for each other in names of different things: 一科 and 二科, 东楼 and 西楼, 工作部 and 工作处."""
_NUMBERED = frozenset("东西南北中前后左右一二三四五六七八九十")
_BUILT = frozenset("楼区馆校院路街门厅厂园层")
"""Signs behind which a direction or number tells one place from another: 行政楼东会议室."""
_ENDS = frozenset("部处科室院系局委办组所站队厂司馆厅班会团社园校店场厦楼城")


class Miss(NamedTuple):
    """How a string misses a name: `at` is the place in the string where it differs."""

    name: str
    kind: str
    """instead, added, missing or swapped"""
    at: int


def _signs(name: str) -> Iterator[int]:
    """The places of a name that a slip is looked for at: another letter or digit makes another name."""
    return (at for at, sign in enumerate(name) if _HAN.match(sign))


class Names:
    """The registered `forms`, and what finds their near misses."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = frozenset(forms)
        self._sizes = sorted({len(form) for form in self.forms})
        # By digests of their other signs: so the index grows with the names, and not with the square of their length.
        self._instead: dict[int, str] = {}
        self._missing: dict[int, str] = {}
        self._seeds: dict[str, set[tuple[int, int]]] = {}
        for name in sorted(form for form in self.forms if len(form) >= SHORTEST):
            for at in _signs(name):
                self._instead.setdefault(hash(name[:at] + _BLANK + name[at + 1 :]), name)
                if 0 < at < len(name) - 1 and len(name) > SHORTEST:
                    self._missing.setdefault(hash(name[:at] + name[at + 1 :]), name)
            self._seed(name)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for seed in self._seeds:
            self._lengths[seed[:2]] = tuple({*self._lengths.get(seed[:2], ()), len(seed)})
        firsts, seconds = ("".join({re.escape(pair[at]) for pair in self._lengths}) for at in (0, 1))
        self._begins = re.compile(f"[{firsts}](?=[{seconds}])" if firsts else "(?!)")
        self.miss = lru_cache(10_000)(self._miss)

    def __reduce__(self) -> tuple[type[Names], tuple[tuple[str, ...]]]:
        """Other processes make the index again."""
        return Names, (tuple(sorted(self.forms)),)

    def _seed(self, name: str) -> None:
        """Enter what of `name` stays as it is wherever the one edit happens: a half, or all around its middle."""
        half, whole = len(name) // 2, len(name)
        self._seeds.setdefault(name[:half], set()).add((0, whole))
        self._seeds.setdefault(name[half:], set()).add((half, whole))
        self._seeds.setdefault(name[: half - 1] + name[half] + name[half - 1], set()).add((0, whole))

    def find(self, text: str) -> Iterator[Hit]:
        """Every near miss in `text`, the longest where several meet."""
        found: list[tuple[int, int, Miss]] = []
        for start, end in sorted(self._windows(text)):
            miss = self.miss(text[start:end])
            if miss and not self._another(text, start, end, miss):
                found.append((start, end, miss))
        found.sort(key=lambda each: (each[0] - each[1], each[0]))
        taken, kept = bytearray(len(text)) if found else bytearray(), []
        for start, end, miss in found:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append((start, end, miss.name))
        for start, end, name in sorted(kept):
            yield Hit(start, end, {"name": name})

    def _windows(self, text: str) -> set[tuple[int, int]]:
        """Where in `text` a near miss may stand, by a part of a name that is as registered."""
        lengths, found = self._lengths, set()
        for match in self._begins.finditer(text):
            at = match.start()
            for length in lengths.get(text[at : at + 2], ()):
                for before, whole in self._seeds.get(text[at : at + length], ()):
                    start, end = at - before, at - before + whole
                    if start >= 0 and text[start:end] in self.forms:
                        continue
                    for size in (whole, whole + 1, whole - 1):
                        window = (at, at + size) if before == 0 else (at + length - size, at + length)
                        if window[0] >= 0 and window[1] <= len(text):
                            found.add(window)
        return found

    def _miss(self, words: str) -> Miss | None:
        """The name that `words` are one edit away from; None when they are registered, or there is none."""
        if words in self.forms or (not all(map(_HAN.match, words[1:-1])) and "\n" in words):
            return None
        for at in range(len(words)):
            name = self._instead.get(hash(words[:at] + _BLANK + words[at + 1 :]), "")
            if name and name[:at] + words[at] + name[at + 1 :] == words:
                return Miss(name, "instead", at)
        for at in range(1, len(words) - 1):
            name = words[:at] + words[at + 1 :]
            if len(name) >= SHORTEST and name in self.forms:
                return Miss(name, "added", at)
        for at in range(len(words) - 1):
            name = words[:at] + words[at + 1] + words[at] + words[at + 2 :]
            if len(name) >= SHORTEST and name in self.forms:
                return Miss(name, "swapped", at)
        name = self._missing.get(hash(words), "")
        return next(
            (Miss(name, "missing", at) for at in range(1, len(name) - 1) if name[:at] + name[at + 1 :] == words), None
        )

    def _another(self, text: str, start: int, end: int, miss: Miss) -> bool:
        """Whether the words from `start` to `end` are no slip: another name, a longer word, or words that met."""
        here = start + miss.at
        if self._registered(text, here):
            return True
        return _another_of_its_kind(text, here, miss) or _made_of_words(text, start, end, miss)

    def _registered(self, text: str, at: int) -> bool:
        """Whether a registered form stands over the place `at`."""
        return any(
            text[first : first + size] in self.forms
            for size in self._sizes
            for first in range(max(at - size + 1, 0), at + 1)
        )


_MAY_END = _ENDS | LOOSE | GRAMMAR | frozenset("一二三四五六七八九十事书人力员出入去来")
"""Signs that may stand behind the words of a name as words of their own, or as the end of one."""

_EXCEPT = re.compile(r"除[^，。；：\n\t]*\Z")
_CLAUSE = 40
"""Signs before 外 in which the 除 stands that it belongs to: 除后勤保障外."""


def _ends(text: str, here: int) -> bool:
    return not _han(text[here + 1 : here + 2] or " ")


def _same_class(one: str, other: str) -> bool:
    return any(one in signs and other in signs for signs in _CLASSES)


def _han(*signs: str) -> bool:
    return all(map(_HAN.match, signs))


def _instead(text: str, here: int, miss: Miss) -> bool:
    """Whether another sign in place of that of the name makes another name of the same kind."""
    name, at = miss.name, miss.at
    if not _han(text[here], name[at]) or _same_class(text[here], name[at]):
        return True
    if at == len(name) - 1:
        if _ends(text, here) and alike(text[here], name[at]) and text[here] not in _MAY_END:
            return text[here] == "外" and _EXCEPT.search(text, max(here - _CLAUSE, 0), here) is not None
        torn = not divides(name, at)
        if len(name) > _LONG and text[here] not in LOOSE and text[here] not in GRAMMAR:
            return not torn and _han(text[here + 1 : here + 2] or " ")
        return not torn or name[at - 1] in _ENDS or name[at - 1] in "中上下内外"
    return at == 0 and divides(name, 1)  # the rest is words of its own, and anything may stand beside them


def _another_of_its_kind(text: str, here: int, miss: Miss) -> bool:
    """Whether the sign that was changed, added or left out at the place `here` tells one thing from another."""
    if miss.kind == "instead":
        return _instead(text, here, miss)
    if miss.kind == "added":
        return not _han(text[here]) or (text[here - 1] in _BUILT and text[here] in _NUMBERED)
    if miss.kind == "missing":
        sign = miss.name[miss.at]
        return not _han(sign) or sign in "第一二三四五六七八九十" or part(miss.name, miss.at) == (miss.at, miss.at + 1)
    return not _han(*text[here : here + 2])


def _made_of_words(text: str, start: int, end: int, miss: Miss) -> bool:
    """Whether no sign at the place of the slip is left out of every word: as in 指导小组, not in 页导小组."""
    words, places = known()
    whole, free = _kept(miss, text[start + miss.at])
    before, after = min(start, 2), min(len(text) - end, 2)
    line = text[start - before : end + after]
    at = before + miss.at
    best = [0] + [len(line)] * len(line)
    """how many signs, at least, belong to no word in the line up to each place"""
    for first in range(len(line)):
        here = first - before
        outside = not 0 <= here < end - start
        best[first + 1] = min(best[first + 1], best[first] + (not outside and here not in free))
        for size in (2, 3, 4):
            last = first + size
            piece = line[first:last]
            if last > len(line) or len(piece) < size:
                break
            touched = first <= at < last
            ending = miss.kind in ("instead", "added") and touched and size == 3 and piece[:2] in words
            if (
                piece in words
                or (ending and piece[2] in _ENDS and piece[2] not in line[at : at + 1])
                or (piece in places and touched and _strange(miss))
            ):
                best[last] = min(best[last], best[first])
        for one, other in whole:
            if one == here:
                best[other + before] = min(best[other + before], best[first])
    return best[-1] == 0


def _strange(miss: Miss) -> bool:
    """Whether the slip is in a word of the name that is in no list, or in the name of a place."""
    words, places = known()
    first, last = part(miss.name, min(miss.at, len(miss.name) - 1))
    return miss.name[first:last] not in words or miss.name[first:last] in places


def _kept(miss: Miss, sign: str) -> tuple[set[tuple[int, int]], set[int]]:
    """The words of the name that stand whole in the string, by their places there; and the signs there that may stand
    alone, `sign` where the slip is included."""
    name, kind, at = miss
    longer, changed = {"instead": (0, 1), "added": (1, 0), "missing": (-1, 1), "swapped": (0, 2)}[kind]
    whole, free = set(), set()
    if kind in ("instead", "added") and sign in LOOSE | GRAMMAR:
        free.add(at)
    for first, last in parts(name):
        if last <= at:
            shift = 0
        elif first >= at + changed:
            shift = longer
        else:
            continue
        if last - first == 1:
            free.add(first + shift)
        else:
            whole.add((first + shift, last + shift))
    return whole, free


@lru_cache(2)
def find(forms: tuple[str, ...]) -> Callable[[str], Iterable[Hit]] | None:
    """What finds near misses of the registered `forms`; None when there is nothing to miss."""
    return Names(forms).find if any(len(form) >= SHORTEST for form in forms) else None


def near_misses(forms: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules over near misses of the registered `forms`; none when there is nothing to miss."""
    searches = {
        ("name-near", ABOUT): find(forms),
        ("name-ending", name_endings.ABOUT): name_endings.find(forms),
    }
    return tuple(Rule(*row, SOURCE, search, (), ()) for row, search in searches.items() if search)


ABOUT = "与登记的单位、部门、职务、地址、会议名称只差一个字的，多半是写错了；四个字以上的名称才查。"
SOURCE = "本单位的名称登记表（notices/names.yml）"
