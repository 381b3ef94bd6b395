"""A local server that counts what is loaded from it, and the browser that loads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import IO, Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE = 600_000
"""Most milliseconds for an answer: to load an index of tens of megabytes takes long."""


class Load(NamedTuple):
    """The number of files that were loaded, and their total size in bytes."""

    files: int
    size: int


class Server:
    """Serves a folder on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        self.taken: list[tuple[str, int]] = []
        """path and size in bytes of every body that was sent, in order"""
        handler = partial(_Handler, self.taken, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def taken_below(self, *folders: str) -> Load:
        """What was sent since the last call from paths that begin with one of `folders`."""
        sizes = [size for path, size in self.taken if path.startswith(folders)]
        self.taken.clear()
        return Load(len(sizes), sum(sizes))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, taken: list[tuple[str, int]], *args: Any, **kwargs: Any) -> None:
        self._taken = taken
        super().__init__(*args, **kwargs)

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        content = source.read()
        self._taken.append((self.path, len(content)))
        outputfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: thousands of requests are made."""


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or else Playwright's own."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, before: str = "") -> Iterator[Page]:
    """A new tab with an empty cache, as for a first visit. The script `before` runs ahead of the page's own."""
    context: BrowserContext = browser.new_context()
    context.set_default_timeout(PATIENCE)
    if before:
        context.add_init_script(before)
    yield context.new_page()
    context.close()
