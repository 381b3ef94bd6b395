"""Why a book cannot be set, told at the text that is the reason"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xuanlan.diagnostics.report import ContentError, Position, Report
from xuanlan.library.render import Library
from xuanlan.sheets.plan import blame
from xuanlan.sheets.tables import TURNED
from xuanlan.sheets.typeset import CannotPrintError, Sheet


def require_narrow(library: Library, sheets: Sequence[Sheet]) -> None:
    """Raises ContentError for tables of more columns than a page can have: the typesetter would not say whose."""
    report = Report()
    for sheet in sheets:
        if any(
            table["columns"] > TURNED for table in _tables(sheet.data.get("blocks", []) + sheet.data.get("after", []))
        ):
            report.add("sheet-table-too-wide", _start(library, sheet.source))
    if report.errors or report.warnings:
        raise ContentError(report.stricter())


def _tables(blocks: Any) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        if block["t"] == "table":
            yield block
        for inner in (block.get("blocks", []), *block.get("items", [])):
            yield from _tables(inner)


def _start(library: Library, path: str) -> Position:
    entry = library.by_path.get(path)
    return entry.places.start if entry else Position(path)


def refused(library: Library, sheets: Sequence[Sheet], error: CannotPrintError) -> Report:
    """What is wrong, at its place: characters in the files that have them, a picture in the texts that show it."""
    report = Report()
    sources = list(dict.fromkeys(sheet.source for sheet in sheets))
    if error.code == "sheet-character":
        for sign in dict.fromkeys(error.facts["found"]):
            source = next(
                (sheet.source for sheet in sheets if sign in json.dumps(sheet.data, ensure_ascii=False)), sources[0]
            )
            blame(library, source, _start(library, source), error.code, {"found": sign}, report)
    elif error.code == "sheet-picture":
        named = error.facts["found"].split("、")
        for sheet in sheets:
            found = [path for path in named if f"'{path}'" in repr(sheet.data)]
            if found:
                report.add(error.code, _start(library, sheet.source), found="、".join(found))
    if not list(report):
        blame(library, sources[0], _start(library, sources[0]), error.code, error.facts, report)
    return report
