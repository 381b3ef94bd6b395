"""The folder that a site is published to.

    DIR/releases/<id>/   the trees; none is ever changed, and files that stay the same lie on the disk once
    DIR/current          a link to one of them, or a tree of its own where there are no links
    DIR/previous         a link to what was current before: pages that a reader has open still find their styles there
    DIR/ledger.yml       a copy of the ledger as it was after the last publication
    DIR/pages.yml        a copy of the ledger of pages, likewise
    DIR/.xuanlan/        the lock, where the next build starts, what the ledger has followed, and unfinished work

However and whenever a run is ended, `current` is a whole tree, and the next run clears up. Only on a disk without links
the switch takes two renames; a crash between them is repaired by the next run. Anything else under one of these names,
such as a link to somewhere else, is refused: only what this program made is ever changed or removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from xuanlan.diagnostics.report import CallError, MachineError, Position, Report
from xuanlan.tree.disk import fill, is_link, lock, names_to_disk, open_folder, open_up, remove, to_disk, told
from xuanlan.tree.folder import STAGING
from xuanlan.tree.modes import for_readers
from xuanlan.tree.release import Release, recovered, require_sound

_CURRENT, _PREVIOUS, _RELEASES, _PRIVATE = "current", "previous", "releases", ".xuanlan"
_LOCK, _WORK, _ASIDE, _ENTERED = "lock", "work", "set-aside", "entered"
LEDGER, PAGES = "ledger.yml", "pages.yml"
"""Copies of the ledgers, in the folder itself (`ledgers`)."""
_PART, _NEW, _OLD, _GONE, _LAST = "part", "new", "old", "gone", "last"
"""Names of unfinished work: a tree that is being filled, the next and the last `current`, a tree to be removed, and the
next `previous`."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder that a site is published to."""

    folder: Path

    @property
    def work(self) -> Path:
        """The folder in which the site is built; it still holds the tree of the last build."""
        return self._private / _WORK

    @property
    def _private(self) -> Path:
        return self.folder / _PRIVATE

    def require_place(self, sources: Iterable[Path]) -> None:
        """Raise CallError unless the folder is new, empty or ours, and outside of `sources`, which staff edit."""
        with told(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                raise CallError(f"{self.folder} 不是文件夹。")
            for source in sources:
                if self.folder.resolve().is_relative_to(source.resolve()):
                    raise CallError(f"不能发布到 {source} 里面，请换一个文件夹。")
            self.require_own()
            if self.folder.is_dir() and not self.ours and any(self.folder.iterdir()):
                raise CallError(f"{self.folder} 里有别的文件。请换一个空文件夹，或者新的文件夹。")

    def require_own(self) -> None:
        """Raise CallError when one of our names belongs to something else, above all to a link. Raises OSError."""
        for place in (self._private, self.folder / _RELEASES, self.work, *self._trees()):
            if is_link(place):
                raise CallError(f"{place} 是链接，通向别处，没有动它。请移走这个链接，再做一次。")
            if os.path.lexists(place) and not place.is_dir() and place != self.work:
                raise CallError(f"{place} 不是文件夹，没有动它。请把它移走，再做一次。")
        for place in (self._private / _LOCK, self.folder / LEDGER, self.folder / PAGES):
            if os.path.lexists(place) and (is_link(place) or not place.is_file()):
                raise CallError(f"{place} 不是普通文件，没有动它。请把它移走，再做一次。")
        for place in (self.folder / _CURRENT, self.folder / _PREVIOUS):
            if is_link(place) and not self._named(place):
                raise CallError(f"{place} 是链接，没有通向 {_RELEASES} 里的版本，没有动它。请移走这个链接，再做一次。")
        place = self.folder / _CURRENT
        if os.path.lexists(place) and not is_link(place) and self.current() is None:
            raise CallError(f"{place} 不是发布的网站，或者损坏得认不出来了，没有动它。请先把它移走。")

    def _trees(self) -> list[Path]:
        """Everything in releases/ that has the name of a release."""
        place = self.folder / _RELEASES
        with told(self.folder):
            there = place.iterdir() if place.is_dir() and not is_link(place) else ()
            return [item for item in there if Release.is_id(item.name)]

    def _named(self, link: Path) -> str:
        """The id of the release in this folder that `link` leads to; empty for any other link."""
        parts = link.readlink().parts
        return parts[1] if len(parts) == 2 and parts[0] == _RELEASES and Release.is_id(parts[1]) else ""

    @property
    def ours(self) -> bool:
        """Whether something was ever published here: .xuanlan/ or releases are there."""
        return self._private.is_dir() or bool(self.releases() or self.damaged())

    def require(self) -> None:
        """Raise CallError when nothing was ever published here."""
        with told(self.folder):
            self.require_own()
            if not self.ours:
                raise CallError(f"{self.folder} 里没有发布过网站。")

    def releases(self) -> list[Release]:
        """All releases that are not damaged, the newest first. Raises MachineError."""
        with told(self.folder):
            found = [release for tree in self._trees() if (release := Release.of(tree)) and release.id == tree.name]
            return sorted(found, key=age, reverse=True)

    def before(self, release: Release | None) -> list[Release]:
        """The releases made before `release`, the newest first. Raises MachineError."""
        return [other for other in self.releases() if release and age(other) < age(release)]

    def damaged(self) -> list[Release]:
        """The releases whose release.json is missing, broken or wrong. Raises MachineError."""
        with told(self.folder):
            known = {release.id for release in self.releases()}
            there = sorted(tree for tree in self._trees() if tree.name not in known and not is_link(tree))
            return [release for tree in there if (release := recovered(tree, tree.name))]

    def current(self) -> Release | None:
        """The release that readers see, damaged or not, with its folder in releases/ if that is still there."""
        place = self.folder / _CURRENT
        if seen := Release.of(place):
            return Release.of(self.folder / _RELEASES / seen.id) or seen
        if is_link(place):
            return recovered(self.folder / _RELEASES / self._named(place), self._named(place))
        found = recovered(place, "")
        same = (tree.name for tree in self._trees() if found and tree.name.endswith(found.tree[:12]))
        return recovered(place, next(same, "")) if found else None

    def made(self) -> Release:
        """The tree that the build has made in `work`. Raises MachineError when there is none."""
        found = Release.of(self.work)
        if found is None:
            raise MachineError(f"{self.work} 里没有生成网站。")
        return found

    @contextmanager
    def locked(self, report: Report | None = None) -> Iterator[None]:
        """Hold the folder's lock until the block ends, or the process dies. Clears up after interrupted runs.

        What had to be put right is reported. Whatever is written meanwhile is readable for everybody.
        """
        report = Report() if report is None else report
        with told(self.folder), for_readers(self.folder):
            self.require_own()
            if self.ours and not self._private.is_dir():
                report.add("store-lost", Position(str(self._private)))
            self._private.mkdir(parents=True, exist_ok=True)
            (self.folder / _RELEASES).mkdir(exist_ok=True)
            file = (self._private / _LOCK).open("a+b")
        with file:
            lock(file, self.folder)
            with told(self.folder):
                self._recover()
                self._set_aside(report)
            with for_readers(self.folder):
                yield

    def _recover(self) -> None:
        current = self.folder / _CURRENT
        for name in (_NEW, _OLD):
            place = self._private / name
            whole = self._named(place) if is_link(place) else Release.of(place)
            if not os.path.lexists(current) and whole:
                place.rename(current)
        for item in self._private.iterdir():
            if item.name in (_PART, _NEW, _OLD, _GONE, _LAST) or item.name.startswith(f"{STAGING}{_WORK}-"):
                remove(item)

    def _set_aside(self, report: Report) -> None:
        """Move foreign files out of the folder `work`, where they would keep every build from starting."""
        if not os.path.lexists(self.work) or Release.of(self.work) or recovered(self.work, ""):
            return
        if self.work.is_dir() and not any(self.work.iterdir()):
            return
        aside = next(place for n in count(1) if not os.path.lexists(place := self._private / f"{_ASIDE}-{n}"))
        self.work.rename(aside)
        report.add("store-set-aside", Position(str(self.work)), aside=aside)

    @property
    def entered(self) -> str:
        """The id of the release that the ledger of publication has followed last; "" when that is not known."""
        with suppress(OSError, ValueError):
            return (self._private / _ENTERED).read_text(encoding="ascii")
        return ""

    def enter(self, release: Release) -> None:
        """Note that the ledger of publication has followed to `release`."""
        part = self._private / _PART
        with suppress(OSError):
            part.write_text(release.id, encoding="ascii")
            part.replace(self._private / _ENTERED)

    def keep_copy(self, file: Path, name: str) -> None:
        """Keep a copy of `file` in the folder itself; where it cannot be made, the older one stays."""
        part = self._private / _PART
        with suppress(OSError):
            part.write_bytes(file.read_bytes())
            part.replace(self.folder / name)

    def add(self) -> Release:
        """Make what was built a release, complete on the disk, if it is none yet. Raises CallError, MachineError."""
        self.require_own()
        made, part = self.made(), self._private / _PART
        place = self.folder / _RELEASES / made.id
        with suppress(MachineError):
            if known := Release.of(place):
                require_sound(known)
                return known
        old = self.current()
        written = fill(part, made.folder, old.folder if old else None)
        try:
            require_sound(made.at(part))
        except MachineError:
            remove(self.work)  # somebody else has written there: build from nothing next time
            raise
        to_disk(written)
        self._discard(place)
        part.rename(place)
        names_to_disk(place.parent)
        return made.at(place)

    def switch(self, release: Release) -> None:
        """Make `release` the one that readers see. Raises CallError, MachineError, OSError."""
        self.require_own()
        current = self.folder / _CURRENT
        new, old, part = (self._private / name for name in (_NEW, _OLD, _PART))
        open_folder(release.folder.parent)
        open_up(release.folder)
        self._keep_previous(release)
        try:
            new.symlink_to(f"{_RELEASES}/{release.id}", target_is_directory=True)
        except (OSError, NotImplementedError):
            written = fill(part, release.folder, release.folder)
            require_sound(release.at(part))
            to_disk(written)
            part.rename(new)
        names_to_disk(self._private)
        try:
            new.replace(current)
        except OSError:  # one of them is no link, or the system cannot replace links
            if os.path.lexists(current):
                current.rename(old)
            try:
                new.rename(current)
            except OSError:
                with suppress(FileNotFoundError):
                    old.rename(current)
                raise
        names_to_disk(self.folder)
        self._discard(old)

    def _keep_previous(self, release: Release) -> None:
        """Make `previous` a link to the current release, where the disk has links, before `release` becomes current."""
        now, last = self.current(), self._private / _LAST
        if now is None or now.id == release.id or now.folder.parent.name != _RELEASES:
            return
        with suppress(OSError, NotImplementedError):
            last.symlink_to(f"{_RELEASES}/{now.id}", target_is_directory=True)
            last.replace(self.folder / _PREVIOUS)

    def prune(self, keep: int, keep_days: int = 0) -> None:
        """Remove all releases except the current, the previous, the newest `keep`, and those built at most `keep_days`
        days before the current one."""
        self.require_own()
        there, now = self.releases(), self.current()
        stay = {found.id for place in (_CURRENT, _PREVIOUS) if (found := Release.of(self.folder / place))}
        stay |= {self._named(place) for name in (_CURRENT, _PREVIOUS) if is_link(place := self.folder / name)}
        stay |= {now.id} if now else set()
        # A damaged release does not count among `keep`; it is removed once all that are kept are newer.
        oldest = min((release.built_at for release in there[:keep]), default=None)
        for release in [*there[keep:], *(one for one in self.damaged() if oldest and one.built_at < oldest)]:
            young = keep_days > 0 and now and now.built_at - release.built_at <= timedelta(days=keep_days)
            if release.id not in stay and not young:
                self._discard(release.folder)

    def _discard(self, place: Path) -> None:
        """Rename `place` away in one step, then remove it; the next run removes what is left of it."""
        if os.path.lexists(place):
            gone = self._private / _GONE
            with suppress(OSError):
                remove(gone)
                place.rename(gone)
                remove(gone)


def age(release: Release) -> tuple[float, int]:
    """When the release was built, and when it was put on the disk; to sort releases by."""
    return release.built_at.timestamp(), release.folder.stat().st_mtime_ns
