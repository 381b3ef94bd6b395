"""Questions on screens: which quizzes a playlist shows, and each question as two texts: one asks, one answers"""

from __future__ import annotations

from html import escape

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.screens import Play
from xuanlan.quiz.gather import is_quiz, questions
from xuanlan.quiz.marked import Marked
from xuanlan.quiz.questions import LETTERS, Question

SHOW = "quiz"
"""What an entry of a playlist shows that plays questions."""

STEM, _OPTION, _TOLD = "kx-stem", "kx-option", "kx-told"
"""Classes of what a question says, which screens set on one slide."""


def played(library: Library, play: Play) -> list[Entry]:
    """The quizzes that `play` shows: those that it names, or the newest."""
    if play.show != SHOW:
        return []
    if play.ids:
        named = [library.by_id[ident] for ident in play.ids if ident in library.by_id]
        return [entry for entry in named if entry.listed and is_quiz(library, entry)]
    return [entry for entry in library.listed if is_quiz(library, entry)][:1]


def texts(library: Library, entry: Entry, most: int) -> list[tuple[str, str]]:
    """For each of the first questions, `most` of them, the HTML that asks and the HTML that answers."""
    marked = Marked(library, entry)
    return [_texts(marked.question(asked.question)) for asked in questions(library, entry)[:most]]


def _texts(question: Question) -> tuple[str, str]:
    """Of a question whose texts are HTML."""
    stem = f'<p class="{STEM}">{question.stem}</p>'
    shown = () if question.kind == "judge" else question.options
    options = [f"{letter}．{text}" for letter, text in zip(LETTERS, shown, strict=False)]
    asked = stem + "".join(f'<p class="{_OPTION}">{option}</p>' for option in options)
    right = [option for at, option in enumerate(options) if at in question.right] or [question.answer]
    answer = stem + f'<p class="{_OPTION}"><strong>答案：{"；".join(right)}</strong></p>'
    reason = f'<p class="{_TOLD}">{question.reason}</p>' if question.reason else ""
    basis = f'<p class="{_TOLD}">依据：{escape(question.basis)}</p>' if question.basis else ""
    return asked, answer + reason + basis
