"""Random texts without end: whatever an author wrote is on the page or in a finding, and nothing raises.

`make fuzz` runs it for ten minutes; `make test` has a short round of the same (`test_nothing_lost.py`). Texts are
put together from pieces of markup, or they are notices and manual pages of the demo site with pieces put in, lines
moved and signs taken out. What fails is made as short as it can be and printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests" / "kit")]

from hostile_texts import TEXTS  # noqa: E402
from random_texts import PIECES, missing_signs  # noqa: E402

ENOUGH = 20
"""Different failures after which it is no use to go on."""


def corpus() -> list[list[str]]:
    """Lines of every notice, manual page and hostile text."""
    files = [*(ROOT / "notices").rglob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests/golden").rglob("*.md")]
    read = [file.read_text(encoding="utf-8-sig", errors="ignore") for file in files]
    bodies = [text.split("\n---\n", 1)[-1] for text in read] + [text for group in TEXTS.values() for text in group]
    return [body.splitlines(keepends=True) for body in bodies]


def texts(rng: random.Random) -> Iterator[list[str]]:
    """Texts in parts that may be left out."""
    written = corpus()
    while True:
        if rng.random() < 0.6:
            yield [rng.choice(PIECES) for _ in range(rng.randint(1, 16))]
            continue
        lines = rng.choice(written)
        start = rng.randrange(len(lines) or 1)
        parts = lines[start : start + rng.randint(1, 30)]
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(parts) + 1)
            change = rng.random()
            if change < 0.5 or not parts:
                parts.insert(place, rng.choice(PIECES))
            elif change < 0.7:
                del parts[place - 1]
            else:
                line = parts[place - 1]
                at = rng.randrange(len(line) or 1)
                parts[place - 1 : place] = [line[:at], rng.choice(PIECES), line[at + rng.randrange(3) :]]
        yield parts


def wrong(parts: list[str]) -> str:
    """What is wrong with the page of a text; "" when nothing is."""
    try:
        missing = missing_signs("".join(parts))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"lost: {''.join(missing)}" if missing else ""


def shortest(parts: list[str]) -> list[str]:
    """`parts` without those that the failure does not need."""
    place = 0
    while place < len(parts):
        fewer = parts[:place] + parts[place + 1 :]
        if wrong(fewer):
            parts = fewer
        else:
            place += 1
    return parts


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    given = arguments.parse_args()
    end = time.monotonic() + given.minutes * 60
    failures: dict[str, str] = {}
    tried = 0
    for parts in texts(random.Random(given.seed)):
        tried += 1
        if wrong(parts):
            short = shortest(parts)
            failures["".join(short)] = wrong(short)
        if time.monotonic() > end or len(failures) >= ENOUGH:
            break
    for text, problem in sorted(failures.items(), key=lambda item: len(item[0])):
        print(f"{text!r}\n    {problem}")
    print(f"seed {given.seed}: {tried} texts, {len(failures)} failures")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
