"""What a notice told before: of what was sent, printed or published and is not what stands in it now"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xuanlan.channels import CHANNELS, correction
from xuanlan.channels.agree import Difference
from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.library.approved_copies import Copy
from xuanlan.library.as_published import as_published, complete
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import read_data
from xuanlan.models import publications
from xuanlan.models.publications import CHANNEL, PAPER, Publication
from xuanlan.reading.source import read_bytes
from xuanlan.releases.store import Store
from xuanlan.render.pages import Pages
from xuanlan.tree.release import Release, rows


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be said at one place, or at one channel."""

    place: str
    since: str
    """when the old text came there, as 2026-03-08T09:00:00+08:00; empty when nobody knows"""
    changed: list[Difference]
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be corrected, and where that is not known."""

    corrections: list[Correction]
    unknown: list[Publication]
    """rows of the ledger whose text is kept nowhere"""
    sent: bool
    """whether the ledger tells which channels the notice was sent to"""
    on_record: bool
    """whether anything is known of what it told before"""


def corrections(pages: Pages, entry: Entry, store: Store | None) -> Found:
    """What is to be corrected of `entry`: where the ledger tells of channels or paper, exactly there, else in all
    channels that tell any of it. Old texts are those that were approved and those of the releases in `store`.

    Raises ContentError for a ledger that cannot be read, MachineError.
    """
    report = Report()
    ledger = [row for row in publications.load(pages.library.root, report) if row.id == entry.id]
    if report.errors:
        raise ContentError(report)
    sent = _latest(row for row in ledger if row.place.startswith(CHANNEL))
    paper = _latest(row for row in ledger if row.place == PAPER)
    releases = store.releases() if store else []
    found: list[Correction] = []
    unknown: list[Publication] = []
    for row in [*sent.values(), *paper.values()]:
        if row.digest == entry.digest:
            continue
        before = _before(pages, entry, row.digest or "", releases)
        if not before:
            unknown.append(row)
        elif changed := correction.changes(pages, entry, before):
            found += _at(pages, entry, row, changed)
    if not sent:
        made, missing = _everywhere(pages, entry, ledger, releases)
        found, unknown = found + made, unknown + missing
    return Found(found, unknown, sent=bool(sent), on_record=bool(ledger or releases))


def _latest(ledger: Iterable[Publication]) -> dict[str, Publication]:
    return {row.place: row for row in ledger}


def _at(pages: Pages, entry: Entry, row: Publication, changed: list[Difference]) -> Iterator[Correction]:
    """What is to be said at the place of `row`; nothing in a channel that tells nothing of what has changed."""
    if row.place == PAPER:
        yield Correction(PAPER, row.since, changed, correction.words(pages, entry, changed))
        return
    title = row.place.removeprefix(CHANNEL)
    name = next((name for name, channel in CHANNELS.items() if title == channel.TITLE), "")
    if mine := correction.told(pages, entry, name, changed):
        yield Correction(title, row.since, mine, correction.words(pages, entry, mine))


def _everywhere(
    pages: Pages, entry: Entry, ledger: Iterable[Publication], releases: Iterable[Release]
) -> tuple[list[Correction], list[Publication]]:
    """What is to be said in every channel that tells any of what was once published otherwise; the last time counts."""
    old = {row.digest: row for row in ledger if not row.is_sent and row.digest != entry.digest}
    texts: list[tuple[Publication | None, str]] = [
        (row, before) for row in old.values() if (before := _before(pages, entry, row.digest or "", releases))
    ]
    if not texts and (before := _newest(pages, entry, releases)):
        texts.append((None, before))
    for row, before in sorted(texts, key=lambda one: one[0].since if one[0] else "", reverse=True):
        if changed := correction.changes(pages, entry, before):
            made = [
                Correction(CHANNELS[name].TITLE, row.since if row else "", mine, correction.words(pages, entry, mine))
                for name in correction.COMPARED
                if (mine := correction.told(pages, entry, name, changed))
            ]
            return made, []
    return [], [] if texts else list(old.values())


def _newest(pages: Pages, entry: Entry, releases: Iterable[Release]) -> str:
    """The words of the newest release in which the notice tells other facts than now."""
    for release in releases:
        before = correction.published(release.folder / entry.address)
        if before and correction.changes(pages, entry, before):
            return before
    return ""


def _before(pages: Pages, entry: Entry, digest: str, releases: Iterable[Release]) -> str:
    """The words of the page of `entry` when its text had the `digest`; empty when they are kept nowhere."""
    if not digest:
        return ""
    release = next((one for one in releases if _digests(one).get(entry.id) == digest), None)
    if release is None:
        return _approved(pages, entry, digest)
    return correction.published(release.folder / entry.address)


def _digests(release: Release) -> Mapping[str, str]:
    return {ident: row.get("digest") or "" for ident, row in rows(release.folder).items()}


def _approved(pages: Pages, entry: Entry, digest: str) -> str:
    """The words of the text that was approved with the `digest`, if it is kept."""
    library, report = pages.library, Report()
    copy = Copy(library.root, entry.id, digest)
    data = read_bytes(library.root / copy.text, copy.text, report) if (library.root / copy.text).is_file() else None
    front = read_data(data, entry.path, library.kinds, report) if data is not None else None
    if front is None or front.id != entry.id:
        return ""
    old = as_published(library, front, report)
    complete(library, old, report, data)
    return correction.article_now(pages, old)
