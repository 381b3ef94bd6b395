"""The rules that content is checked by, one module per family.

Rules over the whole library (`LIBRARY`) run in every build. Rules over one notice's text (`TEXT`) run when it is
rendered, and their findings are cached with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import (
    configuration,
    documents,
    hotlines,
    ledger,
    names,
    pages,
    qr_codes,
    remote_settings,
    rulesets,
    screens,
    strays,
    values,
)
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Rule
from xuanlan.library.render import Library

Check = Callable[[Library, Report], None]

LIBRARY: tuple[Check, ...] = (
    documents.check,
    hotlines.check,
    values.check,
    ledger.check,
    names.check,
    remote_settings.check,
    qr_codes.check,
    screens.check,
    configuration.check,
    strays.check,
    pages.check,
)
TEXT: tuple[Rule, ...] = (documents.list_numbers, rulesets.compare, hotlines.cancelled_numbers, values.lists)
"""Whatever these read must be part of a text's cache key (`library/bodies.py`)."""


def run(library: Library, report: Report) -> None:
    """Run all rules over the library; every finding goes to `report`."""
    for check in LIBRARY:
        check(library, report)
