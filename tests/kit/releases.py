"""Fake sites for the tests of releases: each build writes only a few files, in the form of a real one."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sites import NOW

from xuanlan import addresses
from xuanlan.diagnostics.report import Report
from xuanlan.models import ledger
from xuanlan.reading.source import Places
from xuanlan.releases.publish import publish
from xuanlan.runtime.cache import Cache
from xuanlan.tree.folder import Note, Present, put, switch
from xuanlan.tree.out import Out
from xuanlan.tree.release import Release, manifest, release_part, require_sound


class Site:
    """A fake site and its builds; `ids` are its notices."""

    def __init__(self, root: Path, *ids: str) -> None:
        self.root, self.ids, self.now = root, list(ids), NOW
        (root / "notices").mkdir(parents=True, exist_ok=True)

    def build(self, out: Path) -> Any:
        """Write a tree into `out`, as the real build does, and leave unchanged files as they are."""
        pages = {addresses.notice(ident): f'<article data-notice="{ident}">{ident}' for ident in self.ids}
        files = {"index.html": " ".join(self.ids), "assets/all.css": "css", **pages}
        contents = {path: text.encode() for path, text in files.items()}
        staging = self.root / "staging"
        made = [put(staging, Out(path, content)) for path, content in contents.items()]
        listed = manifest((one.path, one.sha256) for one in made)
        digest = hashlib.sha256(listed).hexdigest()
        facts = {
            "release": f"{self.now:%Y%m%d%H%M}-{digest[:12]}",
            "tree": digest,
            "built_at": self.now.isoformat(),
            "counts": {"notices": len(self.ids), "files": len(made)},
        }
        made.append(put(staging, Out(addresses.RELEASE_SCRIPT, release_part(facts, made))))
        made.append(put(staging, Out(addresses.MANIFEST, listed)))
        made.append(put(staging, Out(addresses.RELEASE, json.dumps(facts).encode())))
        switch(staging, Note(out, Cache()), Present.scan(out), {}, {one.path: (b"", [one]) for one in made})
        public = [
            SimpleNamespace(
                id=ident,
                path=f"{ident}.md",
                notice=SimpleNamespace(title=f"通知{ident}"),
                places=Places(f"{ident}.md", {}, {}),
            )
            for ident in self.ids
        ]
        return SimpleNamespace(
            root=self.root,
            site=SimpleNamespace(url=""),
            now=self.now,
            public=public,
            ledger=ledger.load(self.root, Report()),
            docs=SimpleNamespace(pages={}),
            settings=SimpleNamespace(columns=()),
            screens=SimpleNamespace(screens=(), written=()),
            campaigns=(),
            hotlines=(),
        )

    def publish(self, folder: Path, *ids: str, **options: Any) -> Release:
        """Publish to `folder` one minute later, with the notices `ids` if there are any."""
        self.now += timedelta(minutes=1)
        self.ids = list(ids) or self.ids
        return publish(folder, self.build, **options)[0]

    @property
    def entered(self) -> set[str]:
        return set(ledger.load(self.root, Report()).entries)


def shown(folder: Path) -> str:
    """The id of the release that readers see; asserts that it is whole."""
    release = Release.of(folder / "current")
    assert release is not None
    require_sound(release)
    return release.id


def left(folder: Path) -> set[str]:
    """What a run has left of its work; the note of what the ledger has followed is there or not, whenever it ended."""
    return {item.name for item in (folder / ".xuanlan").iterdir()} - {"entered"}
