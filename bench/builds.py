"""Whole builds measured against others, on the same notices: `make bench`.

In every round each contender has its turn, so that a busy minute of the machine slows all of them. Prints a table of
medians in Markdown.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median

from bench import corpus, hugo
from bench.corpus import NOW, Sample
from bench.costs import Usage, run
from bench.peers import Command, pagefind_command
from bench.saving import told
from xuanlan import __version__
from xuanlan.runtime.cache import VARIABLE

OURS, PEERS = "ours", "peers"
PEER = "Hugo + Pagefind"
FULL = "Xuanlan, from nothing"
Results = Mapping[str, Sequence[Usage]]
"""The measurements of each row of the table, one a round."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.builds", description=__doc__)
    parser.add_argument("--notices", type=int, default=10_000, help="size of the corpus (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=(OURS, PEERS), default=(OURS, PEERS))
    parser.add_argument("--alone", action="store_const", dest="only", const=(OURS,), help="the same as --only ours")
    parser.add_argument("--saves", type=int, default=10, help="notices saved during a preview (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="an empty folder (default: one that is removed at the end)")
    wanted = parser.parse_args()
    if wanted.notices < 10 or wanted.rounds < 1:
        parser.error("ten notices and one round are the least")
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[VARIABLE] = f"{temporary}/cache"  # not the user's own cache
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled too
        work = wanted.work or Path(temporary)
        print(table(measured(work, wanted.notices, wanted.rounds, wanted.only), wanted.notices, wanted.rounds))
        if OURS in wanted.only and wanted.saves:
            say("notices are saved while somebody looks")
            print("\n" + told(work / "site", wanted.saves))


def measured(work: Path, number: int, rounds: int, only: Sequence[str]) -> dict[str, list[Usage]]:
    """All rounds over a corpus of `number` notices; `work` is empty."""
    say(f"{number:,} notices are written")
    made = corpus.notices()
    large = Site(work / "site", work / "out")
    corpus.write_site(large.folder, islice(made, number))
    later = [newest(notice, at) for at, notice in enumerate(islice(made, rounds), start=1)]
    small = Site(work / "small", work / "small-out")
    if OURS in only:
        corpus.write_site(small.folder, islice(corpus.notices(), number // 10))
    if PEERS in only:
        hugo.write_site(work / "hugo", large.folder / "notices")
    results: dict[str, list[Usage]] = {}
    for at in range(rounds):
        say(f"round {at + 1} of {rounds}")
        read_once(work)
        turns = (peers(work / "hugo"), PEERS), (ours(large, later[at], at), OURS), (tenth(small, number), OURS)
        for name, usage in (measurement for turn, kind in turns if kind in only for measurement in turn):
            say(f"  {name}: {usage.wall:.2f} s, processors {usage.cpu:.2f} s, {usage.memory / 1e6:,.0f} MB")
            results.setdefault(name, []).append(usage)
    return results


def peers(folder: Path) -> Iterator[tuple[str, Usage]]:
    """Hugo over the notices, Pagefind over what Hugo made, and the sum of the two."""
    out = folder / "public"
    put_away(out)
    pages = run(hugo.command(folder))
    yield "Hugo", pages
    index = run(pagefind_command(out))
    yield "Pagefind", index
    yield PEER, pages.then(index)


@dataclass(frozen=True, slots=True)
class Site:
    """A site of ours, and the folder that it is built into."""

    folder: Path
    out: Path

    def build(self, *options: str) -> Usage:
        command: Command = [sys.executable, "-m", "xuanlan", "build", "--site", self.folder, "--out", self.out]
        return run([*command, "--now", NOW, *options])

    def build_from_nothing(self) -> Usage:
        put_away(self.out)
        return self.build("--full")

    def require(self, ident: str, text: str) -> None:
        """Raise SystemExit unless the notice's page shows `text`: a build that leaves it out is quick for no reason."""
        page = self.out / "n" / ident / "index.html"
        if not page.is_file() or text not in page.read_text(encoding="utf-8"):
            raise SystemExit(f"{page} does not show {text}")


def ours(site: Site, new: Sample, at: int) -> Iterator[tuple[str, Usage]]:
    """The builds of round `at` (from 0); `new` is added and removed, so each round begins with as many notices."""
    yield FULL, site.build_from_nothing()

    files = sorted((site.folder / "notices").rglob("*.md"))
    edited, sentence = files[(len(files) // 2 + at) % len(files)], f"特此补充第{at + 1}次。"
    edited.write_text(edited.read_text(encoding="utf-8").rstrip() + sentence + "\n", encoding="utf-8")
    yield "… after one edit", site.build()
    site.require(edited.stem, sentence)

    added = site.folder / new.path
    added.parent.mkdir(exist_ok=True)
    added.write_text(new.source(), encoding="utf-8")
    yield "… after one new notice", site.build()
    site.require(new.id, new.fields["title"])

    yield "… with no change", site.build()
    added.unlink()


def tenth(site: Site, number: int) -> Iterator[tuple[str, Usage]]:
    """A build of a site with a tenth of the `number` notices, to see how the cost grows."""
    yield f"{FULL}, {number // 10:,} notices", site.build_from_nothing()


def newest(made: Sample, at: int) -> Sample:
    """`made` as a plain notice of the last day, as new notices are. Its number is above all others of that year."""
    kept = {name: made.fields[name] for name in ("title", "unit")}
    return Sample(f"{NOW[:4]}-{9000 + at}", {**kept, "kind": "通知", "date": NOW[:10]}, made.body)


def put_away(out: Path) -> None:
    """Rename the folder `out` away rather than delete it: ext4 creates files slowly after thousands were deleted."""
    if out.exists():
        out.rename(out.with_name(f"{out.name}-{time.monotonic_ns()}"))


def read_once(folder: Path) -> None:
    """Bring all notices below `folder` into the system's page cache, so that nobody has to wait for the disk."""
    for file in folder.rglob("*.md"):
        file.read_bytes()


def table(results: Results, number: int, rounds: int) -> str:
    """Medians, one row for each contender and case, below the facts of the machine."""
    middles = {name: middle(usages) for name, usages in results.items()}
    measures, small, peer = ("wall", "CPU", "peak memory"), f"{FULL}, {number // 10:,} notices", middles.get(PEER)
    rows = [("", [*measures, *(f"{measure}, {PEER} is 1" for measure in measures if peer)])]
    rows.append(("---", ["---:"] * len(rows[0][1])))
    for name, (wall, cpu, memory) in middles.items():
        cells = [f"{wall:.2f} s", f"{cpu:.2f} s", f"{memory / 1e6:,.0f} MB"]
        rows.append((name, cells + (ratios(middles[name], peer) if peer and name != small else [])))
    if small in middles:
        rows.append((f"{number:,} against {number // 10:,}, times", ratios(middles[FULL], middles[small])))
    others = "".join(f", {name} {version(name)}" for name in ("Hugo", "Pagefind") if name in results)
    system = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    facts = f"{number:,} notices, medians of {rounds}; {system}, Xuanlan {__version__}{others}"
    width = len(rows[0][1])
    lines = (f"| {name} | {' | '.join(cells + [''] * (width - len(cells)))} |" for name, cells in rows)
    return "\n".join([facts, "", *lines])


def middle(usages: Sequence[Usage]) -> tuple[float, float, float]:
    """The medians of wall-clock seconds, CPU seconds and bytes of memory, each by itself."""
    return (
        median(usage.wall for usage in usages),
        median(usage.cpu for usage in usages),
        median(usage.memory for usage in usages),
    )


def ratios(values: Sequence[float], norms: Sequence[float]) -> list[str]:
    return [f"{value / norm:.3f}" for value, norm in zip(values, norms, strict=True)]


def say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
