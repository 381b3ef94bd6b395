"""A site's output folder: what lies there, what an earlier build has left, and how a new tree takes its place.

A note in the cache has the key of each unit of the output, and the digest and stamp of each of its files. A file whose
stamp has changed since is made again.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import posixpath
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from xuanlan.runtime.cache import Cache, Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN
from xuanlan.tree.modes import ENTER, READ, folder_mode, for_readers, let_in
from xuanlan.tree.out import Out

STAGING = ".xuanlan-"
"""The prefix of the names of staging folders, in which trees are made."""
_ABANDONED = 3600
"""Seconds after which no running build owns a staging folder any more."""
Stamp = str
"""Size, times and inode of a file: what changes when another program writes it. Empty for a file that not everybody
can read, which counts as missing."""


class Made(NamedTuple):
    """One finished file: its path from the root, the SHA-256 of its content in hexadecimal, and its stamp."""

    path: str
    sha256: str
    stamp: Stamp


Record = tuple[Key, list[Made]]
"""A unit's key, and its files."""


def stamp_of(status: os.stat_result) -> Stamp:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


@dataclass(slots=True)
class Note:
    """What the cache knows of the site's folder `site`: the units in it, by name."""

    site: Path
    cache: Cache
    records: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def read(cls, site: Path, cache: Cache) -> Note:
        value, records = cache.get(cls._key(site)), {}
        with suppress(*MISSHAPEN):
            records = _records(value) if value else {}
        return cls(site, cache, records)

    def write(self, records: Mapping[str, Record]) -> None:
        """Replace the records by `records`, if these differ."""
        if records != self.records:
            self.cache.put({self._key(self.site): _noted(records)})
            self.records = dict(records)

    def missing(self, present: Present) -> int:
        """How many of the known files are not `present`."""
        return sum(made.path not in present.files for _, files in self.records.values() for made in files)

    @staticmethod
    def _key(site: Path) -> Key:
        return digest("site", engine(), str(site.resolve()))


def _noted(records: Mapping[str, Record]) -> bytes:
    """Texts joined by NUL, which no path contains: the number of units; name, key and number of files of each; then
    all files."""
    units = ((name, key.hex(), str(len(files))) for name, (key, files) in records.items())
    files = chain.from_iterable(files for _, files in records.values())
    texts = (str(len(records)), *chain.from_iterable(units), *chain.from_iterable(files))
    return "\0".join(texts).encode("utf-8", "surrogatepass")


def _records(noted: bytes) -> dict[str, Record]:
    """The inverse of `_noted`; JSON would take twice as long for fifty thousand files."""
    texts = noted.decode("utf-8", "surrogatepass").split("\0")
    end, at = 1 + 3 * int(texts[0]), 0
    files = [*map(Made._make, zip(texts[end::3], texts[end + 1 :: 3], texts[end + 2 :: 3], strict=True))]
    records = {}
    for name, key, number in zip(texts[1:end:3], texts[2:end:3], texts[3:end:3], strict=True):
        at, start = at + int(number), at
        records[name] = (bytes.fromhex(key), files[start:at])
    return records


@dataclass(slots=True)
class Present:
    """What lies in a folder: files by their path, folders, and whatever is neither, such as links."""

    files: dict[str, Stamp] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    """folders that not everybody can enter"""
    strange: list[str] = field(default_factory=list)

    @classmethod
    def scan(cls, folder: Path, *, stamped: bool = True) -> Present:
        """Everything below `folder`, which need not exist; links are not followed. Without stamps (all are empty then)
        it takes a third of the time."""
        found = cls()
        if folder.is_dir():
            found._add(str(folder), "", stamped)
        return found

    def has(self, record: Record) -> bool:
        """Whether all files of `record` are there with their stamps."""
        return all(self.files.get(made.path) == made.stamp for made in record[1])

    def _add(self, folder: str, inside: str, stamped: bool) -> None:
        with os.scandir(f"{folder}/{inside}") as listing:
            for item in listing:
                path = inside + item.name
                if path.startswith(STAGING):
                    continue
                if item.is_dir(follow_symlinks=False):
                    self.folders.append(path)
                    if stamped and item.stat(follow_symlinks=False).st_mode & ENTER != ENTER:
                        self.closed.append(path)
                    self._add(folder, path + "/", stamped)
                elif item.is_file(follow_symlinks=False):
                    status = item.stat(follow_symlinks=False) if stamped else None
                    self.files[path] = stamp_of(status) if status and status.st_mode & READ == READ else ""
                else:
                    self.strange.append(path)


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def put(folder: Path, out: Out) -> Made:
    """Write one file below `folder`. Raises ValueError for a path that leads out of it, and OSError."""
    if out.path.startswith("/") or not {"", ".", ".."}.isdisjoint(out.path.split("/")):
        raise ValueError(f"not a path below a folder: {out.path}")
    content = out.content if isinstance(out.content, bytes) else out.content.read_bytes()
    place = f"{folder}/{out.path}"
    try:
        number = os.open(place, _FLAGS, 0o666)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        number = os.open(place, _FLAGS, 0o666)
    try:
        written = os.write(number, content)
        while written < len(content):  # a large file, or a disk that is nearly full
            written += os.write(number, content[written:])
        stamp = stamp_of(os.fstat(number))
    finally:
        os.close(number)
    return Made(out.path, hashlib.sha256(content).hexdigest(), stamp)


def switch(
    staging: Path, note: Note, present: Present, kept: Mapping[str, Record], fresh: Mapping[str, Record]
) -> dict[str, Record]:
    """Make the site's folder hold its `kept` units, the `fresh` units from `staging`, and nothing else.

    Returns all units that are there now. A link found in the folder is removed, never followed.
    """
    site = note.site
    if not present.files and _take_over(staging, site):
        return dict(fresh)
    wanted = {path for records in (kept, fresh) for _, files in records.values() for path, _, _ in files}
    folders = _folders_of(wanted)
    # First goes what is in the way: links, a file where a folder belongs, a folder where a file belongs.
    blocked = tuple(f"{path}/" for path in wanted.intersection(present.folders))
    within = [path for path in present.files if path.startswith(blocked)] if blocked else []
    _remove(site, [*present.strange, *(folders & present.files.keys()), *within])
    _remove_empty(site, [path for path in present.folders if f"{path}/".startswith(blocked)] if blocked else [])
    for path in folders.intersection(present.closed):
        let_in(site / path, folder_mode(site))
    replaced = [record for name, record in note.records.items() if name not in kept]
    known = {made.path: made for _, files in replaced for made in files}
    records = dict(kept)
    ready: set[str] = set()
    for name, (key, files) in sorted(fresh.items()):
        placed = []
        for made in files:
            old = known.get(made.path)
            if old and old.sha256 == made.sha256 and present.files.get(made.path) == old.stamp:
                placed.append(old)
                continue
            source, target = staging / made.path, site / made.path
            if present.files.get(made.path) and filecmp.cmp(source, target, shallow=False):
                placed.append(Made(made.path, made.sha256, present.files[made.path]))
                continue
            folder = posixpath.dirname(made.path)
            if folder not in ready:
                (site / folder).mkdir(parents=True, exist_ok=True)
                ready.add(folder)
            source.replace(target)
            placed.append(made._replace(stamp=stamp_of(target.stat())))  # a move changes the ctime
        records[name] = (key, placed)
    # What is no longer wanted goes last: if anything fails before, the old pages are still there.
    _remove(site, [path for path in present.files if path not in wanted and path not in folders])
    _remove_empty(site, [path for path in present.folders if path not in folders])
    return records


def _take_over(staging: Path, site: Path) -> bool:
    """Rename `staging` to `site`, if that is missing or empty: one step instead of thousands. Whether it was done."""
    try:
        if site.exists():
            staging.chmod(stat.S_IMODE(site.stat().st_mode))
            site.rmdir()
        else:
            staging.chmod(folder_mode(site))
        staging.rename(site)
        return True
    except OSError:
        return False


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above one of `paths`."""
    folders = found = {path.rpartition("/")[0] for path in paths}
    while found := {path.rpartition("/")[0] for path in found} - folders:
        folders |= found
    return folders - {""}


def _remove(site: Path, paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            (site / path).unlink()


def _remove_empty(site: Path, folders: Sequence[str]) -> None:
    """Remove `folders`, in which each comes before those inside it."""
    for path in reversed(folders):
        with suppress(FileNotFoundError, NotADirectoryError):
            (site / path).rmdir()


def own_disk(place: Path) -> bool:
    """Whether `place` is a mount point."""
    return place.is_dir() and place.stat().st_dev != place.parent.stat().st_dev


def staging_for(site: Path) -> tempfile.TemporaryDirectory[str]:
    """A staging folder for the next tree of `site`: beside it, or inside where `site` is a mount point.

    Removes staging folders that killed builds left there more than an hour ago. Raises OSError.
    """
    place = site.resolve()
    with for_readers(place.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
    folder, prefix = (place, STAGING) if own_disk(place) else (place.parent, f"{STAGING}{place.name}-")
    for left in folder.glob(f"{prefix}*"):
        if left.stat().st_mtime < time.time() - _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=prefix, dir=folder, ignore_cleanup_errors=True)
