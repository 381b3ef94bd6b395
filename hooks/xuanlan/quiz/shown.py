"""Questions as a page shows them"""

from __future__ import annotations

from collections.abc import Sequence

from xuanlan.quiz.gather import Asked
from xuanlan.quiz.questions import KINDS
from xuanlan.views.quiz import QuestionView, QuizGroupView

MADE = "根据本站内容自动出的题"


def groups(asked: Sequence[Asked]) -> list[QuizGroupView]:
    """The questions under their headings, those that were made from the site's content at the end."""
    titles: dict[str, list[Asked]] = {}
    several = any(one.question.line for one in asked)
    for one in asked:
        made = MADE if several and not one.question.line else one.question.group
        titles.setdefault(made, []).append(one)
    found, first = [], 1
    for title, those in titles.items():
        found.append(QuizGroupView(title, first, [_view(one) for one in those]))
        first += len(those)
    return found


def _view(asked: Asked) -> QuestionView:
    question = asked.question
    code = question.kind[0]
    return QuestionView(
        code=code if question.movable or not question.options else code.upper(),
        label="" if question.kind == "single" else KINDS[question.kind],
        stem=question.stem,
        options=[] if question.kind == "judge" else list(question.options),
        answer=question.answer,
        reason=question.reason,
        basis=question.basis,
        href=asked.source.href if asked.source else "",
    )
