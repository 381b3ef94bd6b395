"""All rules over words, in the order in which the manual lists them"""

from __future__ import annotations

from dataclasses import replace

from xuanlan.proofreading import (
    blanks,
    characters,
    clock_times,
    counts,
    enumerations,
    marks,
    numbers,
    official,
    parts,
    personal,
    secrecy,
    sums,
    wording,
)
from xuanlan.proofreading.rule import Rule

TEXT: tuple[Rule, ...] = (
    *(replace(rule, everywhere=True) for rule in personal.RULES),
    *wording.RULES,
    *characters.RULES,
    *numbers.RULES,
    *clock_times.RULES,
    *counts.RULES,
    *enumerations.RULES,
    *parts.RULES,
    *sums.RULES,
    *marks.RULES,
    *blanks.RULES,
    *secrecy.RULES,
    *official.RULES,
)
OF_SITES = frozenset(("wording-own",))
"""Codes of rules that a site makes itself, by its registers."""
