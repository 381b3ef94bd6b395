"""Which files of a folder are texts of the site, and which were meant to be"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.file_names import MISNAMED, is_leftover


def markdown_files(folder: Path, report: Report, name: str) -> Iterator[str]:
    """Paths from the site's root of the Markdown files below `folder`, sorted; links and strange files are reported."""
    if folder.is_symlink():
        report.add("file-not-regular", Position(name))
        return
    if not folder.is_dir():
        return
    with os.scandir(folder) as listing:
        items = sorted(listing, key=lambda item: item.name)
    for item in items:
        path = f"{name}/{item.name}"
        if item.name.startswith(".") or is_leftover(item.name):
            continue
        if item.is_symlink():
            report.add("file-not-regular", Position(path))
        elif item.is_dir():
            yield from markdown_files(Path(item.path), report, path)
        elif item.name.lower().endswith(MISNAMED):
            report.add("file-ignored", Position(path))
        elif item.name.lower().endswith(".md"):
            if item.is_file():
                yield path
            else:
                report.add("file-not-regular", Position(path))
