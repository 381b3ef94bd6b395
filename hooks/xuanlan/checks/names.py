"""Names of the files in notices/: each can be stored on every disk, beside all the others."""

from __future__ import annotations

from xuanlan.attachments import folded, name_problem, unstorable
from xuanlan.diagnostics import Position, Report
from xuanlan.library import Library


def check(library: Library, report: Report) -> None:
    paths = {entry.path for entry in library.entries}
    paths.update(path for entry in library.entries for path in entry.files)
    seen: dict[str, str] = {}
    for path in sorted(paths):
        first = seen.setdefault(folded(path), path)
        if first != path:
            report.add("file-name-case", Position(path), other=first)
    for entry in library.entries:
        for part in entry.path.split("/"):
            sign = unstorable(part)
            problem = f"Windows 不能保存的符号“{sign}”" if sign else name_problem(part)
            if problem:
                report.add("file-name", Position(entry.path), target=entry.path, problem=problem)
                break
