"""What a new tree must keep of what readers were given, before they see it: addresses, links, and roughly its size."""

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
"""Factors by which a site does not shrink or grow from one release to the next unless somebody means it."""
_GROWN_UP = 50, 20_000_000
"""Notices and bytes from which on growth is looked at: a site that has just been begun may get its whole archive."""
_BEGUN = 9
"""Most notices that may vanish without a question from a site of which nothing was published yet."""
_BACK, _AHEAD = timedelta(hours=1), timedelta(days=366)
"""How far a clock may be from that of the last release: machines that take turns do not agree to the minute, and a site
at which nothing happens for more than a year is worth a look."""
_FIRST, _LAST = 2026, 2056
"""Years in which this program runs: one before it was written, or long after, is that of a clock without a battery."""
_SHOWN = 20
"""Addresses of dead links that are named."""


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
    """Raise ContentError unless the new tree answers for every address that was promised.

    Unless `force` is used, its own links must resolve too, it must not differ from the `old` one as by mistake, and the
    ledger must still have what it had: the ids `entered`, if that is known. No file that was taken down comes back as
    it was in an `older` tree. What is only to be told goes to `report`.
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
            if not report.errors:  # else the content is another, and its ledger with it
                _check_entered(library, notice_ids(old.folder) if entered is None else entered, entered, report)
    if report.errors:
        raise ContentError(report)
    for ident, names in exchanged(old, new).items() if old else ():
        report.add("release-file-changed", Position(sources.get(ident, PATH)), id=ident, names=some(names))


def _check_entered(library: Library, ids: Set[str], entered: Set[str] | None, report: Report) -> None:
    """Report what the ledger has lost of `ids`. Where it is not known what it had, it may lack the newest: a run that
    was cut off has published those and not entered them."""
    known = library.ledger.entries.keys()
    lost = sorted(ids - known) if entered is not None or not known else []
    if lost:
        report.add("ledger-lost", Position(PATH), count=len(lost), ids=some(lost))


def require_pages(root: Path, published: Mapping[str, PageEntry], entered: PageLedger) -> None:
    """Raise ContentError where what is `published` from the site at `root` has a page again that was withdrawn, or the
    ledger there has lost a page: by the one with which somebody last published, `entered`."""
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
    """Report what keeps this library from taking the place of what stands in the folder `site`, as by mistake.

    A folder of notices that is not mounted has nothing in it. A site that is only begun may lose its examples.
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
    """Report notices that are not there as a whole, and what `site` shows by the ledger and that no longer has."""
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
    """Raise MachineError for a clock by which scheduled notices would come out, or public ones go, by mistake."""
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
    """Report what the old tree has and the new one lacks or has back, and what would not change as much by itself."""
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
    """Every link within the site must lead to something in the built `tree`; those of the last one count as good."""
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
    """Every address of the ledger, and of every public notice, must answer in the built `tree`.

    Raises CallError when there is none.
    """
    if Release.of(tree) is None:
        raise CallError(f"{tree} 里没有生成的网站。请先用 xuanlan build 生成，或用 --tree 指明它在哪里。")
    places = {entry.id: field_position(entry.places, "id") for entry in library.public}
    for ident, place in {**places, **library.ledger.positions}.items():
        if problem := answer(tree, ident):
            report.add("ledger-dead", place, id=ident, tree=tree, problem=problem)
