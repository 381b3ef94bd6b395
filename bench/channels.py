"""How long the channels of a notice take in a warm process: the texts alone, and with Word, PDF and pictures.

    python -m bench.channels

Takes every public notice of the demo site once; prints a table in Markdown, in seconds by the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from xuanlan.build.build import inspect
from xuanlan.channels import CHANNELS, folder
from xuanlan.channels.correction import COMPARED
from xuanlan.channels.source import source_of
from xuanlan.diagnostics.report import Report
from xuanlan.hosts import run
from xuanlan.library.entry import Entry
from xuanlan.models.schedule import parse_now
from xuanlan.render.pages import Pages

SITE = Path(__file__).parent.parent
NOW = "2026-11-22T10:00"


def main() -> None:
    pages = Pages(inspect(run.facts(SITE), parse_now(NOW)).library, None)
    for entry in pages.library.public[:3]:  # the typesetter starts, templates are compiled
        folder(pages, entry, Report())
    print("| all channels of one notice, warm | median | slowest | to reach |\n|---|---|---|---|")
    for words, made, most in (
        ("texts, without PDF and pictures", texts, 0.3), ("with Word, PDF and pictures", everything, 1.5),
    ):  # fmt: skip
        costs = [taken(made, pages, entry) for entry in pages.library.public]
        print(f"| {words} | {median(costs):.3f} s | {max(costs):.3f} s | {most} s |")


def texts(pages: Pages, entry: Entry) -> None:
    source = source_of(pages, entry)
    for name in COMPARED:
        CHANNELS[name].text(source)  # type: ignore[attr-defined]
    list(CHANNELS["docx"].files(pages, entry))


def everything(pages: Pages, entry: Entry) -> None:
    folder(pages, entry, Report())


def taken(make: Callable[[Pages, Entry], None], pages: Pages, entry: Entry) -> float:
    """Seconds by the clock, for the typesetter is a process of its own."""
    start = time.perf_counter()
    make(pages, entry)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
