"""From a site's folders to its output tree: inspect, then write.

Nothing here knows a host. `inspect` reads and checks; `write` puts every output into a folder; `switch` makes a
finished folder the site, touching only what differs.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from xuanlan import __version__, addresses, checks
from xuanlan.diagnostics import CallError, ContentError, MachineError, Report
from xuanlan.library import Library, Progress, SiteFacts, load, silent
from xuanlan.outputs import (
    assets,
    calendar,
    columns,
    core_values,
    feeds,
    home,
    hotline_page,
    notices,
    search,
    sitemaps,
)
from xuanlan.outputs.pages import Out, Pages

MEDIA = (assets, home, columns, notices, hotline_page, core_values, search, sitemaps, feeds, calendar)
"""Every output; each module's `outputs(pages)` yields its files."""


def inspect(
    site: SiteFacts, now: datetime, *, keep_going: bool = False, progress: Progress = silent
) -> tuple[Library, Report]:
    """Read and check everything. With `keep_going` the library leaves out the notices that have errors."""
    report = Report()
    library = load(site, now, report, progress)
    checks.run(library, report)
    bad = report.files_with_errors()
    if keep_going and bad:
        library = load(site, now, Report(), progress, skip=frozenset(bad))
    return library, report


def require_sound(report: Report, *, keep_going: bool) -> None:
    """Raise ContentError when the report forbids a build."""
    if report.errors and not keep_going:
        raise ContentError(report)


def outputs(pages: Pages, progress: Progress = silent) -> Iterator[Out]:
    """Every file that the engine makes."""
    total = sum(1 for _ in pages.library.public)
    for medium in MEDIA:
        for number, out in enumerate(medium.outputs(pages), start=1):
            if medium is notices:
                progress("生成网页", min(number, total), total)
            yield out


def write(pages: Pages, folder: Path, progress: Progress = silent) -> None:
    """Write every output below `folder`. Raises MachineError when the disk does not take it."""
    made: set[Path] = set()
    try:
        for out in outputs(pages, progress):
            file = folder / out.path
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            if isinstance(out.content, Path):
                shutil.copyfile(out.content, file)
            else:
                file.write_bytes(out.content)
        release = json.dumps(release_facts(pages.library, folder), ensure_ascii=False, indent=1)
        (folder / addresses.RELEASE).write_text(release + "\n", encoding="utf-8")
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or folder}：{error.strerror}") from error


def release_facts(library: Library, folder: Path) -> dict[str, Any]:
    """What release.json says of the tree in `folder`: the same for the same input, clock and engine."""
    digest = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != addresses.RELEASE)
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    tree = digest.hexdigest()
    return {
        "release": f"{library.now:%Y%m%d%H%M}-{tree[:12]}",
        "built_at": library.now.isoformat(),
        "engine": __version__,
        "tree": tree,
        "counts": {
            "files": len(files),
            "notices": sum(1 for _ in library.public),
            "listed": sum(1 for _ in library.listed),
            "docs": len(library.docs.pages),
            "hotlines": len(library.hotlines),
        },
    }


def require_ours(site: Path) -> None:
    """Raise CallError unless `site` is new, empty or an earlier output: everything else in it would be deleted."""
    if site.exists() and not site.is_dir():
        raise CallError(f"{site} 不是文件夹。")
    if site.is_dir() and any(site.iterdir()) and not _is_release(site / addresses.RELEASE):
        raise CallError(f"{site} 里有别的文件，生成网站会把它们删掉。请换一个文件夹，或先清空它。")


def _is_release(file: Path) -> bool:
    """Whether `file` is a release.json that an earlier build wrote; other programs use that name too."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(facts, dict) and all(isinstance(facts.get(key), str) for key in ("engine", "tree"))


def switch(finished: Path, site: Path) -> None:
    """Make `site` equal to the tree `finished`. A file whose bytes are the same keeps its time stamp.

    Nothing outside `site` is touched: a link found in it is removed, never followed.
    Raises MachineError when the disk does not take it.
    """
    try:
        site.mkdir(parents=True, exist_ok=True)
        wanted = {file.relative_to(finished) for file in finished.rglob("*")}
        _clear(site, finished)
        for path in sorted(wanted):
            source, target = finished / path, site / path
            if source.is_dir():
                target.mkdir(exist_ok=True)
            elif not (target.is_file() and filecmp.cmp(source, target, shallow=False)):
                source.replace(target)
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or site}：{error.strerror}") from error


def _clear(folder: Path, model: Path) -> None:
    """Remove from `folder` what `model` has not, or has in another form (a folder for a file, a file for a folder)."""
    with os.scandir(folder) as listing:
        items = list(listing)
    for item in items:
        wanted = model / item.name
        if item.is_dir(follow_symlinks=False):
            if wanted.is_dir():
                _clear(Path(item.path), wanted)
            else:
                shutil.rmtree(item.path)
        elif not item.is_file(follow_symlinks=False) or not wanted.is_file():
            Path(item.path).unlink()
