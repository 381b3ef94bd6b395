"""Questions as GIFT, the format of Moodle and of what reads its files"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape, unescape

from xuanlan.quiz.lines import EMPTY
from xuanlan.quiz.marked import plain
from xuanlan.quiz.questions import Question

_BLANKS = re.compile(r"[ \t\r\n]+")
_SIGNS = re.compile(r"([~=#{}:\\])")


def gift(questions: Iterable[Question]) -> str:
    """The questions, whose texts are HTML, one a paragraph; a text without a tag is written in plain words.

    One with several blanks is asked as a matching of blanks and words, which are plain.
    """
    return "\n\n".join(f"::{number}::{_asked(question)}" for number, question in enumerate(questions, start=1)) + "\n"


def _asked(question: Question) -> str:
    told = "　".join(filter(None, (question.reason, question.basis and f"依据：{escape(question.basis, quote=False)}")))
    reason = f"####{_text(told)}" if told else ""
    if question.kind == "judge":
        return f"{_text(question.stem)} {{{'T' if question.right == (0,) else 'F'}{reason}}}"
    if question.kind == "single":
        marks = ["=" if at in question.right else "~" for at in range(len(question.options))]
        rows = "".join(f"\n{mark}{_text(text)}" for mark, text in zip(marks, question.options, strict=True))
        return f"{_text(question.stem)} {{{rows}\n{reason}}}"
    if question.kind == "multiple":
        wrong = len(question.options) - len(question.right)
        share, loss = _share(len(question.right)), f"-{_share(wrong)}"
        rows = "".join(
            f"\n~%{share if at in question.right else loss}%{_text(text)}" for at, text in enumerate(question.options)
        )
        return f"{_text(question.stem)} {{{rows}\n{reason}}}"
    if len(question.blanks) == 1:
        taken = dict.fromkeys(form for each in question.blanks[0] for form in _typed(plain(each)))
        return f"{_text(question.stem)} {{{''.join(f' ={_escaped(each)}' for each in taken)} {reason}}}"
    stem = question.stem
    for at in range(len(question.blanks)):
        stem = EMPTY.sub(f"（{at + 1}）", stem, count=1)  # a blank with a number is empty no longer
    rows = "".join(f"\n=（{at}） -> {_plain(each[0])}" for at, each in enumerate(question.blanks, start=1))
    return f"{_text(stem)} {{{rows}\n{reason}}}"


def _share(count: int) -> str:
    """What one of `count` options is worth, in per cent."""
    return f"{100 / max(count, 1):.5f}".rstrip("0").rstrip(".")


def _text(html: str) -> str:
    """HTML where it has marks, or signs at which readers of GIFT stumble (< & -> and a % in front); else words."""
    return f"[html]{_escaped(html)}" if re.search(r"^[%\[]|[<&]", html) else _escaped(unescape(html))


def _typed(words: str) -> tuple[str, str]:
    """What may be typed for `words`: these, and as keyboards have them (O₂ is O2)."""
    return words, unicodedata.normalize("NFKC", words)


def _plain(html: str) -> str:
    return _escaped(plain(html))


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _BLANKS.sub(" ", text).strip())
