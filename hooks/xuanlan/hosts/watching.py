"""The host's preview server shows a saved notice by itself: first its own page, a moment later all others."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from watchdog.observers.polling import PollingObserver
from yaml import YAMLError

from xuanlan.build import preview
from xuanlan.build.watcher import MOMENT, Files, changes
from xuanlan.diagnostics.report import reason
from xuanlan.hosts.guard import guard
from xuanlan.render.pages import Pages

log = logging.getLogger("mkdocs.plugins.xuanlan")
QUIET = 3.0
"""Seconds without another save after which everything is built again."""


def watch(server: Any, config: MkDocsConfig, pages: Pages, site: Path) -> None:
    """Make `server` follow the site's folders; a notice with errors leaves the last good site in place."""
    root, rebuild = pages.library.root, server.builder
    preview.begin(pages, site)
    guard(server, lambda: preview.of(root).problems)
    bell = Path(tempfile.mkdtemp(prefix="xuanlan-")) / "bell"  # the server rebuilds whenever this file is written
    weakref.finalize(server, shutil.rmtree, bell.parent, ignore_errors=True)
    follower = Follower(root, server, bell)

    def patient() -> None:
        try:
            preview.of(root).rebuild(rebuild)
        except (Abort, ConfigurationError, YAMLError, OSError) as error:
            words = reason(error) if isinstance(error, OSError) else str(error).partition("\n")[0]
            log.error("网页没有更新，仍是上一次的内容。%s", "" if isinstance(error, Abort) else f"（{words}）")
            if not isinstance(error, Abort):  # that one's report is known
                preview.failed(root, [preview.Problem(str(config.config_file_path), words)])
        server._wanted_epoch = _epoch()  # newer than what was shown meanwhile
        follower.react()

    server.builder, server.build_delay = patient, MOMENT
    settings = str(config.config_file_path)
    for path in (str(config.docs_dir), settings):
        server.unwatch(path)
    # The host would watch all folders itself: half a second of work for ten thousand files, twice a second.
    server.observer = PollingObserver(timeout=MOMENT)
    for path in (settings, str(bell.parent)):
        server.watch(path)
    threading.Thread(target=follower.follow, daemon=True).start()


class Follower:
    """Shows saved notices, even during a build. Has everything built when nothing was saved for a while, or at once
    after a change that it cannot show."""

    def __init__(self, root: Path, server: Any, bell: Path) -> None:
        self._root, self._server, self._bell = root, server, bell
        self._files: Files = {}
        self._lock = threading.Lock()
        self._later = threading.Timer(QUIET, self._ring)

    def follow(self) -> None:
        for files in changes(preview.of(self._root).folders):
            self.see(files)

    def see(self, files: Files) -> None:
        """Take note of the files as they are, and do what has to be done about them."""
        self._files = files
        self.react()

    def react(self) -> None:
        """Show or rebuild, as the last seen state of the files requires."""
        with self._lock:
            last, now = preview.of(self._root), self._files
            if not now or now in (last.seen, last.tried):
                if now == last.seen and last.problems:  # everything is as it was when it was last built
                    last.problems, last.tried = (), now
                    self._reload()
                return
            last.tried = now
            self._later.cancel()
            shown = False
            with suppress(Exception):  # the next build reports what is wrong
                shown = last.show_saved(now)
            if not shown:
                self._ring()
                return
            self._reload()
            self._later = threading.Timer(QUIET, self._ring)
            self._later.daemon = True
            self._later.start()

    def _reload(self) -> None:
        """Make browsers load their pages again, even during a build."""
        with self._server._epoch_cond:
            self._server._wanted_epoch = self._server._visible_epoch = _epoch()
            self._server._epoch_cond.notify_all()

    def _ring(self) -> None:
        with suppress(OSError):  # the server has stopped
            self._bell.write_text(str(time.time_ns()), encoding="utf-8")


def _epoch() -> int:
    """A new version number of the site, in the host's unit: milliseconds."""
    return round(time.monotonic() * 1000)
