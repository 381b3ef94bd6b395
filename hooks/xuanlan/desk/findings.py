"""A finding as the browser has it, of a text or of a register"""

from __future__ import annotations

from typing import Any

from xuanlan.diagnostics.report import Diagnostic


def row(item: Diagnostic, *, line: int, at: int, field: str = "", waiver: str = "") -> dict[str, Any]:
    """A finding for the browser: `line` counts from 1 within what is edited, `at` within the whole file; 0 for none.

    `field` is the one that it is of, `waiver` what a waiver of it names; "" for none.
    """
    return {
        "code": item.code,
        "severity": item.severity,
        "message": item.message,
        "hint": item.hint,
        "line": line,
        "at": at,
        "column": item.position.column,
        "field": field,
        "found": item.fix.found if item.fix else "",
        "put": item.fix.put if item.fix else None,
        "words": item.words,
        "waiver": waiver,
    }
