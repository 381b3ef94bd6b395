"""The ledger of publication, brought up to each tree that readers get to see"""

from __future__ import annotations

from collections.abc import Iterator
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
    last, entered = store.current(), store.entered

    def before(rows: list[Publication]) -> list[Publication]:
        if last is None or last.id == entered:
            return rows
        return _followed(root, rows, last, max(last.built_at, publications.latest(rows, now)))

    def change(rows: list[Publication]) -> list[Publication]:
        return _followed(root, rows, release, now)

    with publications.entering(root, before, change):
        yield
    store.enter(release)


def _followed(root: Path, rows: list[Publication], release: Release, now: datetime) -> list[Publication]:
    there = standing(release.folder)
    if there is None:
        return rows
    approved = approvals.load(root, Report())
    return publications.followed(rows, there, now, approved.words, lambda ident: ending(release.folder, ident))
