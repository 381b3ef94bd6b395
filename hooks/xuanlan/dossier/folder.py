"""The folder of a dossier on disk: the whole new one takes the place of the whole old one, and of nothing else"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from xuanlan.diagnostics.report import CallError
from xuanlan.dossier.files import GAPS, INDEX, MANIFEST
from xuanlan.library.file_names import of_system
from xuanlan.tree.disk import is_link, names_to_disk, to_disk, told
from xuanlan.tree.folder import Present, own_disk, put, staging_for
from xuanlan.tree.modes import folder_mode, let_in
from xuanlan.tree.out import Out
from xuanlan.tree.release import manifest, read_manifest

_NAMED = 3
_ASIDE = ".xuanlan-old-"


def require_place(target: Path) -> None:
    """Raise CallError unless `target` is new, empty or a dossier in which nobody has changed or added anything, and no
    whole disk, which nothing can be put in the place of. Raises MachineError."""
    with told(target):
        place = target.resolve()
        if place == place.parent or own_disk(place):
            raise CallError(f"{target} 是整个磁盘。请写磁盘里的一个文件夹，例如 {target / '档案'}。")
        _restore(target)
        if not os.path.lexists(target):
            return
        if is_link(target) or not target.is_dir():
            raise CallError(f"{target} 不是文件夹，没有动它。请换一个地方。")
        present = Present.scan(target, stamped=False)
        ours = [path for path in present.files if not of_system(path.rpartition("/")[2])]
        if not ours and not present.strange:
            return
        known = _known(target)
        if known is None:
            raise CallError(f"{target} 里有别的文件，不是档案。请换一个空文件夹，或者新的文件夹。")
        added = [*present.strange, *(path for path in ours if path not in known and path != MANIFEST)]
        changed = [path for path, digest in known.items() if path in present.files and _sha256(target / path) != digest]
        for paths, what in ((added, "后来放进去的文件"), (changed, "改动过的文件")):
            if paths:
                more = f"等 {len(paths)} 个" if len(paths) > _NAMED else ""
                raise CallError(
                    f"{target} 里有{what}：{'、'.join(sorted(paths)[:_NAMED])}{more}。请先移走，或者换一个文件夹。"
                )


def _known(target: Path) -> Mapping[str, str] | None:
    """The files of the dossier in `target` by their paths; None where there is none."""
    try:
        known = read_manifest((target / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return known if INDEX in known and GAPS in known else None


def write(target: Path, files: Iterable[Out]) -> str:
    """Put the dossier there whole, with its manifest; returns the SHA-256 of that. Whatever fails before, or while, the
    last dossier stays. Raises what `files` raises, and MachineError."""
    with told(target), staging_for(target) as folder:
        tree = Path(folder) / "new"
        tree.mkdir()
        made = [put(tree, out) for out in files]
        listed = manifest((one.path, one.sha256) for one in made)
        put(tree, Out(MANIFEST, listed))
        to_disk([*(tree / one.path for one in made), tree / MANIFEST])
        let_in(tree, folder_mode(target))
        _switch(tree, target)
    return hashlib.sha256(listed).hexdigest()


def _switch(tree: Path, target: Path) -> None:
    place = target.resolve()
    aside = _aside(target)
    if place.exists():
        place.rename(aside)
    try:
        tree.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
    names_to_disk(place.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _restore(target: Path) -> None:
    """Repair what a run has left that was ended between the two steps of `_switch`, or behind them."""
    aside, place = _aside(target), target.resolve()
    if not aside.is_dir():
        return
    if place.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            aside.rename(place)


def _aside(target: Path) -> Path:
    place = target.resolve()
    return place.with_name(f"{_ASIDE}{place.name}")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
