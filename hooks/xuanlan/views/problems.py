"""Problems of an inspection on the page of its notice, and what an answer is about"""

from __future__ import annotations

from dataclasses import dataclass

from xuanlan.views.parts import LinkView


@dataclass(slots=True)
class UnitProblemsView:
    """What one unit has to deal with."""

    unit: str
    problems: list[LinkView]


@dataclass(slots=True)
class AnsweredView:
    """An inspection that a notice answers or looks into again, and which of its problems."""

    inspection: LinkView
    problems: list[LinkView]


@dataclass(slots=True)
class ProblemsView:
    """What a notice page says of problems beside its text."""

    units: list[UnitProblemsView]
    """whom the problems concern, in the order of the table"""
    replies: list[LinkView]
    """what answers them, the oldest first"""
    checks: list[LinkView]
    """later inspections that looked again"""
    answered: list[AnsweredView]
    is_check: bool
    """whether `answered` are looked into again, and not answered"""
