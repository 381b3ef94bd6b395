"""Setting sheets for staff: where a program, a font or a text is in the way, they are told in their words"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xuanlan.diagnostics.report import ContentError, MachineError, Position, Report
from xuanlan.library.render import Library
from xuanlan.sheets.plan import blame, ready, typefaces, typesetter
from xuanlan.sheets.typeset import CannotPrintError, Typesetter


def setter_of(library: Library) -> Typesetter:
    """Raises MachineError where a program or a font is missing."""
    if not ready(faces := typefaces(library), report := Report()):
        raise MachineError("\n".join(item.as_text for item in report))
    return typesetter(library, faces)


@contextmanager
def blaming_words(what: str) -> Iterator[None]:
    """Raises ContentError for a CannotPrintError of words that are in no file: its report names them as `what`."""
    try:
        yield
    except CannotPrintError as error:
        report = Report()
        report.add(error.code, Position(what), **error.facts)
        raise ContentError(report.stricter()) from error


@contextmanager
def blaming(library: Library, source: str, start: Position) -> Iterator[None]:
    """Raises ContentError for a CannotPrintError: its report says what in the file `source`, which begins at `start`,
    cannot be set."""
    try:
        yield
    except CannotPrintError as error:
        report = Report()
        blame(library, source, start, error.code, error.facts, report)
        raise ContentError(report.stricter()) from error
