"""Questions and answers on a notice page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(slots=True)
class QuestionView:
    """One question."""

    code: str
    """s, m, j or b: single, multiple, true or false, blanks; a capital where the options keep their order"""
    label: str
    """of its kind, empty where one answer is to be chosen"""
    stem: Markup
    options: list[Markup]
    """empty for true or false, and for blanks"""
    answer: Markup
    """letters, 对 or 错, or what stands in the blanks"""
    reason: Markup
    basis: str
    href: str


@dataclass(slots=True)
class QuizGroupView:
    """Questions under one heading, which may be empty."""

    title: str
    first: int
    """the number of its first question"""
    questions: list[QuestionView]
