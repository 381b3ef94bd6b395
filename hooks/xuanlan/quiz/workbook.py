"""Questions as rows of a sheet, in the columns that programs for examinations read"""

from __future__ import annotations

from collections.abc import Sequence

from xuanlan.quiz.questions import KINDS, LETTERS, Question

USUAL = 6
"""Columns for options that every sheet has; more where a question has more."""


def rows(questions: Sequence[Question]) -> list[list[str]]:
    """The head, and a row for each question."""
    wide = max([USUAL, *(len(question.options) for question in questions)])
    head = ["题型", "题干", *(f"选项{letter}" for letter in LETTERS[:wide]), "答案", "解析", "依据"]
    return [head, *(_row(question, wide) for question in questions)]


def _row(question: Question, wide: int) -> list[str]:
    options = () if question.kind == "judge" else question.options
    padded = [*options, *[""] * (wide - len(options))]
    return [KINDS[question.kind], question.stem, *padded, question.answer, question.reason, question.basis]
