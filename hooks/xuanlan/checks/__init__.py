"""The rules that content is checked by, one module per family.

Rules over the whole library (`LIBRARY`) run in every build. Rules over one notice's text (`TEXT`) run when it is
rendered, and their findings are cached with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import (
    configuration,
    consistency,
    documents,
    gate,
    hotlines,
    ledger,
    names,
    names_register,
    pages,
    qr_codes,
    remote_settings,
    rules,
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
    consistency.check,
)
TEXT: tuple[Rule, ...] = (
    documents.list_numbers,
    rulesets.compare,
    hotlines.cancelled_numbers,
    values.lists,
    consistency.fields,
)


def text_rules(sources: Sources) -> Rules:
    """The rules over single texts, for the site that these sources are of."""
    reader = Proofreader((*rules.TEXT, *names_register.text_rules(sources.names)))
    phones = consistency.phones(sources)
    own = [*names_register.notice_rules(sources.names), *([consistency.current(phones.notice)] if phones else [])]
    key = digest("site", repr(sources.names), repr(consistency.numbers(sources)))
    return Rules((*TEXT, *own, reader.notice), (reader.page, *([phones.page] if phones else [])), key)


def run(library: Library, report: Report) -> Report:
    """Apply all rules over the whole library; every finding goes to `report`. Returns the findings that count."""
    for check in LIBRARY:
        check(library, report)
    Proofreader((*rules.TEXT, *names_register.text_rules(library.names))).registers(library, report)
    return gate.settle(library, report)
