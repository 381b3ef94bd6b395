"""All rules of the gate, in the order in which the manual lists them, and what profiles of kinds of units change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from xuanlan.checks import consistency, names_register
from xuanlan.diagnostics.report import Severity
from xuanlan.models.gate import PROFILES, Strengths
from xuanlan.proofreading import characters, marks, numbers
from xuanlan.proofreading.rule import Rule, SiteRule
from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, declare

TEXT: tuple[Rule, ...] = (*characters.RULES, *numbers.RULES, *marks.RULES)
"""Those over words."""
SITE: tuple[SiteRule, ...] = (*names_register.RULES, *consistency.RULES)
"""Those that see more than one text's words: registers, columns, dates, attached files."""
CODES = frozenset([*(rule.code for rule in TEXT), *(rule.code for rule in SITE)])
"""Codes whose strength a site may set, and that may be waived."""


class Profile(Model):
    """What a kind of unit is inspected for more, or less, strictly than others."""

    name: Text = declare("名称", "单位类型。", "学校", ...)
    strengths: Strengths = declare("轻重", "规则和轻重。", "{personal-id: 停发}", {})


@cache
def _profiles() -> dict[str, Profile]:
    return {PROFILES[row.name]: row for row in shipped.read_rows("profiles.yml", Profile)}


def profile(name: str | None) -> Mapping[str, Severity | None]:
    """The strengths that the profile `name` changes; none when there is no such profile."""
    return _profiles()[name].strengths if name else {}
