"""The host's preview server: a saved notice shows up by itself, first its own page, a moment later all others."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
import weakref
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, ConfigurationError
from yaml import YAMLError

from xuanlan.outputs.pages import Pages
from xuanlan.preview import Preview

log = logging.getLogger("mkdocs.plugins.xuanlan")
QUIET = 3.0
"""Seconds from showing a saved notice until everything is built again."""
_previews: dict[Path, Preview] = {}
"""The last build of each site that a server of this process shows, by the site's root."""


def built(pages: Pages, site: Path) -> None:
    """Tell the server, if there is one, that the whole has been built into `site`."""
    if pages.library.root in _previews:
        _previews[pages.library.root] = Preview(pages, site)


def watch(server: Any, pages: Pages, site: Path) -> None:
    """Have `server` follow the site's folders; one with errors leaves the last good site in place."""
    root, rebuild = pages.library.root, server.builder
    _previews[root] = Preview(pages, site)
    bell = Path(tempfile.mkdtemp(prefix="xuanlan-"))  # what is written there has the server build again
    weakref.finalize(server, shutil.rmtree, bell, ignore_errors=True)

    def ring() -> None:
        (bell / "again").write_text(str(time.time_ns()), encoding="utf-8")

    def patient() -> None:
        if _previews[root].show_saved():
            later = threading.Timer(QUIET, ring)
            later.daemon = True
            later.start()
            return
        try:
            rebuild()
        except (Abort, ConfigurationError, YAMLError) as error:
            reason = "" if isinstance(error, Abort) else f"（{str(error).splitlines()[0]}）"
            log.error("网页没有更新，仍是上一次的内容。%s", reason)

    server.builder = patient
    for folder in (bell, root / "notices", root / "overrides"):
        if folder.is_dir():
            server.watch(str(folder))
