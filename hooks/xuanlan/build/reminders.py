"""Reminders that the last build of a site has told: the next tells only what is new"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.runtime.cache import Cache, Key, digest


def told_before(root: Path, report: Report, cache: Cache) -> Collection[Diagnostic]:
    """The warnings of `report` that the last build of the site at `root` has told; now those of this one count as told.

    One that stands on another line, because text was added above it, is the same.
    """
    key = digest("reminders", str(root))
    known: set[str] = set()
    with suppress(ValueError, TypeError):
        known = set(json.loads(cache.get(key) or b"[]"))
    marks = {item: _mark(item).hex() for item in report.warnings}
    if set(marks.values()) != known:
        cache.put({key: json.dumps(sorted(set(marks.values()))).encode()})
    return {item for item, mark in marks.items() if mark in known}


def _mark(item: Diagnostic) -> Key:
    return digest(item.code, item.position.file, item.message)
