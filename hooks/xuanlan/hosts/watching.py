"""The host's preview server: a saved notice shows up by itself, first its own page, a moment later all others."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from watchdog.observers.polling import PollingObserver
from yaml import YAMLError

from xuanlan import preview
from xuanlan.outputs.pages import Pages
from xuanlan.tree import Present

log = logging.getLogger("mkdocs.plugins.xuanlan")
QUIET = 3.0
"""Seconds from showing a saved notice until everything is built again."""
MOMENT = 0.1
"""Seconds between two looks at least."""


def watch(server: Any, config: MkDocsConfig, pages: Pages, site: Path) -> None:
    """Have `server` follow the site's folders; one with errors leaves the last good site in place."""
    root, rebuild = pages.library.root, server.builder
    preview.begin(pages, site)
    bell = Path(tempfile.mkdtemp(prefix="xuanlan-")) / "bell"  # when that is written, the server builds again
    weakref.finalize(server, shutil.rmtree, bell.parent, ignore_errors=True)

    def ring() -> None:
        with suppress(OSError):  # the server has stopped
            bell.write_text(str(time.time_ns()), encoding="utf-8")

    def patient() -> None:
        if preview.of(root).show_saved():
            later = threading.Timer(QUIET, ring)
            later.daemon = True
            later.start()
            return
        try:
            preview.of(root).rebuild(rebuild)
        except (Abort, ConfigurationError, YAMLError) as error:
            reason = "" if isinstance(error, Abort) else f"（{str(error).splitlines()[0]}）"
            log.error("网页没有更新，仍是上一次的内容。%s", reason)

    server.builder, server.build_delay = patient, MOMENT
    by_host = [str(path) for path in (config.docs_dir, config.config_file_path) if path]
    for path in by_host:
        server.unwatch(path)
    # The host's own watching takes half a second for ten thousand files, twice a second.
    server.observer = PollingObserver(timeout=MOMENT)
    for path in (*by_host, str(bell.parent)):
        server.watch(path)
    threading.Thread(target=_follow, args=([root / "notices", root / "overrides"], ring), daemon=True).start()


def _follow(folders: Sequence[Path], ring: Callable[[], None]) -> None:
    """Ring whenever something below `folders` has changed."""
    before = None
    while True:
        start = time.monotonic()
        try:
            now = [Present.scan(folder).files for folder in folders]
        except OSError:
            continue  # removed while it was looked at
        if before is not None and now != before:
            ring()
        before = now
        time.sleep(MOMENT + 3 * (time.monotonic() - start))
