"""Runs of `publish` killed at random moments, on several kinds of disks: what readers see must always be whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sites import new_site, notice, write

from xuanlan.cli.app import main
from xuanlan.diagnostics.report import Report
from xuanlan.models import ledger, page_ledger
from xuanlan.releases.publish import Store
from xuanlan.tree.release import Release, require_sound

DISKS = {
    "links": (),
    "links that nothing replaces": ("replace",),
    "no links to folders": ("symlink",),
    "no links at all": ("symlink", "link"),
    "a small disk": (),
}
"""Kinds of disks, each with the functions of `os` that it lacks."""
_SMALL, _LARGER = "4m", "90%"
"""Sizes of the small disk: at first, so that a few releases fill it, and after an administrator has enlarged it."""


def lacking(name: str) -> Callable[..., Any]:
    """The function `name` of `os` on a disk that lacks it. Without "replace" it is like Windows, where a link to a
    folder cannot replace another."""
    real = getattr(os, name)

    def refused(source: Any, target: Any, *more: Any, **named: Any) -> Any:
        if name != "replace" or Path(target).name == "current":
            raise OSError(1, "Operation not permitted")
        return real(source, target, *more, **named)

    return refused


class Child:
    """`xuanlan words...` in the folder `cwd`, on a disk that lacks `missing`; a fork, with all modules loaded."""

    def __init__(self, words: Sequence[str], cwd: Path, missing: Sequence[str]) -> None:
        self._said = cwd.parent / "said"
        self._status: int | None = None
        self._number = os.fork()
        if self._number:
            return
        code = 1
        try:
            with (
                self._said.open("w", encoding="utf-8") as said,
                Path(os.devnull).open("w", encoding="utf-8") as nothing,
            ):
                sys.stdout, sys.stderr = nothing, said
                os.dup2(nothing.fileno(), 1)
                os.dup2(said.fileno(), 2)
                os.chdir(cwd)
                for name in missing:
                    setattr(os, name, lacking(name))
                code = main(list(words))
        finally:
            os._exit(code)

    def code(self, *, wait: bool = False) -> int | None:
        """Its exit code, or the negative number of the signal that ended it; None while it runs."""
        if self._status is None:
            number, status = os.waitpid(self._number, 0 if wait else os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if number else None
        return self._status

    def ended(self) -> tuple[int, str]:
        """Its exit code and its standard error, once it has ended."""
        return self.code(wait=True) or 0, self._said.read_text(encoding="utf-8")

    def killed(self) -> bool:
        """Kill it; returns whether it was still running."""
        if self.code() is None:
            os.kill(self._number, signal.SIGKILL)
        return (self.code(wait=True) or 0) < 0


@dataclass
class Soak:
    """A site in `root`, published to `folder` on a disk that lacks the functions `missing`."""

    root: Path
    folder: Path
    missing: tuple[str, ...]
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    notices: int = 0
    moment: datetime = datetime(2026, 2, 1)
    whole: float = 0.0
    """seconds that one publication takes"""

    def run(self, kills: int) -> None:
        """Kill so many runs; after every third let one finish. Raises AssertionError, MachineError."""
        self._add()
        self._finish()
        started = time.monotonic()
        self._add()
        self._finish()
        self.whole = time.monotonic() - started
        for number in range(kills):
            before = self.seen()
            self._kill()
            self.counts["switched" if self.seen() != before else "as before"] += 1
            if number % 3 == 2 or number == kills - 1:
                self._settle()

    def seen(self) -> str:
        """The id of the release that readers see; asserts that it is whole. On a disk without links there may be a gap,
        which the next run closes."""
        if not os.path.lexists(self.folder / "current"):
            assert self.missing, "readers see nothing"
            self.counts["gaps"] += 1
            with Store(self.folder).locked():
                pass
        release = Release.of(self.folder / "current")
        assert release, "readers see nothing"
        require_sound(release)
        return release.id

    def _start(self, *words: str) -> Child:
        """Start `publish`, or the command `words`, an hour later by its clock."""
        self.moment += timedelta(hours=1)
        words = words or ("publish", str(self.folder), "--keep", "3", "--now", f"{self.moment:%Y-%m-%dT%H:%M}")
        return Child(words, self.root, self.missing)

    def _finish(self, codes: tuple[int, ...] = (0,)) -> int:
        code, said = self._start().ended()
        assert code in codes, said
        assert "Traceback" not in said, said
        return code

    def _add(self) -> None:
        self.notices += 1
        ident, body = f"n{self.notices}", self.chance.randbytes(2000).hex() + "\n"
        text = notice(f"第{self.notices}份通知", "2026-01-07", body, id=ident)
        write(self.root, {f"notices/{ident}.md": text, f"docs/{ident}.md": f"# 第{self.notices}页\n\n正文。\n"})

    def _kill(self) -> None:
        """Start `publish` with a new notice, or sometimes `rollback`; kill it, half the time while it switches."""
        others = [release.id for release in Store(self.folder).releases() if release.id != self.seen()]
        if others and self.chance.random() < 0.15:
            running = self._start("rollback", str(self.folder), others[0])
        else:
            self._add()
            running = self._start()
        if self.chance.random() < 0.5:
            private = self.folder / ".xuanlan"
            while running.code() is None and not any((private / name).exists() for name in ("part", "new", "old")):
                time.sleep(0.001)
            time.sleep(self.whole * self.chance.random() / 20)
        else:
            time.sleep(self.whole * self.chance.random())
        self.counts["killed" if running.killed() else "had ended"] += 1

    def _settle(self) -> None:
        """Let `publish` finish: then every notice is published and in the ledger, and no unfinished work is left."""
        if self._finish(codes=(0, 3)):
            self.counts["disk full"] += 1
            self.seen()
            subprocess.run(["mount", "-o", f"remount,size={_LARGER}", str(self.folder.parent)], check=True)
            self._finish()
        self.seen()
        known = ledger.load(self.root, Report()).entries.keys()
        lost = {f"n{number + 1}" for number in range(self.notices)} - known
        assert not lost, f"not in the ledger: {lost}"
        pages = page_ledger.load(self.root, Report()).entries.keys()
        lost = {f"/n{number + 1}" for number in range(self.notices)} - {
            page.removesuffix(".html").rstrip("/") for page in pages
        }
        assert not lost, f"not in the ledger of pages: {lost} of {pages}"
        left = [*(self.folder / ".xuanlan").iterdir(), *(self.root / "notices").glob("*.part")]
        assert {item.name for item in left} - {"entered"} == {"lock", "work"}, f"left lying about: {left}"
        for release in Store(self.folder).releases():
            require_sound(release)


def soak(place: Path, disk: str, kills: int, seed: int) -> Counter[str]:
    """Run a `Soak` in the new folder `place`; returns how often what happened. Raises AssertionError, MachineError."""
    root = new_site(place / "project", {"settings.yml": "打印件: 不做\n"})
    (place / "disk").mkdir()
    with _mounted(place / "disk", disk == "a small disk"):
        made = Soak(root, place / "disk/www", DISKS[disk], random.Random(f"{seed} {disk}"))
        made.run(kills)
    return made.counts


@contextmanager
def _mounted(folder: Path, small: bool) -> Iterator[None]:
    """Mount a small disk in memory at `folder`, if `small`."""
    if small:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        if small:
            subprocess.run(["umount", str(folder)], check=True)
