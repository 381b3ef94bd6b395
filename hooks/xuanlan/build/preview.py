"""The preview shows a saved notice at once; the whole site is built again a moment later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from xuanlan.build.watcher import Files, look
from xuanlan.diagnostics.report import Report
from xuanlan.library.attachments import sha256_of
from xuanlan.library.entry import Entry, Text
from xuanlan.library.front_matter import read_one
from xuanlan.models import schedule
from xuanlan.outputs import notices, pictures
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages
from xuanlan.tree.folder import put

FEW = 3
"""Most notices saved at once that are shown before the whole site is built."""


class Problem(NamedTuple):
    """What keeps a preview from being built anew, as the author reads it."""

    place: str
    """file, line and column; empty when it is not in a file"""
    message: str
    hint: str = ""


@dataclass(slots=True, eq=False)
class Preview:
    """The last build of a site that a preview server shows from the folder `site`."""

    pages: Pages
    site: Path
    folders: Mapping[str, Path]
    """the folders that the site is built from, by name"""
    seen: Files
    """the state of every file as it was built, or shown since"""
    tried: Files = field(default_factory=dict)
    """the files at the last call of `show_saved`, whatever came of it"""
    problems: Sequence[Problem] = ()
    """why the last build failed; empty when it did not"""
    _before: Files = field(default_factory=dict)
    """the files at the beginning of the next build"""

    def rebuild(self, build: Callable[[], None]) -> None:
        """Build the whole site with `build`; what is saved meanwhile counts as saved afterwards."""
        self._before = look(self.folders)
        build()

    def followed(self, pages: Pages, site: Path) -> Preview:
        """The preview of the build that `rebuild` has made."""
        return Preview(pages, site, self.folders, self._before)

    def show_saved(self, now: Files) -> bool:
        """Show the notices whose files have been saved since, given the state of all files `now`; False when more than
        that has changed, or nothing. May be called from another thread during a build. Raises OSError, also when the
        build removes a file meanwhile."""
        changed = {path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)}
        entries = [self.pages.library.by_path.get(path) for path in changed]
        try:
            if not 0 < len(changed) <= FEW or not all(entry and self._update(entry) for entry in entries):
                return False
            for entry in filter(None, entries):
                seen = shown(entry)
                scaled = (
                    one for one in pictures.of_notice(self.pages.library, seen) if not (self.site / one.path).exists()
                )
                for out in chain(scaled, notices.files(self.pages, seen)):
                    made = put(self.site, replace(out, path=out.path + ".part"))
                    (self.site / made.path).replace(self.site / out.path)
        finally:
            self.pages.library.cache.close()
        self.seen = now
        return True

    def _update(self, entry: Entry) -> bool:
        """Read the file of `entry` again into it; False when it has errors, or its id, kind or state has changed."""
        library, report = self.pages.library, Report()
        front = read_one(library.root, entry.path, library.kinds, library.cache, report)
        if front is None:
            return False
        facts = schedule.facts_of(front.notice, entry.facts.fixed == "superseded")
        new = replace(
            entry, notice=front.notice, places=front.places, body_line=front.body_line, content=front.content,
            facts=facts, text=Text(), files={}, attachments=[],
        )  # fmt: skip
        same = front.notice.id == entry.notice.id and front.notice.kind == entry.notice.kind
        if (
            library.settings.approval
            or not entry.public
            or not same
            or schedule.state(facts, library.now) != entry.state
        ):
            return False
        library.texts.render_one(new, report)
        if report.errors:
            return False
        for path, attached in new.files.items():
            attached.sha256 = sha256_of(library.root, path, attached.stamp).hex()
        for name in ("notice", "places", "body_line", "content", "facts", "text", "files", "attachments"):
            setattr(entry, name, getattr(new, name))
        return True


_begun: dict[Path, Preview] = {}
"""The previews of the sites that servers of this process show, by the site's root."""


def begin(pages: Pages, site: Path) -> None:
    """Start the preview of the site that was just built into the folder `site`."""
    library = pages.library
    folders = {name: library.root / name for name in ("notices", library.docs.folder)}
    folders[library.site.named(library.site.overrides)] = library.site.overrides
    _begun[library.root] = Preview(pages, site, folders, look(folders))


def built(pages: Pages, site: Path) -> None:
    """Tell the preview of this site, if there is one, that the whole has been built into the folder `site`."""
    root = pages.library.root
    if root in _begun:
        _begun[root] = _begun[root].followed(pages, site)


def failed(root: Path, problems: Sequence[Problem]) -> None:
    """Tell the preview of the site at `root`, if there is one, why a build failed; its pages then say so."""
    if root in _begun:
        _begun[root].problems = problems


def of(root: Path) -> Preview:
    """The preview of the site at `root`. Raises KeyError when none was begun."""
    return _begun[root]
