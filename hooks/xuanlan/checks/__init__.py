"""Rules, one module per family.

Those over the whole library run in every build; those that need only one notice's text run when it is rendered, and
what they found is kept with it.
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
"""What these look at must be part of the key of a text (`library/bodies.py`)."""


def run(library: Library, report: Report) -> None:
    """All rules over the library alone; every finding goes to `report`."""
    for check in LIBRARY:
        check(library, report)
