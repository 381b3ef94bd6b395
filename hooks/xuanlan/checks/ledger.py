"""The ledger against the library: what was once published must still be answered for."""

from __future__ import annotations

import difflib
from urllib.parse import urlsplit

from xuanlan.diagnostics import Position, Report
from xuanlan.entry import Entry
from xuanlan.fields import nearest
from xuanlan.ledger import LedgerEntry, load
from xuanlan.library import Library
from xuanlan.text import fold

_GUESSES = 20
"""For so many vanished notices a similar title is looked for; comparing thousands with thousands would take hours."""


def check(library: Library, report: Report) -> None:
    ledger = load(library.root, report)
    carried = {entry.id for entry in library.entries if entry.public}
    vanished = []
    for ident, entry in ledger.entries.items():
        if entry.moved_to:
            _moved(library, entry, entry.moved_to, ledger.positions[ident], report)
        elif ident not in carried and not entry.withdrawn:
            vanished.append(entry)
    by_title = {fold(other.notice.title): other for other in library.public} if vanished else {}
    for number, entry in enumerate(vanished):
        near = _near(by_title, entry.title or "", guess=number < _GUESSES)
        _vanished(library, entry, near, ledger.positions[entry.id], report)


def _near(by_title: dict[str, Entry], title: str, guess: bool) -> Entry | None:
    """The public notice with this title, or with one much like it."""
    folded = fold(title)
    if folded in by_title or not guess:
        return by_title.get(folded)
    close = difflib.get_close_matches(folded, list(by_title), n=1, cutoff=0.8)
    return by_title[close[0]] if close else None


def _vanished(library: Library, entry: LedgerEntry, near: Entry | None, place: Position, report: Report) -> None:
    title = entry.title or entry.id
    hidden = library.by_id.get(entry.id)
    if hidden:
        reason = "草稿" if hidden.state == "draft" else "还没到发布时间"
        report.add("ledger-hidden", place, id=entry.id, title=title, path=hidden.path, reason=reason)
        return
    suggestion = f"是不是给 {near.path} 改了编号？请把它的 id 改回 {entry.id}。" if near else ""
    report.add("ledger-vanished", place, id=entry.id, title=title, suggestion=suggestion)


def _moved(library: Library, entry: LedgerEntry, target: str, place: Position, report: Report) -> None:
    """A target inside must be public; one outside must be on a host that the settings allow."""
    if "/" in target or ":" in target:
        host = _host(target)
        allowed = {name.lower() for name in library.settings.link_hosts}
        if not host or host not in allowed:
            report.add("ledger-moved-outside", place, id=entry.id, target=target, host=host or target)
        return
    there = library.by_id.get(target)
    if target == entry.id or there is None or not there.public:
        others = [other.id for other in library.entries if other.public and other.id != entry.id]
        report.add("ledger-moved-unknown", place, id=entry.id, target=target, suggestion=nearest(target, others))


def _host(address: str) -> str:
    """Lower-case host of an http or https address, as a browser would read it; empty for anything else."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and "\\" not in address and "@" not in parts.netloc
    return host.lower() if plain else ""
