"""Questions as GIFT, the format of Moodle and of what reads its files"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xuanlan.quiz.lines import EMPTY
from xuanlan.quiz.questions import Question

_SIGNS = re.compile(r"([~=#{}:\\])")


def gift(questions: Iterable[Question]) -> str:
    """The questions, one a paragraph. One with several blanks is asked as a matching of blanks and words."""
    return "\n\n".join(f"::{number}::{_asked(question)}" for number, question in enumerate(questions, start=1)) + "\n"


def _asked(question: Question) -> str:
    reason = f"####{_plain(question.reason)}" if question.reason else ""
    if question.kind == "judge":
        return f"{_plain(question.stem)} {{{'T' if question.right == (0,) else 'F'}{reason}}}"
    if question.kind == "single":
        marks = ["=" if at in question.right else "~" for at in range(len(question.options))]
        rows = "".join(f"\n{mark}{_plain(text)}" for mark, text in zip(marks, question.options, strict=True))
        return f"{_plain(question.stem)} {{{rows}\n{reason}}}"
    if question.kind == "multiple":
        wrong = len(question.options) - len(question.right)
        share, loss = _share(len(question.right)), f"-{_share(wrong)}"
        rows = "".join(
            f"\n~%{share if at in question.right else loss}%{_plain(text)}" for at, text in enumerate(question.options)
        )
        return f"{_plain(question.stem)} {{{rows}\n{reason}}}"
    if len(question.blanks) == 1:
        return f"{_plain(question.stem)} {{{''.join(f' ={_plain(each)}' for each in question.blanks[0])} {reason}}}"
    stem = question.stem
    for at in range(len(question.blanks)):
        stem = EMPTY.sub(f"（{at + 1}）", stem, count=1)  # a blank with a number is empty no longer
    rows = "".join(f"\n=（{at}） -> {_plain(each[0])}" for at, each in enumerate(question.blanks, start=1))
    return f"{_plain(stem)} {{{rows}\n{reason}}}"


def _share(count: int) -> str:
    """What one of `count` options is worth, in per cent."""
    return f"{100 / max(count, 1):.5f}".rstrip("0").rstrip(".")


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
