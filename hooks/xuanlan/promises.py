"""What a new tree must keep of what readers were given, before they see it: addresses, links, and roughly its size."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from xuanlan import addresses
from xuanlan.deadlinks import dead_links
from xuanlan.diagnostics import CallError, ContentError, Position, Report
from xuanlan.finished import Release, answer, notice_ids
from xuanlan.ledger import PATH
from xuanlan.library import Library
from xuanlan.notice import field_position

_LESS, _MORE = 2, 10
"""Factors by which a site does not shrink or grow from one release to the next unless somebody means it."""
_GROWN_UP = 50, 20_000_000
"""Notices and bytes from which on growth is looked at: a site that has just been begun may get its whole archive."""
_SHOWN = 20
"""Addresses of dead links that are named."""


def require_kept(library: Library, new: Release, old: Release | None, *, force: bool) -> None:
    """Raise ContentError unless the new tree answers for every address that was promised.

    Unless `force` is used, its own links must resolve too, and it must not differ from the `old` one as by mistake.
    """
    report = Report()
    check_promises(library, new.folder, report)
    if not force:
        _check_links(library, new.folder, old.folder if old else None, report)
        if old:
            _compare(old, new, report)
    if report.errors:
        raise ContentError(report)


def _compare(old: Release, new: Release, report: Report) -> None:
    """Report what the old tree has and the new one lacks, and what would not change as much by itself."""
    if new.notices * _LESS < old.notices:
        report.add("release-shrunk", Position("notices"), before=old.notices, after=new.notices)
    if new.notices > old.notices * _MORE and old.notices >= _GROWN_UP[0]:
        report.add("release-grown", Position("notices"), before=old.notices, after=new.notices)
    before, after = (_size(tree.folder) for tree in (old, new))
    if after * _LESS < before or (after > before * _MORE and before >= _GROWN_UP[1]):
        report.add("release-size", Position("notices"), before=f"{before / 1e6:.1f} MB", after=f"{after / 1e6:.1f} MB")
    for ident in notice_ids(old.folder) - notice_ids(new.folder):
        report.add("release-lost", Position(PATH), id=ident)


def _size(folder: Path | str) -> int:
    """Bytes of all files below `folder`."""
    with os.scandir(folder) as listing:
        return sum(
            _size(item.path) if item.is_dir(follow_symlinks=False) else item.stat(follow_symlinks=False).st_size
            for item in listing
        )


def _check_links(library: Library, tree: Path, before: Path | None, report: Report) -> None:
    """Every link within the site must lead to something in the built `tree`; those of the last one count as good."""
    dead = dead_links(tree, library.site.url, before)
    sources = {addresses.notice(entry.id): entry.path for entry in library.public}
    for target, (page, *more) in islice(dead.items(), _SHOWN):
        others = f"（另有 {len(more)} 页）" if more else ""
        report.add(
            "release-dead-link", Position(sources.get(page, "mkdocs.yml")), page=page, target=target, others=others
        )
    if len(dead) > _SHOWN:
        report.add("release-dead-links", Position("mkdocs.yml"), count=len(dead) - _SHOWN)


def check_promises(library: Library, tree: Path, report: Report) -> None:
    """Every address of the ledger, and of every public notice, must answer in the built `tree`.

    Raises CallError when there is none.
    """
    if Release.of(tree) is None:
        raise CallError(f"{tree} 里没有生成的网站。请先用 xuanlan build 生成，或用 --tree 指明它在哪里。")
    places = {entry.id: field_position(entry.places, "id") for entry in library.public}
    for ident, place in {**places, **library.ledger.positions}.items():
        if problem := answer(tree, ident):
            report.add("ledger-dead", place, id=ident, tree=tree, problem=problem)
