"""Names of the files in notices/: every file system can store them, and none takes two of them for the same."""

from __future__ import annotations

from functools import lru_cache

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.file_names import name_key, name_problem, unstorable
from xuanlan.library.render import Library


def check(library: Library, report: Report) -> None:
    paths = {entry.path for entry in library.entries}
    paths.update(path for entry in library.entries for path in entry.files)
    seen: dict[str, str] = {}
    for path in sorted(paths):
        first = seen.setdefault(name_key(path), path)
        if first != path:
            code = "file-name-case" if path.lower() == first.lower() else "file-name-twin"
            report.add(code, Position(path), other=first)
    for entry in library.entries:
        problem = next(filter(None, map(_problem, entry.path.split("/"))), "")
        if problem:
            report.add("file-name", Position(entry.path), target=entry.path, problem=problem)


@lru_cache(maxsize=1000)
def _problem(part: str) -> str:
    """Why a file or folder may not be called `part`, or "". Cached, because many files share a folder."""
    sign = unstorable(part)
    return f"Windows 不能保存的符号“{sign}”" if sign else name_problem(part)
