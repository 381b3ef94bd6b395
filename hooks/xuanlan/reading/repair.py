"""What `check --fix` does to files: other encodings become UTF-8, and every safe correction is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_text

_BY_READING = frozenset(("encoding-gbk", "config-encoding", "character-zero-width"))
"""Findings that reading a file and writing it again puts right."""


class Repaired(NamedTuple):
    """A file that was rewritten: its path from the site's root, and its text before and after, with LF line ends."""

    path: str
    before: str
    after: str

    def changes(self) -> Iterator[tuple[int, str, str]]:
        """Each line that is another now: its number, and how it was and is. Corrections never add or take lines."""
        lines = zip(self.before.split("\n"), self.after.split("\n"), strict=False)
        return ((number, old, new) for number, (old, new) in enumerate(lines, start=1) if old != new)


def repair(root: Path, report: Report) -> list[Repaired]:
    """Rewrite the files below `root` for which `report` has a correction; returns their paths.

    Raises MachineError when a file cannot be written.
    """
    wanted: dict[str, list[Diagnostic]] = {}
    for item in report:
        if item.code in _BY_READING or item.fix:
            wanted.setdefault(item.position.file, []).append(item)
    repaired = []
    for name, findings in sorted(wanted.items()):
        text = read_text(root / name, name, Report())
        if text is None:
            continue
        corrected = _corrected(text, findings)
        save(root, name, corrected.encode())
        repaired.append(Repaired(name, text, corrected))
    return repaired


def _corrected(text: str, findings: Iterable[Diagnostic]) -> str:
    """`text` with the corrections of `findings`, made from the last to the first, so that positions stay valid."""
    lines = text.split("\n")
    for item in sorted(findings, key=lambda item: item.position, reverse=True):
        number, at = item.position.line - 1, item.position.column - 1
        if item.fix and 0 <= number < len(lines) and lines[number].startswith(item.fix.found, at):
            line = lines[number]
            lines[number] = line[:at] + item.fix.put + line[at + len(item.fix.found) :]
    return "\n".join(lines)
