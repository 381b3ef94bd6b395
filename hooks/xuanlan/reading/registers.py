"""Registers in notices/: a YAML list, each item one model"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import ModelT
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate


def rows(root: Path, path: str, model: type[ModelT], example: str, report: Report) -> Iterator[tuple[ModelT, Position]]:
    """The items of the register `path` of the site at `root`, each with its place; none when there is no such file.

    Items with mistakes are reported and left out; `example` shows how one is written.
    """
    file = root / path
    text = read_text(file, path, report) if os.path.lexists(file) else None
    marked = yaml_marks.parse(text, path, report) if text else None
    if marked is None or marked.value is None:
        return
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example=example)
        return
    for number in range(len(marked.value)):
        row = validate(model, marked, report, (number,))
        if row:
            yield row, marked.position((number,))
