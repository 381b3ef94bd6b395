"""The ledger of publication, brought up to each tree that readers get to see"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from xuanlan.diagnostics.report import Report
from xuanlan.models import approvals, publications
from xuanlan.models.publications import Publication
from xuanlan.releases.store import Store
from xuanlan.tree.release import Release
from xuanlan.tree.standing import ending, standing


@contextmanager
def entering(root: Path, store: Store, release: Release, now: datetime) -> Iterator[None]:
    """Enter what stands where with `release` from `now` on, if the block, which switches to it, succeeds.

    What a run that was cut off between its switch and the ledger did not enter, the current release tells: it began
    when that was built, or with the last moment that is known. Raises ContentError, MachineError, OSError.
    """
    last = store.current()
    followed = _following(root, release)

    def change(rows: list[Publication]) -> list[Publication]:
        return followed(rows, now)

    if last is not None and last.id != store.entered:
        _catch_up(root, last, now)
    with publications.entering(root, change):
        yield
    store.enter(release)


def _catch_up(root: Path, last: Release, now: datetime) -> None:
    followed = _following(root, last)
    publications.rewrite(root, lambda rows: followed(rows, max(last.built_at, publications.latest(rows, now))))


def _following(root: Path, release: Release) -> Callable[[list[Publication], datetime], list[Publication]]:
    """What brings the rows up to a release that readers see from a moment on: its tree is read once."""
    there = standing(release.folder)
    approved = approvals.load(root, Report())

    def followed(rows: list[Publication], now: datetime) -> list[Publication]:
        if there is None:
            return rows
        return publications.followed(rows, there, now, approved.words, lambda ident: ending(release.folder, ident))

    return followed
