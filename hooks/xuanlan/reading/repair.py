"""What `check --fix` does to files: other encodings become UTF-8, and every safe correction is made."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from xuanlan.diagnostics.report import Diagnostic, MachineError, Report, reason
from xuanlan.reading.source import read_text

_BY_READING = frozenset(("encoding-gbk", "config-encoding", "character-zero-width"))
"""Findings that reading a file and writing it again puts right."""


def repair(root: Path, report: Report) -> list[str]:
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
        beside = root / f"{name}.new"
        try:
            beside.write_text(_corrected(text, findings), encoding="utf-8", newline="\n")
            shutil.copymode(root / name, beside)
            beside.replace(root / name)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            raise MachineError(f"无法写入 {name}：{reason(error)}") from error
        repaired.append(name)
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
