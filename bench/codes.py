"""How long 10,000 codes take, as SVG and as PNG, on one core; segno beside it, with all eight masks and with one.

    python -m bench.codes [COUNT]

Prints a table in Markdown. All make the same addresses at error level Q, in turns; the quickest of three rounds counts.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence

import segno

from xuanlan import qr

ROUNDS = 3
MASK = 2
"""An arbitrary mask, where the standard wants the best of eight."""
Make = Callable[[str], int]
"""Makes both pictures of an address; returns their total size in bytes."""


def main(count: int) -> None:
    addresses = [f"https://www.college.example/n/2026-{number:05d}/" for number in range(count)]
    contenders: dict[str, Make] = {
        "Xuanlan (zxing-cpp), address beneath": ours,
        "segno": peer(None),
        "segno, one mask": peer(MASK),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    sizes: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, make in contenders.items():
            spent, sizes[name] = run(make, addresses)
            seconds[name].append(spent)
    print(f"| {count:,} codes | seconds of one core | ms a code | bytes a code |\n| --- | ---: | ---: | ---: |")
    for name, rounds in seconds.items():
        best = min(rounds)
        print(f"| {name} | {best:.1f} | {best / count * 1000:.2f} | {sizes[name] / count:,.0f} |")


def run(make: Make, addresses: Sequence[str]) -> tuple[float, int]:
    """CPU seconds, and bytes made."""
    qr.modules.cache_clear()
    start = time.process_time()
    size = sum(map(make, addresses))
    return time.process_time() - start, size


def ours(address: str) -> int:
    return len(qr.svg(address)) + len(qr.png(address))


def peer(mask: int | None) -> Make:
    def make(address: str) -> int:
        code = segno.make_qr(address, error="q", boost_error=False, mask=mask)
        svg, png = io.BytesIO(), io.BytesIO()
        code.save(svg, kind="svg")
        code.save(png, kind="png", scale=8)
        return svg.tell() + png.tell()

    return make


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
