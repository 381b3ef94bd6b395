"""One saved notice shown at once, while somebody looks at the site; the whole is built again a moment later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from xuanlan.build.watcher import Files, look
from xuanlan.diagnostics.report import Report
from xuanlan.library.attachments import sha256_of
from xuanlan.library.entry import Entry, Text
from xuanlan.library.front_matter import read_one
from xuanlan.models import schedule
from xuanlan.outputs import notices
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages
from xuanlan.tree.folder import put

FEW = 3
"""Most notices saved at once that are shown before the whole site is built."""


@dataclass(slots=True, eq=False)
class Preview:
    """The last build of a site whose output `site` is being looked at."""

    pages: Pages
    site: Path
    folders: Mapping[str, Path]
    """where everything lies that the site is built from, by the names of the folders"""
    seen: Files
    """every file that it was built from, and those shown since"""
    tried: Files = field(default_factory=dict)
    """the files when it was last looked whether something can be shown"""
    _before: Files = field(default_factory=dict)
    """the files when the build that follows began"""

    def rebuild(self, build: Callable[[], None]) -> None:
        """Have the whole built; what is saved meanwhile counts as saved afterwards."""
        self._before = look(self.folders)
        build()

    def followed(self, pages: Pages, site: Path) -> Preview:
        """The build that `rebuild` has brought about."""
        return Preview(pages, site, self.folders, self._before)

    def show_saved(self, now: Files) -> bool:
        """Show the notices whose files have been saved since, with all files as they are `now`; False when more has
        happened than that, or nothing. May be called while the whole is being built, from another thread. Raises
        OSError, also when the build takes a file away."""
        changed = {path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)}
        entries = [self.pages.library.by_path.get(path) for path in changed]
        try:
            if not 0 < len(changed) <= FEW or not all(entry and self._update(entry) for entry in entries):
                return False
            for entry in filter(None, entries):
                for out in notices.files(self.pages, shown(entry)):
                    made = put(self.site, replace(out, path=out.path + ".part"))
                    (self.site / made.path).replace(self.site / out.path)
        finally:
            self.pages.library.cache.close()
        self.seen = now
        return True

    def _update(self, entry: Entry) -> bool:
        """Take over what the file of `entry` says now; False when it has errors or is no longer the same notice."""
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
        if not entry.public or not same or schedule.state(facts, library.now) != entry.state:
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
"""The last build of each site that a server of this process shows, by the site's root."""


def begin(pages: Pages, site: Path) -> None:
    """From now on, keep the last build of the site."""
    library = pages.library
    folders = {name: library.root / name for name in ("notices", library.docs.folder)}
    folders[library.site.named(library.site.overrides)] = library.site.overrides
    _begun[library.root] = Preview(pages, site, folders, look(folders))


def built(pages: Pages, site: Path) -> None:
    """The whole has been built into `site`; who shows it goes on from there."""
    root = pages.library.root
    if root in _begun:
        _begun[root] = _begun[root].followed(pages, site)


def of(root: Path) -> Preview:
    """The last build of the site at `root`, which has begun."""
    return _begun[root]
