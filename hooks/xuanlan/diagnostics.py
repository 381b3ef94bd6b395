"""Positions, diagnostics and the report that collects them.

A diagnostic is what an author reads: where, what was found, what was expected, what to do.
Its wording lives in `messages`, so that every text stands in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Literal

from xuanlan.messages import MESSAGES

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in a file of the site: posix path from the site's root; line and column count from 1, 0 means none."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, worded for the author."""

    code: str
    severity: Severity
    position: Position
    message: str
    hint: str

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        return (self.position, self.code, self.message)

    def as_json(self) -> dict[str, str | int]:
        """The row that `xuanlan check --json` prints."""
        row = asdict(self)
        place = row.pop("position")
        return {
            "code": row["code"],
            "severity": row["severity"],
            "file": place["file"],
            "line": place["line"],
            "column": place["column"],
            "message": row["message"],
            "hint": row["hint"],
        }


@dataclass(slots=True)
class Report:
    """All diagnostics of one run. Adding never raises: the author sees every mistake at once."""

    _items: list[Diagnostic] = field(default_factory=list)
    error_count: int = 0
    """how many errors were added so far: cheap to compare before and after a step"""

    def add(self, code: str, position: Position, **values: object) -> None:
        """Record finding `code`, filling `values` into its wording. Raises KeyError for an unknown code."""
        message = MESSAGES[code]
        self.error_count += message.severity == "error"
        self._items.append(
            Diagnostic(
                code=code,
                severity=message.severity,
                position=position,
                message=message.text.format_map(values),
                hint=message.hint.format_map(values),
            )
        )

    def extend(self, others: Iterable[Diagnostic]) -> None:
        for item in others:
            self.error_count += item.severity == "error"
            self._items.append(item)

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of files, lines and columns, each finding once."""
        return iter(sorted(dict.fromkeys(self._items), key=lambda item: item.sort_key))

    @property
    def errors(self) -> list[Diagnostic]:
        return [item for item in self if item.severity == "error"]

    @property
    def warnings(self) -> list[Diagnostic]:
        return [item for item in self if item.severity == "warning"]

    def files_with_errors(self) -> set[str]:
        return {item.position.file for item in self._items if item.severity == "error"}


class ContentError(Exception):
    """The content has errors: the report says which. What was published stays published."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.errors)} errors")
        self.report = report


class CallError(Exception):
    """The call itself was wrong (exit code 2); the message is Chinese and complete."""


class MachineError(Exception):
    """The machine failed us: disk full, no permission (exit code 3); the message is Chinese and complete."""
