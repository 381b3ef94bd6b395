"""From a site's folders to its output tree: inspect, then write.

Nothing here knows a host. `inspect` reads and checks; `write` makes every output in a staging folder and then makes
that the site, touching only what differs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from xuanlan import __version__, addresses, checks
from xuanlan.build.make import make
from xuanlan.checks import gate, overrides
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report, reason
from xuanlan.library import faulty
from xuanlan.library.attachments import Checked
from xuanlan.library.read import Sources, read
from xuanlan.library.render import Library, render
from xuanlan.library.site import SiteFacts
from xuanlan.render import template_check
from xuanlan.render.pages import Pages
from xuanlan.runtime.cache import Cache, Key
from xuanlan.runtime.failures import require_memory
from xuanlan.runtime.progress import Progress, silent
from xuanlan.sheets.plan import plan
from xuanlan.tree.disk import set_modes
from xuanlan.tree.folder import STAGING, Made, Note, Present, Stamp, put, switch
from xuanlan.tree.modes import for_readers
from xuanlan.tree.out import Out
from xuanlan.tree.release import Release, ident, manifest, recovered, release_part

Told = Callable[[Sources, Report], None]
"""Called with a site's sources, and what reading them has found, before any text is rendered."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A site's library, and what the checks have found."""

    library: Library
    sheets: Mapping[str, Key]
    """the notices with a printed sheet, by id: digest of everything that the sheet depends on"""
    originals: Mapping[str, Checked]
    """the files that the host is to copy, by the path that diagnostics name"""
    report: Report


def inspect(
    site: SiteFacts,
    now: datetime,
    *,
    keep_going: bool = False,
    progress: Progress = silent,
    cache: Cache | None = None,
    told: Told | None = None,
) -> Inspected:
    """Read and check everything. With `keep_going` the library leaves out files that have errors."""

    def library_without(skip: Set[str], report: Report) -> Library:
        sources = read(site, now, report, progress, skip=skip, cache=cache)
        if told and not skip:
            told(sources, report)
        return render(sources, report, progress, rules=checks.text_rules(sources))

    report = Report()
    library = library_without(frozenset(), report)
    faulty.check(library, report)
    own_files = overrides.check(library, report)
    template_check.check(library, report)
    report = gate.new_since(library.baseline, checks.run(library, report))
    bad = report.files_with_errors()
    if keep_going and bad:
        with_bad_files = {entry.path for entry in library.entries if bad & entry.files.keys()}
        library = library_without(bad | with_bad_files, Report())
        checks.read_files(library, Report())
    sheets = plan(library, report, progress)
    return Inspected(library, sheets, own_files | library.originals, report)


def require_sound(report: Report, *, keep_going: bool) -> None:
    """Raise ContentError when the report forbids a build."""
    if report.errors and not keep_going:
        raise ContentError(report)


def write(pages: Pages, staging: Path, site: Path, scan: Callable[[], Present], progress: Progress = silent) -> int:
    """Make what has changed in `staging`, beside the host's own files, and make all of it the tree in `site`.

    `scan` lists what lies in `site` now. A file whose bytes are the same keeps its time stamp. What is written is
    readable for everybody, whatever the umask. Returns how many files of the last build somebody else has removed; 0
    if all are gone. Raises MachineError when the disk refuses a file.
    """
    with for_readers(site):
        return _write(pages, staging, site, scan, progress)


def _write(pages: Pages, staging: Path, site: Path, scan: Callable[[], Present], progress: Progress) -> int:
    cache = pages.library.cache
    require_memory()
    try:
        set_modes(staging)  # the host has written with the user's umask
        present = scan()
        note = Note.read(site, cache)
        by_host = Present.scan(staging).files
        making = make(pages, staging, note, present, progress)
        # Of two files with the same address the engine's counts: the home page, into which it has put the host's text.
        others = by_host.keys() - addresses.OF_RELEASE - {path for path, _, _ in making.files()}
        making.fresh[_HOST] = (b"", [_made(staging, path, by_host[path]) for path in sorted(others)])
        contents = [(path, sha256) for path, sha256, _ in making.files()]
        listed = manifest(contents)
        tree = hashlib.sha256(listed).digest()
        facts = release_facts(pages.library, tree.hex(), len(contents))
        text = (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
        outs = [Out(addresses.RELEASE, text), Out(addresses.RELEASE_SCRIPT, release_part(facts, making.files()))]
        making.fresh[addresses.RELEASE] = (b"", [put(staging, out) for out in outs])
        known = note.records.get(addresses.MANIFEST)
        if known and known[0] == tree and present.has(known):
            making.kept[addresses.MANIFEST] = known
        else:
            making.fresh[addresses.MANIFEST] = (tree, [put(staging, Out(addresses.MANIFEST, listed))])
        records = switch(staging, note, present, making.kept, making.fresh)
        lost = note.missing(present) if present.files else 0
        note.write(records)
        library = pages.library
        titles = library.phrasing.keys(entry.notice.title for entry in library.public)
        cache.tidy(chain(library.texts.parts(library.entries), titles))
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or site}：{reason(error)}") from error
    finally:
        cache.close()
    return lost


_HOST = "host"
"""The record of the files that the host has made."""


def _made(folder: Path, path: str, stamp: Stamp) -> Made:
    return Made(path, hashlib.sha256((folder / path).read_bytes()).hexdigest(), stamp)


def release_facts(library: Library, tree: str, files: int) -> dict[str, Any]:
    """The content of release.json; `tree` is the digest of the tree's list, `files` the number of files in it."""
    return {
        "release": ident(library.now, tree),
        "built_at": library.now.isoformat(),
        "engine": __version__,
        "tree": tree,
        "counts": {
            "files": files,
            "notices": len(library.public),
            "listed": len(library.listed),
            "docs": len(library.docs.pages),
            "hotlines": len(library.hotlines),
        },
    }


def require_ours(site: Path) -> None:
    """Raise CallError unless `site` is new, empty or an earlier output: everything else in it would be deleted."""
    if site.exists() and not site.is_dir():
        raise CallError(f"{site} 不是文件夹。")
    made = Release.of(site) or recovered(site, "")
    if site.is_dir() and any(not item.name.startswith(STAGING) for item in site.iterdir()) and made is None:
        raise CallError(
            f"{site} 里有别的文件，生成网站会把它们删掉。请换一个文件夹，或先清空它。"
            "这里原来是宣栏的网站，就是被别的程序清空过，例如另一种网站生成器；已经发布的不受影响。"
        )
