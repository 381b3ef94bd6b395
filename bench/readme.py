"""README's figures of speed, taken from the last table of whole builds in bench/README.md: `python -m bench.readme`."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEASURED, PAGE = ROOT / "bench" / "README.md", ROOT / "README.md"
_ROWS = {
    "everything from nothing, QR codes included": "Xuanlan, from nothing",
    "after one edited notice": "… after one edit",
    "nothing has changed": "… with no change",
}
"""Rows of README's table, and the rows of bench/README.md that they are taken from."""
_PEER = "Hugo + Pagefind"
_TABLE = re.compile(r"\| \| time \| Hugo \+ Pagefind is 1 \|\n(?:\|.*\n)+")


def measured() -> dict[str, float]:
    """Wall-clock seconds of each row of the table of whole builds."""
    section = MEASURED.read_text(encoding="utf-8").partition("## Whole builds")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \| ([\d.]+) s \|", section, re.MULTILINE)
    return {name: float(seconds) for name, seconds in rows}


def table() -> str:
    """README's table of speed."""
    found = measured()
    lines = ["| | time | Hugo + Pagefind is 1 |", "| --- | ---: | ---: |"]
    for label, name in _ROWS.items():
        lines.append(f"| {label} | {found[name]:.1f} s | {found[name] / found[_PEER]:.2f} |")
    return "\n".join(lines) + "\n"


def written() -> str:
    """The table as it stands in README."""
    found = _TABLE.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(written(), table()), encoding="utf-8")
