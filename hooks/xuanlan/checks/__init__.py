"""Rules over the whole library: one module per family, each with `check(library, report)`."""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import documents, hotlines, ledger, names, overrides, rulesets, values
from xuanlan.diagnostics import Report
from xuanlan.library import Library

Check = Callable[[Library, Report], None]

ALL: tuple[Check, ...] = (
    documents.check,
    rulesets.check,
    hotlines.check,
    values.check,
    ledger.check,
    names.check,
    overrides.check,
)
"""Every family; a new one is a new module here."""


def run(library: Library, report: Report) -> None:
    """All rules; every finding goes to `report`."""
    for check in ALL:
        check(library, report)
