"""The ledger against the library: every published id must still have a notice, or be declared withdrawn or moved."""

from __future__ import annotations

import difflib
from urllib.parse import urlsplit

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.ledger import LedgerEntry
from xuanlan.models.notice import field_position
from xuanlan.models.schedule import INTERNAL
from xuanlan.reading.keys import nearest
from xuanlan.text.folding import fold

_GUESSES = 20
"""Most vanished notices for which a similar title is looked for: comparing thousands with thousands takes hours."""


def check(library: Library, report: Report) -> None:
    ledger = library.ledger
    carried = {entry.id for entry in library.entries if entry.public}
    other_case = _cases(library, report)
    vanished = []
    for ident, entry in ledger.entries.items():
        if ident in carried and (entry.moved_to or (entry.withdrawn and library.by_id[ident].state != "withdrawn")):
            what = "改址" if entry.moved_to else "撤回"
            path = library.by_id[ident].path
            report.add("ledger-still-there", ledger.positions[ident], id=ident, what=what, path=path)
        address = addresses.of_file(addresses.notice(ident))
        if entry.address not in (None, address):
            report.add("ledger-address", ledger.positions[ident], id=ident, found=entry.address, address=address)
        if entry.moved_to:
            _moved(library, entry, entry.moved_to, ledger.positions[ident], report)
        elif ident not in carried and ident not in other_case and not entry.withdrawn:
            vanished.append(entry)
    by_title = {fold(other.notice.title): other for other in library.public} if vanished else {}
    for number, entry in enumerate(vanished):
        near = _near(by_title, entry.title or "", guess=number < _GUESSES)
        _vanished(library, entry, near, ledger.positions[entry.id], report)


def _cases(library: Library, report: Report) -> set[str]:
    """Report ids that differ only in case from a published one; returns those published ids."""
    ledger, first, found = library.ledger, dict[str, str](), set[str]()
    for ident, place in ledger.positions.items():
        if first.setdefault(ident.lower(), ident) != ident:
            report.add("ledger-case", place, id=ident, first=first[ident.lower()])
    for entry in library.entries:
        known = first.get(entry.id.lower(), entry.id)
        if known != entry.id and entry.id not in ledger.entries:
            report.add("ledger-case", field_position(entry.places, "id"), id=entry.id, first=known)
            found.add(known)
    return found


def _near(by_title: dict[str, Entry], title: str, guess: bool) -> Entry | None:
    """The public notice with this title, or, with `guess`, with a similar one."""
    folded = fold(title)
    if folded in by_title or not guess:
        return by_title.get(folded)
    close = difflib.get_close_matches(folded, list(by_title), n=1, cutoff=0.8)
    return by_title[close[0]] if close else None


def _vanished(library: Library, entry: LedgerEntry, near: Entry | None, place: Position, report: Report) -> None:
    title = entry.title or entry.id
    hidden = library.by_id.get(entry.id)
    if hidden and hidden.approval:
        return  # which is told for all of them together (`approval_gate`)
    if hidden:
        reason = {"draft": "草稿", INTERNAL: "不公开"}.get(hidden.state, "还没到发布时间")
        report.add("ledger-hidden", place, id=entry.id, title=title, path=hidden.path, reason=reason)
        return
    suggestion = f"是不是给 {near.path} 改了编号？请把它的 id 改回 {entry.id}。" if near else ""
    report.add("ledger-vanished", place, id=entry.id, title=title, suggestion=suggestion)


def _moved(library: Library, entry: LedgerEntry, target: str, place: Position, report: Report) -> None:
    """Report a `moved_to` that is no public notice, or an address on a host that the settings do not allow."""
    if outside(target):
        if not allowed(library, target):
            report.add("ledger-moved-outside", place, id=entry.id, target=target, host=_host(target) or target)
    elif target == entry.id or successor(library, target) is None:
        others = [other.id for other in library.entries if other.public and other.id != entry.id]
        report.add("ledger-moved-unknown", place, id=entry.id, target=target, suggestion=nearest(target, others))


def outside(target: str) -> bool:
    """Whether the `moved_to` of an entry is an address rather than an id."""
    return "/" in target or ":" in target


def allowed(library: Library, address: str) -> bool:
    """Whether the settings allow the host of `address` (link_hosts)."""
    host = _host(address)
    return bool(host) and host in {name.lower() for name in library.settings.link_hosts}


def successor(library: Library, ident: str) -> Entry | None:
    """The notice `ident`, if it is public."""
    there = library.by_id.get(ident)
    return there if there and there.public else None


def _host(address: str) -> str:
    """Lower-case host of an http or https address, as a browser would read it; empty for anything else."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and "\\" not in address and "@" not in parts.netloc
    return host.lower() if plain else ""
