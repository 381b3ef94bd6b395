"""The cost of our index alone, in a process of its own: `python -m bench.indexing SITE WORK ROUNDS`.

Counts folding, indexing and writing the files, but not reading and rendering the notices, just as Pagefind's run does
not count making its pages. Prints a JSON list with the wall and CPU seconds of each round, and writes what readers can
see into WORK/articles.json.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from pathlib import Path

from bench.corpus import NOW
from bench.queries import Article, save
from xuanlan.build import make
from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.library.bodies import TextStore
from xuanlan.library.render import Library
from xuanlan.models.schedule import parse_now
from xuanlan.outputs import search
from xuanlan.render.entries import visible_text
from xuanlan.render.pages import Pages
from xuanlan.render.shell import Frame
from xuanlan.runtime.cache import Cache, Key
from xuanlan.runtime.progress import silent
from xuanlan.tree.folder import Note, Present


def main(site: Path, work: Path, rounds: int) -> None:
    library = inspect(run.facts(site), parse_now(NOW), cache=Cache(work / "cache")).library
    save(
        (
            Article(entry.id, entry.notice.title, entry.notice.doc_no or "", visible_text(library, entry))
            for entry in library.public
        ),
        work / "articles.json",
    )
    for name in ("MEDIA", "OF_NOTICES"):
        setattr(make, name, (search,))
    setattr(TextStore, "folded_text", _forgotten)  # noqa: B010  (a build folds while it renders)
    print(json.dumps([_round(library, work / "index") for _ in range(rounds)]))


def _forgotten(_store: TextStore, _plain: Key) -> None:
    return None


def _round(library: Library, folder: Path) -> dict[str, float]:
    """The seconds of one run of `outputs.search`, from the library to the last file."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = Pages(library, _bare)
    wall, cpu = time.perf_counter(), _cpu()
    make.make(pages, folder, Note(folder, Cache()), Present(), silent)
    return {"wall": time.perf_counter() - wall, "cpu": _cpu() - cpu}


def _bare(address: str, frame: Frame) -> str:
    """A page without the theme's frame: the results page is not part of the index."""
    return f"<!-- {address} -->{frame.title}{frame.head}{frame.main}"


def _cpu() -> float:
    """CPU seconds of this process and its children so far."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
