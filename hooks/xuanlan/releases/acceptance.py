"""What a new tree must keep of the published one, before readers see it: addresses, links, and roughly its size."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Position, Report
from xuanlan.library.render import Library
from xuanlan.models import page_ledger
from xuanlan.models.ledger import PATH
from xuanlan.models.notice import field_position
from xuanlan.models.page_ledger import PageEntry, PageLedger
from xuanlan.releases.comebacks import brought_back, exchanged, some, withdrawn_again_public
from xuanlan.tree.release import Release, answer, notice_ids, recovered, rows

_LESS, _MORE = 2, 10
"""Factors by which a site may shrink or grow from one release to the next without `force`."""
_GROWN_UP = 50, 20_000_000
"""Notices and bytes from which on growth is limited: a new site may get its whole archive at once."""
_BEGUN = 9
"""Most notices that may vanish from a site of which nothing was published yet."""
_BACK, _AHEAD = timedelta(hours=1), timedelta(days=366)
"""How far the clock may be before and after that of the last release: machines that take turns do not agree to the
minute, and a site that was not published for more than a year is worth a look."""
_FIRST, _LAST = 2026, 2056
"""Plausible years: a clock that is before this program was written, or long after, has an empty battery."""
_SHOWN = 20
"""Most dead links that are reported by their address."""


def require_kept(
    library: Library,
    new: Release,
    old: Release | None,
    *,
    force: bool,
    entered: Set[str] | None = None,
    older: Iterable[Release] = (),
    report: Report | None = None,
) -> None:
    """Raise ContentError unless the new tree has a page for every address in the ledger.

    Unless `force` is used, its links must resolve too, it must not differ so much from the `old` tree that this looks
    like a mistake, no file that was taken down may come back as it was in an `older` tree, and the ledger must still
    have the ids `entered`, which it had at the last publication (None: unknown). Warnings go to `report`.
    """
    report = Report() if report is None else report
    check_promises(library, new.folder, report)
    sources = {entry.id: entry.path for entry in library.public}
    if not force:
        _check_links(library, new.folder, old.folder if old else None, report)
        if old:
            _compare(old, new, sources, report)
            for path in brought_back(new, old, older):
                report.add("release-file-back", Position("notices"), path=path)
            if not report.errors:  # else it is other content, with another ledger
                _check_entered(library, notice_ids(old.folder) if entered is None else entered, entered, report)
    if report.errors:
        raise ContentError(report)
    for ident, names in exchanged(old, new).items() if old else ():
        report.add("release-file-changed", Position(sources.get(ident, PATH)), id=ident, names=some(names))


def _check_entered(library: Library, ids: Set[str], entered: Set[str] | None, report: Report) -> None:
    """Report which of `ids` the ledger has lost. With `entered` unknown, only an empty ledger is reported: it may lack
    ids that an interrupted run has published and not entered."""
    known = library.ledger.entries.keys()
    lost = sorted(ids - known) if entered is not None or not known else []
    if lost:
        report.add("ledger-lost", Position(PATH), count=len(lost), ids=some(lost))


def require_pages(root: Path, published: Mapping[str, PageEntry], entered: PageLedger) -> None:
    """Raise ContentError when `published`, the pages of the site at `root`, has a withdrawn page again, or its ledger
    of pages has lost one. `entered` is that ledger as it was at the last publication."""
    report = Report()
    known = page_ledger.load(root, report).entries
    for address, entry in entered.entries.items():
        if entry.withdrawn and address in published:
            place = Position(published[address].file or page_ledger.PATH)
            report.add("release-page-back", place, address=address, reason=entry.withdrawn)
    if lost := sorted(entered.entries.keys() - known.keys()):
        report.add("pages-lost", Position(page_ledger.PATH), count=len(lost), addresses=some(lost))
    if report.errors:
        raise ContentError(report)


def check_standing(library: Library, site: Path, report: Report) -> None:
    """Report signs that this library replaces the tree in the folder `site` by mistake.

    A folder of notices that is not mounted is empty, for example. A site that is only begun may lose its examples.
    """
    check_place(library, site, report)
    before, after = Release.of(site) or recovered(site, ""), len(library.public)
    if before is None:
        return
    least = (_BEGUN if after else 1) if (library.root / "notices").is_dir() else 0
    if before.notices > least and after * _LESS < before.notices:
        report.add("release-shrunk", Position("notices"), before=before.notices, after=after)
    if not -_AHEAD <= library.now - before.built_at <= _AHEAD and before.id:
        report.add("clock-far", Position("mkdocs.yml"), now=library.now.date(), before=before.built_at.date())


def check_place(library: Library, site: Path, report: Report) -> None:
    """Report a missing or empty folder notices/, and ids that `site` shows and the ledger has lost."""
    folder = library.root / "notices"
    if not folder.is_dir():
        report.add("notices-missing", Position("notices"), problem="不是文件夹" if folder.exists() else "不见了")
    elif all(item.name.startswith(".") for item in folder.iterdir()):
        report.add("notices-missing", Position("notices"), problem="是空的")
    gone = notice_ids(site) - library.ledger.entries.keys() - library.by_id.keys()
    noted = rows(site) if gone else {}
    if noted and (gone := gone - noted.keys()):
        report.add("ledger-lost", Position(PATH), count=len(gone), ids=some(sorted(gone)))


def require_clock(now: datetime, last: Release | None) -> None:
    """Raise MachineError when the clock is so far off that it would publish scheduled notices or take down others."""
    if last and not -_BACK <= now - last.built_at <= _AHEAD:
        how = "早" if now < last.built_at else "晚了一年多"
        raise MachineError(
            f"现在的时间是 {now:%Y-%m-%d %H:%M}，比上次发布（{last.built_at:%Y-%m-%d %H:%M}）{how}，没有发布。"
            "请先看看这台电脑的日期和时间，以及 --now 和 XUANLAN_NOW。确实是这个时间，请用 --force。"
        )
    if not last and not _FIRST <= now.year < _LAST:
        raise MachineError(
            f"现在的时间是 {now:%Y-%m-%d %H:%M}，不像是对的，没有发布。"
            "请先看看这台电脑的日期和时间，以及 --now 和 XUANLAN_NOW。确实是这个时间，请用 --force。"
        )


def _compare(old: Release, new: Release, sources: Mapping[str, str], report: Report) -> None:
    """Report a change of size that looks like a mistake, and notices that are lost or public again."""
    if new.notices * _LESS < old.notices:
        report.add("release-shrunk", Position("notices"), before=old.notices, after=new.notices)
    if new.notices > old.notices * _MORE and old.notices >= _GROWN_UP[0]:
        report.add("release-grown", Position("notices"), before=old.notices, after=new.notices)
    before, after = (_size(tree.folder) for tree in (old, new))
    if after * _LESS < before or (after > before * _MORE and before >= _GROWN_UP[1]):
        report.add("release-size", Position("notices"), before=f"{before / 1e6:.1f} MB", after=f"{after / 1e6:.1f} MB")
    for ident in notice_ids(old.folder) - notice_ids(new.folder):
        report.add("release-lost", Position(PATH), id=ident)
    for ident, state in withdrawn_again_public(old, new).items():
        if state == "repealed":
            report.add("release-repealed", Position(sources.get(ident, PATH)), id=ident)
            continue
        what = "改址" if state == "moved" else "撤回"
        report.add("release-withdrawn", Position(sources.get(ident, PATH)), id=ident, what=what)


def _size(folder: Path | str) -> int:
    """Bytes of all files below `folder`."""
    with os.scandir(folder) as listing:
        return sum(
            _size(item.path) if item.is_dir(follow_symlinks=False) else item.stat(follow_symlinks=False).st_size
            for item in listing
        )


def _check_links(library: Library, tree: Path, before: Path | None, report: Report) -> None:
    """Report links within the site that lead nowhere in `tree`; those that the tree `before` has too are let pass."""
    from xuanlan.tree.links import dead_links  # with the parser of HTML, which no build needs

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
    """Report addresses of the ledger and of public notices that have no page in `tree`.

    Raises CallError when there is no built tree.
    """
    if Release.of(tree) is None:
        raise CallError(f"{tree} 里没有生成的网站。请先用 xuanlan build 生成，或用 --tree 指明它在哪里。")
    places = {entry.id: field_position(entry.places, "id") for entry in library.public}
    for ident, place in {**places, **library.ledger.positions}.items():
        if problem := answer(tree, ident):
            report.add("ledger-dead", place, id=ident, tree=tree, problem=problem)
