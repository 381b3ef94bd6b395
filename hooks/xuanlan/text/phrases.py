"""Where a line of a title, a slogan or a rule may end: between phrases, never inside a word, a number, 《》 or “”.

One rule for pages, screens and paper. Words come from a general dictionary (`segmenter`); words of the field and of a
site (`WordList`), which no dictionary can know, stay whole on top of it. What makes phrases out of words is the grammar
of titles: no line begins with 的 or 和 or a measure, none ends with 第 or 拟, and 的通知 stays with what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from xuanlan.text.wholes import ANY_DIGIT, CLOSING, OPENING, wholes

LONGEST = 8
"""Most characters of a word of a list that stays whole however narrow a line is."""
SHORT = 12
"""Most characters between 《》 or “” that stay whole however narrow a line is."""
TIED = 20
"""Most characters of a longer 《…》 that is tied together."""
_ROOM = 20.0
"""The width in ems up to which a number with all that belongs to it is one piece."""
_HEAD = 4
"""Most characters of two words that become one phrase, as 安全 and 检查 do."""
_WHAT = 6
"""Most characters behind 的, to the end, that stay with it: the 紧急通知 of 工作的紧急通知."""

_BEFORE = frozenset(
    "第不未非无拟在对从向由为以把将被给于至致各本该每全新老旧大小总副原现已可请勿防学讲爱进创送迎护抗"
    "反我这其某数几零〇一二三四五六七八九十百千万两"
)
"""Words of one character that belong to the word behind them. All others belong to the word before them."""
_PARTICLES = "的了着过地得和与及或暨等之们性化者类式款型"
"""Characters that begin no line."""
_PLACES = frozenset(("街道", "社区", "小区", "新村", "花园", "大厦", "广场"))
"""Words that stay with the name before them."""
_NUMERAL = re.compile("[0-9０-９零〇一二三四五六七八九十百千万两]$")
_MEASURE = "年月日号时点分秒级届次期周学季度个项条款章节名位人件份张台套户家所间层楼栋幢室班页字天岁倍元角吨亩米路"
"""How a word begins that counts what stands before it."""
_BRACKETS = re.compile("《[^《》]*》|“[^“”]*”|‘[^‘’]*’|【[^【】]*】|〔[^〔〕]*〕|（[^（）]{1,8}）")
_LATIN = re.compile(r"[0-9A-Za-z]+(?:[-.·_/+&@'’:][0-9A-Za-z]+)*\+*")


class WordList:
    """Words that stay whole, wherever they stand in a text; longer ones than `LONGEST` are left out."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in sorted({word.strip() for word in words}, key=lambda word: (-len(word), word)):
            if 2 <= len(word) <= LONGEST:
                self._by_start.setdefault(word[:2], []).append(word)

    def __repr__(self) -> str:
        return repr(self._by_start)

    def found(self, text: str) -> list[tuple[int, int]]:
        """Begin and end of the words in `text`, each the longest that begins there, none over another."""
        spans: list[tuple[int, int]] = []
        reach = 0
        for at in range(len(text) - 1):
            for word in self._by_start.get(text[at : at + 2], ()):
                if at >= reach and text.startswith(word, at):
                    reach = at + len(word)
                    spans.append((at, reach))
                    break
        return spans


@dataclass(frozen=True, slots=True)
class Phrases:
    """A text in phrases, which are not to be divided. `tied` has the numbers of those that belong to the phrase before
    them: a line ends there only where lines are short, as on a phone."""

    parts: tuple[str, ...]
    tied: frozenset[int] = field(default=frozenset())

    @classmethod
    def one(cls, text: str) -> Phrases:
        """`text` undivided."""
        return cls((text,))

    @property
    def wholes(self) -> Iterator[tuple[str, ...]]:
        """The phrases, those together that are tied."""
        group: list[str] = []
        for number, part in enumerate(self.parts):
            if group and number not in self.tied:
                yield tuple(group)
                group = []
            group.append(part)
        if group:
            yield tuple(group)

    @property
    def lengths(self) -> str:
        """The lengths in UTF-16 units, as browser code takes them (`theme/browser/shared/phrases.js`): 4,6+4+5,3 has a
        phrase of 4, one of 15 in three tied parts, and one of 3. Empty for a text in one phrase."""
        if len(self.parts) < 2:
            return ""
        return ",".join("+".join(str(len(part.encode("utf-16-le")) // 2) for part in whole) for whole in self.wholes)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words, whatever the site."""

    cut: Callable[[str], Sequence[str]]
    """divides a text into words, numbers and marks"""
    whole: WordList
    """words that `cut` may divide, and that stay whole"""
    heads: Set[str]
    """words that close a compound, as 检查 does in 安全检查"""
    acts: Set[str]
    """words that open a phrase, and no compound"""


def phrases_of(text: str, known: Lexicon, own: WordList | None = None) -> Phrases:
    """`text` in phrases; `own` are words of the site."""
    if len(text) < 4:
        return Phrases.one(text)
    spans = _spans(text, [known.whole, *([own] if own else [])])
    within = {at for start, end in spans for at in range(start + 1, end)}
    found = _boundaries(known.cut(text)) | {at for span in spans for at in span if 0 < at < len(text)}
    words = _sliced(text, sorted(at for at in found if at not in within))
    pieces = _glued(words, known)
    titles = _long_brackets(text)
    parts, tied, end = [], set[int](), 0
    for number, piece in enumerate(pieces):
        if any(start < end < stop for start, stop in titles):
            tied.add(number)
        parts.append(piece)
        end += len(piece)
    return Phrases(tuple(parts), frozenset(tied))


def _boundaries(words: Iterable[str]) -> set[int]:
    found, at = set(), 0
    for word in words:
        at += len(word)
        found.add(at)
    return found


def _sliced(text: str, ends: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise((0, *(end for end in ends if end < len(text)), len(text)))]


def _spans(text: str, lists: Sequence[WordList]) -> list[tuple[int, int]]:
    """What is one piece whatever the dictionary says."""
    spans = list(wholes(text, _ROOM)) if ANY_DIGIT.search(text) else []
    spans += [match.span() for match in _LATIN.finditer(text)]
    spans += [match.span() for match in _BRACKETS.finditer(text) if len(match[0]) <= SHORT + 2]
    for words in lists:
        spans += words.found(text)
    return spans


def _long_brackets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _BRACKETS.finditer(text) if SHORT + 2 < len(match[0]) <= TIED]


def _glued(words: Sequence[str], known: Lexicon) -> list[str]:
    """Words as phrases: each with what cannot stand at the beginning or the end of a line without it."""
    made: list[str] = []
    for number, word in enumerate(words):
        rest = "".join(words[number:])
        if made and _stays(made[-1], word, rest, words[number - 1], known):
            made[-1] += word
        else:
            made.append(word)
    return made


def _stays(phrase: str, word: str, rest: str, last: str, known: Lexicon) -> bool:
    """Whether `word`, with which `rest` begins, stays with the phrase before it, whose last word is `last`."""
    first, end = word[0], phrase[-1]
    if end in OPENING or end == "第" or first in CLOSING or first in "—…":
        return True
    if first in "〔" or (first in _PARTICLES and len(word) == 1) or first == "的":
        return True
    if end in "，。；：！？、,;:!?":
        return False
    if len(phrase) == 1 or (last in _BEFORE and len(last) == 1):
        return True
    if first in _MEASURE and _NUMERAL.search(phrase):
        return True
    if phrase == "关于" and first not in OPENING and word not in _BEFORE and len(word) <= _HEAD:
        return True
    if len(word) == 1 and word not in _BEFORE and first not in OPENING:
        return True
    if end == "的" and len(rest) <= _WHAT and first not in OPENING:
        return True
    if word in _PLACES and phrase in (last, "关于" + last) and last not in known.acts:
        return True
    if _LATIN.fullmatch(last) and len(word) == 2 and not ANY_DIGIT.search(last):
        return True
    if last in known.acts or word not in known.heads:
        return False
    return phrase in (last, "关于" + last) and len(phrase) + len(word) <= _HEAD
