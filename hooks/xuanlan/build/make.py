"""Making what has changed: a unit of the output is kept as long as everything that it depends on is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from xuanlan.outputs import MEDIA, OF_NOTICES, notices
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages, Unit
from xuanlan.runtime.progress import Progress
from xuanlan.runtime.workers import Ahead, in_chunks, in_processes
from xuanlan.tree.folder import Made, Note, Present, Record, put
from xuanlan.tree.out import Out

CHUNK = 50
"""Total weight of the units that are given to a process at a time."""
REVISION = 8
"""A unit that is revised takes this fraction of its weight: one eighth."""
WORTH_A_PROCESS = 150
"""The total weight that is made in about the time that starting a process takes."""

Task = tuple[Unit, Record | None]
"""A unit to be made, and the record of its last making if its files are all there."""


@dataclass(slots=True)
class Making:
    """A new tree: the records of units that are kept as they lie in the site, and of those made anew in `folder`."""

    folder: Path
    kept: dict[str, Record] = field(default_factory=dict)
    fresh: dict[str, Record] = field(default_factory=dict)

    def files(self) -> Iterator[Made]:
        for records in (self.kept, self.fresh):
            for _, files in records.values():
                yield from files


def make(pages: Pages, folder: Path, note: Note, present: Present, progress: Progress) -> Making:
    """Make in `folder` every unit that has changed since `note`, or whose files in the site (`present`) have.

    Raises OSError when the disk refuses a file.
    """
    making = Making(folder)
    stale: list[Task] = []
    begun: Ahead[dict[str, Record]] | None = None
    try:
        for unit in _units(pages):
            known = note.records.get(unit.name)
            if known and not present.has(known):
                known = None
            if known and unit.key and known[0] == unit.key:
                making.kept[unit.name] = known
                continue
            task = unit, known
            if known and unit.revise and begun is None and _weight(task) > WORTH_A_PROCESS:
                # A block of the search index takes longest after an edit, so it is begun at once. It needs no shell.
                begun = Ahead(partial(_make_batch, (pages, folder)), [task])
            else:
                stale.append(task)
        _make_all(making, pages, stale, progress)
        if begun:
            making.fresh.update(begun.result())
    except BaseException:
        if begun:
            begun.stop()
        raise
    return making


def _make_all(making: Making, pages: Pages, stale: Sequence[Task], progress: Progress) -> None:
    shared = pages, making.folder
    batches = _batches([task for task in stale if task[0].key])
    total, done = sum(len(batch) for batch in batches), 0
    weight = sum(_weight(task) for task in stale if task[0].key)
    # Here, so that the processes that are forked share the dictionary, if it is needed.
    library = pages.library
    library.phrasing.bring(library.by_id[unit.notice].notice.title for unit, _ in stale if unit.notice)
    library.phrasing.keep()
    for batch in in_processes(_make_batch, shared, batches, weight // WORTH_A_PROCESS):
        making.fresh.update(batch)
        done += len(batch)
        progress("生成网页", done, total)
    making.fresh.update(_make_batch(shared, [task for task in stale if not task[0].key]))


def _units(pages: Pages) -> Iterator[Unit]:
    for medium in MEDIA:
        yield from medium.units(pages)
    for entry in pages.library.public:
        yield Unit(entry.address, partial(_of_notice, entry.id), notices.key(pages, entry), notice=entry.id)


def _of_notice(ident: str, pages: Pages) -> Iterator[Out]:
    entry = shown(pages.library.by_id[ident])
    for medium in OF_NOTICES:
        yield from medium.files(pages, entry)


def _batches(stale: Sequence[Task]) -> list[Sequence[Task]]:
    """Large units first, one a batch, so that none is left for the end; the small ones `CHUNK` at a time."""
    large = sorted((task for task in stale if _weight(task) >= CHUNK), key=_weight, reverse=True)
    small = [task for task in stale if _weight(task) < CHUNK]
    return [*([task] for task in large), *in_chunks(small, CHUNK)]


def _weight(task: Task) -> int:
    unit, known = task
    return unit.weight // REVISION if unit.revise and known else unit.weight


def _make_batch(shared: tuple[Pages, Path], batch: Sequence[Task]) -> dict[str, Record]:
    pages, folder = shared
    library = pages.library
    library.texts.bring(library.by_id[unit.notice] for unit, _ in batch if unit.notice)
    made: dict[str, Record] = {}
    wrapped: list[tuple[str, Out]] = []
    for unit, known in batch:
        outs = unit.revise(known[0], pages) if known and known[0] and unit.revise else None
        kept = known[1] if known and outs is not None else []
        outs = list(unit.make(pages) if outs is None else outs)
        others = {out.path for out in outs}
        files = [file for file in kept if file.path not in others]
        made[unit.name] = (unit.key, files + [put(folder, out) for out in outs if not out.script])
        wrapped += [(unit.name, out) for out in outs if out.script]
    if wrapped:
        from xuanlan.index.packing import scripts  # loads numpy, which most builds do not need

        contents = scripts([out.content for _, out in wrapped if isinstance(out.content, bytes)])
        for (name, out), content in zip(wrapped, contents, strict=True):
            made[name][1].append(put(folder, Out(out.path, content)))
    library.phrasing.keep()
    return made
