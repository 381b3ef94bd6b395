"""A screen in a real browser, by a clock that the test turns, at a server that the test can stop, cut short and corrupt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
Change = Callable[[bytes], bytes | None]
"""What becomes of a file on its way; None: it is not there."""


@dataclass(slots=True)
class Source:
    """What the server has, and what is wrong with it."""

    folder: Path
    down: bool = False
    changes: dict[str, Change] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def read(self, path: str) -> bytes | None:
        file = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
        content = file.read_bytes() if file.is_file() else None
        change = self.changes.get(path)
        return change(content) if change and content is not None else content


@contextmanager
def serving(folder: Path) -> Iterator[Source]:
    """`folder` on a free port of this machine, as the source says."""
    source = Source(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            source.asked.append(path)
            if source.down:
                self.connection.close()
                return
            content = source.read(path)
            self.send_response(200 if content is not None else 404)
            content = content if content is not None else b"missing"
            self.send_header("Content-Type", TYPES.get(Path(path).suffix or ".html", "application/octet-stream"))
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, ValueError):  # closed by `down`, or by the browser
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    source.address = f"http://127.0.0.1:{server.server_port}/"
    yield source
    server.shutdown()
    server.server_close()
    thread.join()


class Screen:
    """One screen; `close` fails on a script error, on what was asked outside, and on complaints not `foreseen`."""

    def __init__(
        self, browser: Browser, address: str, now: str, *, zone: str = "Asia/Shanghai",
        size: tuple[int, int] = (1280, 720), reduced: bool = False, context: BrowserContext | None = None,
    ) -> None:  # fmt: skip
        self.context = context or browser.new_context(
            timezone_id=zone, viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce" if reduced else "no-preference",
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreseen: tuple[str, ...] = ()
        self.page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("request", self._watch)
        self.origin = address
        self.page.clock.install(time=now)
        self.page.goto(address)
        self.settle()

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.origin.split("/kiosk/")[0], "data:", "blob:")):
            self.complaints.append(f"outside {request.url}")

    def settle(self) -> None:
        """Wait until nothing is being loaded or laid out."""
        limit = time.monotonic() + 30
        while self.page.evaluate(
            "() => { const k = window.xuanlanKiosk; return !k || k.releases.busy || k.player.busySince > 0 }"
        ):
            assert time.monotonic() < limit, "the screen does not come to rest"
            time.sleep(0.005)

    def run(self, seconds: int) -> None:
        """Let so many seconds pass, one by one."""
        for _ in range(seconds):
            self.page.clock.run_for(1000)
            self.settle()

    def until(self, wanted: str, seconds: int) -> int:
        """Let time pass until the slide that is on begins with `wanted`; how long that took. Fails after `seconds`."""
        for passed in range(seconds + 1):
            if self.on.startswith(wanted):
                return passed
            self.run(1)
        raise AssertionError(f"after {seconds} s {self.on} is on, not {wanted}")

    @property
    def on(self) -> str:
        """The slide that is on; there is one, and only one."""
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('[data-slide][data-current=\"true\"]')].map((e) => e.dataset.slide)"
        )
        assert len(found) == 1, found
        return found[0]

    @property
    def release(self) -> str:
        return str(self.page.evaluate("() => document.documentElement.dataset.release"))

    @property
    def mark(self) -> str:
        """What staff can read in the corner."""
        return str(
            self.page.evaluate(
                "() => { const m = document.querySelector('.kx-mark'); return m.hidden ? '' : m.textContent }"
            )
        )

    @property
    def errors(self) -> str:
        return "\n".join(self.page.evaluate("() => window.xuanlanKiosk.errors"))

    def close(self) -> None:
        self.page.close()
        self.context.close()
        left = [text for text in self.complaints if not any(piece in text for piece in self.foreseen)]
        assert left == [], left
