"""How long printed sheets take: one sheet by a command, and a hundred posters one by one in a warm process.

    python -m bench.sheets

Prints a table in Markdown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import corpus
from xuanlan.build.build import inspect
from xuanlan.hosts import run
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.schedule import parse_now
from xuanlan.runtime.cache import VARIABLE
from xuanlan.sheets import KINDS
from xuanlan.sheets.plan import typefaces, typesetter

POSTERS = 100


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[VARIABLE] = f"{temporary}/cache"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled too
        site = Path(temporary) / "site"
        notices = corpus.notices()
        corpus.write_site(site, (next(notices) for _ in range(POSTERS)))
        library = inspect(run.facts(site), parse_now(corpus.NOW)).library
        ident = library.listed[0].id
        print("| | seconds | KB |\n| --- | ---: | ---: |")
        for kind in ("poster", "sheet"):
            seconds = median(command(site, ident, kind) for _ in range(5))
            print(f"| `xuanlan print {ident} --as {kind}`, a whole command | {seconds:.2f} | |")
        for kind in ("poster", "sheet"):
            print(row(f"{POSTERS} × {kind}, one by one", library, library.listed[:POSTERS], kind))


def command(site: Path, ident: str, kind: str) -> float:
    """Seconds that the command takes."""
    words = [sys.executable, "-m", "xuanlan", "print", ident, "--as", kind, "--proof", "--out", str(site / "x.pdf")]
    start = time.perf_counter()
    subprocess.run([*words, "--site", str(site), "--now", corpus.NOW], check=True, capture_output=True)
    return time.perf_counter() - start


def row(name: str, library: Library, entries: Sequence[Entry], kind: str) -> str:
    """A row of the table: seconds for all sheets together, for the first by itself, and for each of the rest."""
    faces = typefaces(library)
    setter = typesetter(library, faces)
    seconds, sizes = [], []
    for entry in entries:
        start = time.perf_counter()
        sheets = KINDS[kind].make(library, [entry], faces, "a4")
        sizes.append(len(setter.pdf(sheets, entry.notice.title, entry.facts.publish)))
        seconds.append(time.perf_counter() - start)
    words = f"{name}: the first {seconds[0]:.2f} s, then each {median(seconds[1:]) * 1000:.0f} ms"
    return f"| {words} | {sum(seconds):.2f} | {median(sizes) / 1000:.0f} |"


if __name__ == "__main__":
    main()
