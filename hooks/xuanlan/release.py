"""Releases: a folder with complete trees side by side, one of which readers see, switched to in one step.

    DIR/releases/<id>/   the trees; none is ever changed, and files that stay the same lie on the disk once
    DIR/current          a link to one of them, or a tree of its own where there are no links
    DIR/previous         a link to what was current before: pages that a reader has open still find their styles there
    DIR/.xuanlan/        the lock, the tree that the next build starts from, and what is under way

Whatever ends a run at whatever moment, `current` is a whole tree, and the next run clears up. Only where there are no
links, two renamings follow one another; a crash between them is made good by the next run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from xuanlan.diagnostics import CallError, MachineError
from xuanlan.disk import fill, lock, names_to_disk, remove, to_disk, told
from xuanlan.finished import Release, notice_ids, require_sound
from xuanlan.ledger import entering
from xuanlan.library import Library
from xuanlan.promises import require_kept

KEEP = 5
"""Releases that stay, for going back."""
_CURRENT, _PREVIOUS, _RELEASES, _PRIVATE = "current", "previous", "releases", ".xuanlan"
_LOCK, _WORK = "lock", "work"
_PART, _NEW, _OLD, _GONE, _LAST = "part", "new", "old", "gone", "last"
"""What is under way: a tree that is being filled, `current` as it will be and as it was, a tree that is to go, and
`previous` as it will be."""


def publish(
    folder: Path, build: Callable[[Path], Library], *, keep: int = KEEP, keep_days: int = 0, force: bool = False
) -> tuple[Release, int]:
    """Have `build` make the site in the folder it is given; make that a release and the current one.

    What was published is then in the ledger; also returns how many addresses are new there. `force` passes over what
    the last release had and this one lacks. Raises ContentError, CallError, MachineError.
    """
    store = Store(folder)
    with store.locked():
        library = build(store.work)
        with told(folder):
            require_kept(library, store.made(), store.current(), force=force)
            release = store.add()
            titles = {entry.id: entry.notice.title for entry in library.public}
            with entering(library.root, titles, library.now) as entered:
                store.switch(release)
            store.prune(keep, keep_days)
    return release, entered


def rollback(folder: Path, ident: str | None) -> tuple[Release, set[str]]:
    """Make the release `ident` (or how it begins) the current one, else the one before it.

    Also returns the ids of the notices that the current one had and that one lacks. Raises CallError, MachineError.
    """
    store = Store(folder)
    store.require()
    with store.locked(), told(folder):
        there, now = store.releases(), store.current()
        release = _chosen(there, now, ident)
        require_sound(release)
        store.switch(release)
        return release, (notice_ids(now.folder) - notice_ids(release.folder) if now else set())


def _chosen(there: list[Release], now: Release | None, ident: str | None) -> Release:
    ids = [release.id for release in there]
    if ident is None:
        earlier = [release for release in there if now is None or _age(release) < _age(now)]
        if not earlier:
            raise CallError("没有更早的版本可以回退。")
        return earlier[0]
    found = [release for release in there if release.id.startswith(ident)]
    if len(found) != 1:
        problem = "不止一个" if found else "没有"
        raise CallError(f"{problem}以“{ident}”开头的版本。现有：{'、'.join(ids) or '无'}。")
    if now and found[0].id == now.id:
        raise CallError(f"现在用的就是 {now.id}。")
    return found[0]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder that a site is published to."""

    folder: Path

    @property
    def work(self) -> Path:
        """Where the site is built: what has not changed is still there from the last time."""
        return self.folder / _PRIVATE / _WORK

    def require_place(self, sources: Iterable[Path]) -> None:
        """Raise CallError unless the folder is new, empty or ours, and outside `sources`, where others write."""
        with told(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                raise CallError(f"{self.folder} 不是文件夹。")
            for source in sources:
                if self.folder.resolve().is_relative_to(source.resolve()):
                    raise CallError(f"不能发布到 {source} 里面，请换一个文件夹。")
            if self.folder.is_dir() and not self.ours and any(self.folder.iterdir()):
                raise CallError(f"{self.folder} 里有别的文件。请换一个空文件夹，或者新的文件夹。")
            current = self.folder / _CURRENT
            if os.path.lexists(current) and not current.is_symlink() and Release.of(current) is None:
                raise CallError(f"{current} 不是发布的网站，请先把它移走。")

    @property
    def ours(self) -> bool:
        """Whether something was ever published here."""
        return (self.folder / _PRIVATE).is_dir()

    def require(self) -> None:
        """Raise CallError when nothing was ever published here."""
        with told(self.folder):
            if not self.ours:
                raise CallError(f"{self.folder} 里没有发布过网站。")

    def releases(self) -> list[Release]:
        """All of them, the newest first. Raises MachineError."""
        place = self.folder / _RELEASES
        with told(self.folder):
            folders = list(place.iterdir()) if os.path.lexists(place) else []
            found = [release for folder in folders if (release := Release.of(folder)) and release.id == folder.name]
            return sorted(found, key=_age, reverse=True)

    def current(self) -> Release | None:
        """The one that readers see, in its own folder if it is still there."""
        seen = Release.of(self.folder / _CURRENT)
        return (Release.of(self.folder / _RELEASES / seen.id) or seen) if seen else None

    def made(self) -> Release:
        """What the build has made."""
        found = Release.of(self.work)
        if found is None:
            raise MachineError(f"{self.work} 里没有生成网站。")
        return found

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone here until the block ends, or the process, however it does. Clears up after runs that were cut off."""
        with told(self.folder):
            (self.folder / _PRIVATE).mkdir(parents=True, exist_ok=True)
            (self.folder / _RELEASES).mkdir(exist_ok=True)
            file = (self.folder / _PRIVATE / _LOCK).open("a+b")
        with file:
            lock(file, self.folder)
            with told(self.folder):
                self._recover()
            yield

    def _recover(self) -> None:
        private, current = self.folder / _PRIVATE, self.folder / _CURRENT
        for name in (_NEW, _OLD):
            if not os.path.lexists(current) and os.path.lexists(private / name):
                (private / name).rename(current)
        for item in private.iterdir():
            if item.name not in (_LOCK, _WORK):
                remove(item)

    def add(self) -> Release:
        """Make what was built a release, complete on the disk. The one that is there already if it is the same."""
        made, part = self.made(), self.folder / _PRIVATE / _PART
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
            remove(self.work)  # something else has written there: the next build begins anew
            raise
        to_disk(written)
        self._discard(place)
        part.rename(place)
        names_to_disk(place.parent)
        return made.at(place)

    def switch(self, release: Release) -> None:
        """Make `release` the one that readers see."""
        private, current = self.folder / _PRIVATE, self.folder / _CURRENT
        new, old, part = (private / name for name in (_NEW, _OLD, _PART))
        self._keep_previous(release)
        try:
            new.symlink_to(f"{_RELEASES}/{release.id}", target_is_directory=True)
        except (OSError, NotImplementedError):
            written = fill(part, release.folder, release.folder)
            require_sound(release.at(part))
            to_disk(written)
            part.rename(new)
        names_to_disk(private)
        try:
            new.replace(current)
        except OSError:  # one of the two is no link, or the system replaces none
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
        """Have `previous` lead to what is current, before `release` is; without links there is none."""
        now, last = self.current(), self.folder / _PRIVATE / _LAST
        if now is None or now.id == release.id or now.folder.parent.name != _RELEASES:
            return
        with suppress(OSError, NotImplementedError):
            last.symlink_to(f"{_RELEASES}/{now.id}", target_is_directory=True)
            last.replace(self.folder / _PREVIOUS)

    def prune(self, keep: int, keep_days: int = 0) -> None:
        """Remove all releases but the current and the previous one, the newest `keep`, and those that are no more than
        `keep_days` days older than the current: by the clocks of their builds, which machines agree on."""
        there, now = self.releases(), self.current()
        stay = {found.id for place in (_CURRENT, _PREVIOUS) if (found := Release.of(self.folder / place))}
        for release in there[keep:]:
            young = keep_days > 0 and now and now.built_at - release.built_at <= timedelta(days=keep_days)
            if release.id not in stay and not young:
                self._discard(release.folder)

    def _discard(self, place: Path) -> None:
        """Take `place` away in one step, and remove it; what of it stays is for the next run."""
        if os.path.lexists(place):
            gone = self.folder / _PRIVATE / _GONE
            with suppress(OSError):
                remove(gone)
                place.rename(gone)
                remove(gone)


def _age(release: Release) -> tuple[float, int]:
    return release.built_at.timestamp(), release.folder.stat().st_mtime_ns
