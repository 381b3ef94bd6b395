"""The measurements as a table in Markdown."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from bench.peers import Cost, Size
from bench.readers import Reading


@dataclass(slots=True)
class Result:
    """All measurements of one contender at one size of the corpus."""

    name: str
    notices: int
    cost: Cost
    """of building its index; for Material, its whole site"""
    size: Size
    reading: Reading = field(default_factory=Reading)


def percentile(values: Sequence[float], share: float) -> float:
    """The percentile `share` (0 to 1): the smallest of `values` that at least this share of them does not exceed."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


def table(results: Sequence[Result], browser: str) -> str:
    """One column for each result, below the facts of the machine."""
    loaded = [[load.size for load in result.reading.first] for result in results]
    rows = [
        ("", [f"{result.name}, {result.notices:,}" for result in results]),
        ("---", ["---:"] * len(results)),
        ("recall", [f"{fmean(r.reading.score.recalls):.3f}" for r in results]),
        ("precision", [f"{fmean(r.reading.score.precisions):.3f}" for r in results]),
        ("answers right to the last notice", [f"{r.reading.score.exact} of {r.reading.score.asked}" for r in results]),
        ("a first query loads: median", [_kilobytes(median(sizes)) for sizes in loaded]),
        ("… 95 %", [_kilobytes(percentile(sizes, 0.95)) for sizes in loaded]),
        ("… most", [_kilobytes(max(sizes)) for sizes in loaded]),
        ("… files, median", [f"{median(load.files for load in r.reading.first):.0f}" for r in results]),
        ("query to results, warm: median", [f"{median(r.reading.warm):.1f} ms" for r in results]),
        ("… 95 %", [f"{percentile(r.reading.warm, 0.95):.1f} ms" for r in results]),
        ("query to results, cold: median", [f"{median(r.reading.cold):.0f} ms" for r in results]),
        ("… 95 %", [f"{percentile(r.reading.cold, 0.95):.0f} ms" for r in results]),
        ("building: by the clock", [f"{r.cost.wall:.2f} s" for r in results]),
        ("… processors", [f"{r.cost.cpu:.2f} s" for r in results]),
        ("… by the clock, Pagefind is 1", [_ratio(r, results, lambda one: one.cost.wall) for r in results]),
        ("files", [f"{r.size.files:,}" for r in results]),
        ("… content", [_megabytes(r.size.content) for r in results]),
        ("… blocks on the disk", [_megabytes(r.size.blocks) for r in results]),
        ("… content, Pagefind is 1", [_ratio(r, results, lambda one: one.size.content) for r in results]),
        ("over file://", [r.reading.over_files for r in results]),
    ]
    facts = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, Chromium {browser}"
    return "\n".join([facts, "", *(f"| {label} | {' | '.join(cells)} |" for label, cells in rows)])


def _ratio(result: Result, results: Sequence[Result], measure: Callable[[Result], float]) -> str:
    """`measure` of a result relative to Pagefind's for the same notices."""
    norm = next((one for one in results if one.name == "Pagefind" and one.notices == result.notices), None)
    return f"{measure(result) / measure(norm):.2f}" if norm else ""


def _kilobytes(size: float) -> str:
    """KB are 1,000 bytes, MB a million."""
    return f"{size / 1e3:,.0f} KB"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.1f} MB"
