"""Publishing a release, and rolling back to an older one. `store` describes where they lie."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from xuanlan.checks import pages
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report
from xuanlan.library.render import Library
from xuanlan.models import ledger, page_ledger
from xuanlan.models.ledger import Ledger
from xuanlan.releases import ledgers, publications
from xuanlan.releases.acceptance import require_kept, require_pages
from xuanlan.releases.comebacks import check_comebacks, check_withdrawn_pages
from xuanlan.releases.store import Store, age
from xuanlan.tree.disk import told
from xuanlan.tree.release import Release, notice_ids, require_sound

__all__ = ["KEEP", "Site", "Store", "publish", "rollback"]

KEEP = 5
"""How many releases are kept for a rollback."""


class Site(NamedTuple):
    """The site whose ledger tells of a rollback, and the clock by which it does."""

    root: Path
    now: datetime


def publish(
    folder: Path,
    build: Callable[[Path], Library],
    *,
    keep: int = KEEP,
    keep_days: int = 0,
    force: bool = False,
    report: Report | None = None,
) -> tuple[Release, int]:
    """Have `build` make the site in the folder that it is given, make that a release, and the current one.

    Returns the release, and how many new addresses were entered in the ledger. `force` allows that the release lacks
    what the last one had; warnings go to `report`. Raises ContentError, CallError, MachineError.
    """
    report = Report() if report is None else report
    store = Store(folder)
    with store.locked(report):
        library = build(store.work)
        with told(folder):
            last = store.current() or next(iter(store.releases()), None)
            require_kept(
                library, store.made(), last,
                force=force, entered=ledgers.entered(store), older=store.before(last), report=report,
            )  # fmt: skip
            shown = pages.published(library)
            if not force:
                require_pages(library.root, shown, ledgers.pages(store))
            release = store.add()
            titles = {entry.id: entry.notice.title for entry in library.public}
            with (
                ledger.entering(library.root, titles, library.now) as entered,
                page_ledger.entering(library.root, shown) as more,
                publications.entering(library.root, store, release, library.now),
            ):
                store.switch(release)
            ledgers.enter(store, library.root)
            store.prune(keep, keep_days)
    return release, entered + more


def rollback(
    folder: Path,
    ident: str | None,
    *,
    force: bool = False,
    ledger: Ledger | None = None,
    withdrawn: Collection[str] = (),
    site: Site | None = None,
    report: Report | None = None,
) -> tuple[Release, set[str]]:
    """Make the release `ident` (or the beginning of an id) current; without `ident`, the one before the current.

    Returns the release, and the ids of the notices that the former current one had and it lacks. Without `force`
    nothing is done if something would be public again that was taken down since, or in the `ledger`, or a page whose
    address is `withdrawn`; these are reported. The ledger of publication of the `site` is brought up to what is shown
    then. Raises ContentError, CallError, MachineError.
    """
    report = Report() if report is None else report
    store = Store(folder)
    store.require()
    with store.locked(report), told(folder):
        there, now = store.releases(), store.current()
        release = _chosen(store, there, now, ident)
        require_sound(release)
        for later in {one.id: one for one in (*there[:1], now) if one and _later(one, release)}.values():
            check_comebacks(release, later, ledger or Ledger(), report)
        check_withdrawn_pages(release, {*withdrawn, *ledgers.pages(store).withdrawn}, report)
        if report.errors and not force:
            raise ContentError(report)
        with publications.entering(site.root, store, release, site.now) if site else nullcontext():
            store.switch(release)
        return release, (notice_ids(now.folder) - notice_ids(release.folder) if now else set())


def _later(one: Release, other: Release) -> bool:
    """Whether `one` came after `other`, by the builds' clocks or by the disk's: either clock may have been wrong."""
    return one.id != other.id and any(mine > theirs for mine, theirs in zip(age(one), age(other), strict=True))


def _chosen(store: Store, there: list[Release], now: Release | None, ident: str | None) -> Release:
    ids = [release.id for release in there]
    if ident is None:
        earlier = store.before(now) if now else there
        if not earlier:
            raise CallError("没有更早的版本可以回退。")
        return earlier[0]
    found = [release for release in there if release.id.startswith(ident)]
    if len(found) != 1:
        for broken in store.damaged():
            if ident and broken.id.startswith(ident):
                raise MachineError(f"版本 {broken.id} 损坏了，不能换回。用 xuanlan verify 看是哪些文件。")
        problem = "不止一个" if found else "没有"
        raise CallError(f"{problem}以“{ident}”开头的版本。现有：{'、'.join(ids) or '无'}。")
    if now and found[0].id == now.id:
        raise CallError(f"现在用的就是 {now.id}。")
    return found[0]
