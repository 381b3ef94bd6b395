"""The rules that content is checked by, one module per family.

Rules over the whole library (`LIBRARY`) run in every build. Rules over one notice's text (`TEXT`) run when it is
rendered, and their findings are cached with it.
"""

from __future__ import annotations

from collections.abc import Callable

from xuanlan.checks import (
    attached,
    attachment_list,
    burden,
    campaigns,
    columns,
    configuration,
    consistency,
    document_dates,
    documents,
    gate,
    hotlines,
    joined_masks,
    ledger,
    level_skips,
    names,
    names_register,
    office_phones,
    official_form,
    outside_links,
    pages,
    picture_words,
    problems,
    public_notice,
    public_site,
    qr_codes,
    quiz,
    remote_settings,
    rulesets,
    screens,
    strays,
    titles,
    traditional_texts,
    values,
    year,
)
from xuanlan.checks.proofread import Proofreader
from xuanlan.diagnostics.report import Report
from xuanlan.library import problem_tables
from xuanlan.library.bodies import Manuscript, Notes, Rule, Rules
from xuanlan.library.read import Sources
from xuanlan.library.render import Library
from xuanlan.proofreading import wording
from xuanlan.quiz import gather
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
    campaigns.check,
    configuration.check,
    strays.check,
    pages.check,
    consistency.check,
    office_phones.check,
    joined_masks.check,
    columns.check,
    public_site.check,
    year.check,
    quiz.check,
    burden.kinds,
    problems.check,
)
TEXT: tuple[Rule, ...] = (
    documents.list_numbers,
    rulesets.compare,
    hotlines.cancelled_numbers,
    values.lists,
    consistency.fields,
    titles.check,
    official_form.check,
    level_skips.check,
    attachment_list.check,
    document_dates.check,
    picture_words.notice,
    quiz.compare,
    problems.compare,
)


def text_rules(sources: Sources) -> Rules:
    """The rules over single texts, for the site that these sources are of."""
    reader = _reader(sources)
    links = outside_links.OutsideLinks.of(sources)
    public = public_notice.PublicNotices(sources.holidays)
    traditional = traditional_texts.TraditionalTexts.of(sources)
    numbers = consistency.numbers(sources)
    phones = consistency.phones(numbers)
    laid = burden.Burden.of(sources.settings)
    own = [*names_register.notice_rules(sources.names), *([consistency.current(phones.notice)] if phones else [])]
    facts = (sources.wording, sources.names, numbers)
    keys = (links.key, traditional.key, laid.key, public_notice.key(sources.holidays))
    key = digest("rules", *keys, *map(repr, facts))
    pages = (reader.page, links.page, traditional.page, picture_words.page, *([phones.page] if phones else []))
    return Rules(
        (*TEXT, *own, public.check, laid.check, reader.notice, links.notice, traditional.notice),
        pages, _notes, wording.load, key,
    )  # fmt: skip


def _notes(manuscript: Manuscript) -> Notes:
    return (
        joined_masks.notes(manuscript)
        + consistency.notes(manuscript)
        + office_phones.notes(manuscript)
        + gather.notes(manuscript)
        + problem_tables.notes(manuscript)
    )


def _reader(site: Sources | Library) -> Proofreader:
    return Proofreader(site.wording, tuple(site.names.forms))


def run(library: Library, report: Report) -> Report:
    """Apply all rules over the whole library; every finding goes to `report`. Returns the findings that count."""
    for check in LIBRARY:
        check(library, report)
    _reader(library).registers(library, report)
    read_files(library, report)
    return gate.settle(library, report)


def read_register(library: Library, name: str, text: str, report: Report) -> None:
    """Have the register `name` read as if its file held this `text`."""
    _reader(library).register(name, text, report)


def read_files(library: Library, report: Report) -> None:
    """Have every attached file read; what the search may show of each is noted in `library`."""
    attached.check(library, _reader(library), report)
