"""Questions as a page shows them"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from xuanlan.quiz.gather import Asked
from xuanlan.quiz.marked import Marked
from xuanlan.quiz.questions import KINDS
from xuanlan.views.quiz import QuestionView, QuizGroupView

MADE = "根据本站内容自动出的题"


def groups(asked: Sequence[Asked], marked: Marked, fitted: Callable[[str], Markup]) -> list[QuizGroupView]:
    """The questions under their headings, those that were made from the site's content at the end. `fitted` makes HTML
    of the engine ready for the page."""
    titles: dict[str, list[Asked]] = {}
    several = any(one.question.line for one in asked)
    for one in asked:
        made = MADE if several and not one.question.line else one.question.group
        titles.setdefault(made, []).append(one)
    found, first = [], 1
    for title, those in titles.items():
        found.append(QuizGroupView(title, first, [_view(one, marked, fitted) for one in those]))
        first += len(those)
    return found


def _view(asked: Asked, marked: Marked, fitted: Callable[[str], Markup]) -> QuestionView:
    question = marked.question(asked.question)

    def html(text: str) -> Markup:
        return fitted(text) if "<" in text else Markup(text)  # safe: `Marked` has made it

    code = question.kind[0]
    return QuestionView(
        code=code if question.movable or not question.options else code.upper(),
        label="" if question.kind == "single" else KINDS[question.kind],
        stem=html(question.stem),
        options=[] if question.kind == "judge" else list(map(html, question.options)),
        answer=html(question.answer),
        reason=html(question.reason),
        basis=question.basis,
        href=asked.source.href if asked.source else "",
    )
