"""Registers that a program writes: one entry a line, as JSON, which is YAML too, so that changes of people merge"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Generic

from pydantic import ValidationError

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading import registers
from xuanlan.reading.fields import ModelT
from xuanlan.reading.source import read_text

MAX_BYTES = 50_000_000
"""A quarter of a million entries."""


class WrittenRows(Generic[ModelT]):
    """The register at `path`, whose entries are of one model. `head` is its first line, for whoever opens it."""

    def __init__(self, path: str, model: type[ModelT], head: str, example: str) -> None:
        self.path, self._model, self._head, self._example = path, model, head, example

    def load(self, root: Path, report: Report) -> list[ModelT]:
        """The entries of the site at `root` in their order; none when there is no file. Mistakes are reported."""
        if not os.path.lexists(root / self.path):
            return []
        text = read_text(root / self.path, self.path, report, MAX_BYTES)
        if text is None:
            return []
        rows = self._by_lines(text)
        if rows is not None:
            return rows
        marked = registers.listed(root, self.path, self._example, report, limit=MAX_BYTES, remarks=True)
        return [row for row, _ in registers.valid(marked, self._model, report)] if marked else []

    def _by_lines(self, text: str) -> list[ModelT] | None:
        """Does the same in a tenth of the time; None unless the file is as `dump` writes it."""
        lines = [line for line in text.split("\n") if line and not line.startswith("#")]
        if not all(line.startswith("- {") for line in lines):
            return None
        try:
            return [self._model.model_validate(json.loads(line[2:])) for line in lines]
        except (ValueError, ValidationError, RecursionError):
            return None

    def dump(self, rows: Iterable[ModelT]) -> bytes:
        """The file's bytes: what has its default value is left out. `load` reads it back."""
        values = (row.model_dump(mode="json", exclude_defaults=True) for row in rows)
        lines = (f"- {escaped(json.dumps(value, ensure_ascii=False))}\n" for value in values)
        return (self._head + "".join(lines)).encode()

    def position(self, number: int = 0) -> Position:
        """Where entry `number`, from 0, stands in a file as `dump` writes it."""
        return Position(self.path, number + 1 + self._head.count("\n"), 3)


def escaped(quoted: str) -> str:
    """Text between quotes with escapes for what a YAML parser would not take as it is."""
    return quoted if quoted.isprintable() else "".join(map(_escape, quoted))


def _escape(sign: str) -> str:
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"


def grouped(rows: Sequence[ModelT], key: str) -> dict[str, list[ModelT]]:
    """The rows by the value of the field `key`, in their order."""
    found: dict[str, list[ModelT]] = {}
    for row in rows:
        found.setdefault(str(getattr(row, key)), []).append(row)
    return found
