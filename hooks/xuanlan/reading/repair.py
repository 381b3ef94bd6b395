"""What `check --fix` does to files: other encodings become UTF-8, and every safe correction is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from xuanlan.diagnostics.report import Diagnostic, Fix, Report
from xuanlan.reading.saving import save
from xuanlan.reading.source import read_bytes, text_of
from xuanlan.reading.written import Written
from xuanlan.text.person_numbers import without_numbers

_BY_READING = frozenset(("encoding-gbk", "config-encoding", "character-zero-width"))
"""Findings that reading a file and writing it again puts right."""


class Repaired(NamedTuple):
    """A file that was rewritten: its path from the site's root, and its text before and after, with LF line ends."""

    path: str
    before: str
    after: str
    secret: frozenset[Fix] = frozenset()
    """corrections of what nobody is to see, as a mask over a number of a person"""

    def changes(self) -> Iterator[tuple[int, str, str]]:
        """Each line that is another now: its number, and how it was and is, for people to read. Corrections never add
        or take lines."""
        lines = zip(self.before.split("\n"), self.after.split("\n"), strict=False)
        for number, (old, new) in enumerate(lines, start=1):
            if old != new:
                yield number, self._shown(old), self._shown(new)

    def _shown(self, line: str) -> str:
        for fix in self.secret:
            line = line.replace(fix.found, fix.put)
        return without_numbers(line)


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
        data = read_bytes(root / name, name, Report())
        text = None if data is None else text_of(data, name, Report())
        if data is None or text is None:
            continue
        corrected = _corrected(text, findings)
        written = Written(data)
        # In another encoding, or with signs that nobody sees, all of it is written anew.
        keeps = written.encoding == "utf-8" and written.text == text
        save(root, name, written.with_text(corrected) if keeps else corrected.encode())
        repaired.append(Repaired(name, text, corrected, frozenset(_of_persons(findings))))
    return repaired


def _of_persons(findings: Iterable[Diagnostic]) -> Iterator[Fix]:
    return (item.fix for item in findings if item.fix and "*" in item.fix.put and "*" not in item.fix.found)


def _corrected(text: str, findings: Iterable[Diagnostic]) -> str:
    """`text` with the corrections of `findings`, made from the last to the first, so that positions stay valid."""
    lines = text.split("\n")
    for item in sorted(findings, key=lambda item: item.position, reverse=True):
        number, at = item.position.line - 1, item.position.column - 1
        if item.fix and 0 <= number < len(lines) and lines[number].startswith(item.fix.found, at):
            line = lines[number]
            lines[number] = line[:at] + item.fix.put + line[at + len(item.fix.found) :]
    return "\n".join(lines)
