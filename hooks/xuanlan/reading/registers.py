"""Registers in notices/: a YAML list, each item one model"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import ModelT
from xuanlan.reading.source import MAX_BYTES, read_text
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Marked


def rows(root: Path, path: str, model: type[ModelT], example: str, report: Report) -> Iterator[tuple[ModelT, Position]]:
    """The items of the register `path` of the site at `root`, each with its place; none when there is no such file.

    Items with mistakes are reported and left out; `example` shows how one is written.
    """
    marked = listed(root, path, example, report)
    return valid(marked, model, report) if marked else iter(())


def listed(
    root: Path, path: str, example: str, report: Report, *, limit: int = MAX_BYTES, remarks: bool = False
) -> Marked | None:
    """The list in the register `path`, of at most `limit` bytes; None when there is none, or it is none (reported).

    Comments that share a line with something are reported, and lists of great length, unless a program writes such a
    file with its `remarks`.
    """
    file = root / path
    text = read_text(file, path, report, limit) if os.path.lexists(file) else None
    marked = yaml_marks.parse(text, path, report, remarks=remarks) if text else None
    if marked is None or marked.value is None:
        return None
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example=example)
        return None
    return marked


def valid(marked: Marked, model: type[ModelT], report: Report) -> Iterator[tuple[ModelT, Position]]:
    """The items of a list, each with its place; those with mistakes are reported and left out."""
    for number in range(len(marked.value)):
        row = validate(model, marked, report, (number,))
        if row:
            yield row, marked.position((number,))
