"""The rules that content is checked by, one module per family.

Rules over the whole library (`LIBRARY`) run in every build. Rules over one notice's text (`TEXT`) run when it is
rendered, and their findings are cached with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import (
    attached,
    configuration,
    documents,
    gate,
    hotlines,
    joined_masks,
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
from xuanlan.checks.proofread import Proofreader
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Rule, Rules
from xuanlan.library.read import Sources
from xuanlan.library.render import Library
from xuanlan.runtime.cache import digest

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
    joined_masks.check,
)
TEXT: tuple[Rule, ...] = (documents.list_numbers, rulesets.compare, hotlines.cancelled_numbers, values.lists)


def text_rules(sources: Sources) -> Rules:
    """The rules over single texts, for the site that these sources are of."""
    reader = Proofreader(sources.wording)
    key = digest("rules", repr(sources.wording))
    return Rules((*TEXT, reader.notice), (reader.page,), joined_masks.notes, key)


def run(library: Library, report: Report) -> Report:
    """Apply all rules over the whole library; every finding goes to `report`. Returns the findings that count."""
    for check in LIBRARY:
        check(library, report)
    reader = Proofreader(library.wording)
    reader.registers(library, report)
    attached.check(library, reader, report)
    return gate.settle(library, report)
