"""A question with its answer, as a value; and in which order a seed puts questions and options"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

KINDS = {"single": "单选题", "multiple": "多选题", "judge": "判断题", "blank": "填空题"}
JUDGED = ("对", "错")
"""The options of every true-or-false question."""
LETTERS = "ABCDEFGH"
_FIXED = ("以上", "上述", "都是", "都不是", "均", "两者", "A和", "A、", "AB", "选项")
"""What an option has that speaks of its neighbours, so that their order must stay."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A true-or-false one has the options `JUDGED`, one with blanks has none."""

    kind: str
    """one of KINDS"""
    stem: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    """indices of the options that are right"""
    blanks: tuple[tuple[str, ...], ...] = ()
    """for each blank what may stand in it"""
    reason: str = ""
    basis: str = ""
    """the words of its source"""
    target: str = ""
    """where these lead, as written: the path of a file, an anchor, an address; "" for words without a link"""
    quote: str = ""
    """the wording of the clause for which the question was written"""
    group: str = ""
    """the heading that it stands under"""
    line: int = 0
    """from 1, of the text; 0 for one that was made by the engine"""
    basis_line: int = 0
    """0 where no source is given"""
    quote_line: int = 0
    last_line: int = 0

    @property
    def answer(self) -> str:
        """The answer in words: letters, 对 or 错, or what stands in the blanks."""
        if self.kind == "blank":
            return "；".join(" / ".join(each) for each in self.blanks)
        if self.kind == "judge":
            return JUDGED[self.right[0]]
        return "".join(LETTERS[index] for index in self.right)

    @property
    def movable(self) -> bool:
        """Whether its options may be put in another order."""
        return self.kind in ("single", "multiple") and not any(word in each for each in self.options for word in _FIXED)

    def row(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Question:
        """Raises TypeError or KeyError for a row that `row` has not made."""
        blanks = tuple(tuple(each) for each in row["blanks"])
        return cls(**{**row, "options": tuple(row["options"]), "right": tuple(row["right"]), "blanks": blanks})

    def reordered(self, order: Sequence[int]) -> Question:
        """The same question with its options in the `order` given by their indices."""
        options = tuple(self.options[index] for index in order)
        right = tuple(sorted(order.index(index) for index in self.right))
        values = {name: getattr(self, name) for name in self.__slots__}
        return Question(**{**values, "options": options, "right": right})


def order(count: int, seed: int) -> list[int]:
    """The numbers from 0 to `count` - 1 in the order of `seed`; 0 leaves them as they are.

    The twin of `shuffled` in theme/browser/page/quiz.js: Fisher and Yates, by a generator of Lehmer's.
    """
    found = list(range(count))
    state = seed % 2147483647
    for last in range(count - 1, 0, -1) if state else ():
        state = state * 48271 % 2147483647
        other = state % (last + 1)
        found[last], found[other] = found[other], found[last]
    return found


def shuffled(questions: Sequence[Question], seed: int) -> list[Question]:
    """The questions in the order of `seed`, each among those of its group, with their options in another order too."""
    found: list[Question] = []
    groups = list(dict.fromkeys(question.group for question in questions))
    for group in groups:
        those = [question for question in questions if question.group == group]
        for index in order(len(those), seed):
            one = those[index]
            movable = seed and one.movable
            found.append(one.reordered(order(len(one.options), seed + index + 1)) if movable else one)
    return found


def number_of(text: str) -> int:
    """A number from 1 to 999,999 that stands for `text`, the same on every machine."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6]) % 999_999 + 1
