"""The rules that content is checked by, one module per family.

Rules over the whole library (`LIBRARY`) run in every build. Rules over one notice's text (`TEXT`) run when it is
rendered, and their findings are cached with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import (
    attached,
    attachment_list,
    configuration,
    document_dates,
    documents,
    gate,
    hotlines,
    joined_masks,
    ledger,
    names,
    official_form,
    pages,
    public_notice,
    qr_codes,
    remote_settings,
    rulesets,
    screens,
    strays,
    titles,
    values,
)
from xuanlan.checks.proofread import Proofreader
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Rule, Rules
from xuanlan.library.read import Sources
from xuanlan.library.render import Library
from xuanlan.models import holidays
from xuanlan.proofreading import wording
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
    public_notice.register,
)
TEXT: tuple[Rule, ...] = (
    documents.list_numbers,
    rulesets.compare,
    hotlines.cancelled_numbers,
    values.lists,
    titles.check,
    official_form.check,
    attachment_list.check,
    document_dates.check,
)


def text_rules(sources: Sources) -> Rules:
    """The rules over single texts, for the site that these sources are of."""
    reader = Proofreader(sources.wording)
    calendar = holidays.load(sources.root, Report())
    public = public_notice.PublicNotices(calendar)
    key = digest("rules", repr(sources.wording), public_notice.key(calendar))
    return Rules((*TEXT, public.check, reader.notice), (reader.page,), joined_masks.notes, wording.load, key)


def run(library: Library, report: Report) -> Report:
    """Apply all rules over the whole library; every finding goes to `report`. Returns the findings that count."""
    for check in LIBRARY:
        check(library, report)
    reader = Proofreader(library.wording)
    reader.registers(library, report)
    attached.check(library, reader, report)
    return gate.settle(library, report)
