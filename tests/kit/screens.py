"""A screen in a real browser, with a clock that the test advances and a server that it can stop, cut short, corrupt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from browsers import complaints_of
from local_server import listening
from playwright.sync_api import Browser, BrowserContext, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
TURN = """async ([seconds, step, start, other]) => {
  const on = () => [...document.querySelectorAll('[data-slide][data-current="true"]')].map((e) => e.dataset.slide);
  const busy = () => { const k = window.xuanlanKiosk; return !k || k.releases.busy || k.player.busySince > 0 };
  const settle = async () => {
    for (let waits = 0; busy(); waits++) {
      if (waits > 30000) throw new Error("the screen does not come to rest");
      await scheduler.postTask(() => undefined, { delay: 1 });  // the clock of the test does not turn this one
    }
    seen.push(on());
  };
  const seen = [];
  const found = () => {
    const last = seen[seen.length - 1].join();
    return (start !== null && last.startsWith(start)) || (other !== null && last !== other);
  };
  await settle();
  for (let passed = 0; passed < seconds && !found(); passed += step) {
    await window.__pwClock.controller.runFor(step * 1000);
    await settle();
  }
  return seen;
}"""
"""Lets `seconds` pass, `step` by step, until the name of the slide that is on begins with `start` or is not `other`;
returns what is on before and after every step. Runs in the page: a thousand steps from outside take half a minute."""
Answer = tuple[int, dict[str, str], bytes]
"""A response of something other than the site, such as a login page: status, headers, content."""
Change = Callable[[bytes], bytes | None]
"""Changes the content of a file on its way; gives None for a file that shall be missing."""


@dataclass(slots=True)
class Source:
    """What the server serves, and its faults."""

    folder: Path
    down: bool = False
    changes: dict[str, Change] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    portal: Callable[[str], Answer | None] = lambda _: None
    """the response of something in its place, by the requested path; None: the server itself responds"""
    address: str = ""

    def read(self, path: str) -> bytes | None:
        file = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
        content = file.read_bytes() if file.is_file() else None
        change = self.changes.get(path)
        return change(content) if change and content is not None else content


@contextmanager
def serving(folder: Path) -> Iterator[Source]:
    """Serve `folder` on a free port of this machine, with the faults of the source that it gives."""
    source = Source(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            source.asked.append(path)
            if source.down:
                self.connection.close()
                return
            if other := source.portal(path):
                status, headers, content = other
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
                self.close_connection = True
                return
            found = source.read(path)
            self.send_response(200 if found is not None else 404)
            content = b"missing" if found is None else found
            self.send_header("Content-Type", TYPES.get(Path(path).suffix or ".html", "application/octet-stream"))
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, ValueError):  # closed by `down`, or by the browser
                return

    with listening(Handler) as port:
        source.address = f"http://127.0.0.1:{port}/"
        yield source


def wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Poll `is_so` for half a minute. (`page.wait_for_function` takes a promise for true, whatever it resolves to.)"""
    for _ in range(600):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it does not come to that")


def wait_until_kept(page: Page) -> str:
    """Wait until the page says that it could start without a network; returns its release."""
    page.wait_for_selector("[data-current]")
    page.wait_for_function(
        "() => { const { release, kept } = document.documentElement.dataset; return release && kept === release }"
    )
    return str(page.evaluate("() => document.documentElement.dataset.release"))


def look_now(page: Page) -> None:
    """Have the screen look for a release, after the look that it may be busy with."""
    page.wait_for_function(
        "() => { const { releases } = window.xuanlanKiosk; if (releases.busy) return false; releases.look(); return true }"
    )


class Screen:
    """One screen; `close` fails on a script error, a request to elsewhere, or a complaint that is not `foreseen`."""

    def __init__(
        self, browser: Browser, address: str, now: str, *, zone: str = "Asia/Shanghai",
        size: tuple[int, int] = (1280, 720), reduced: bool = False, context: BrowserContext | None = None,
    ) -> None:  # fmt: skip
        self.context = context or browser.new_context(
            timezone_id=zone, viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce" if reduced else "no-preference",
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.complaints = complaints_of(self.page)
        self.foreseen: tuple[str, ...] = ()
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
        self._turn(0)

    def run(self, seconds: int, step: int = 1) -> None:
        """Let so many seconds pass, `step` by step; after each step wait until nothing is being loaded or laid out."""
        self._turn(seconds, step)

    def around(self, seconds: int) -> list[str]:
        """The slides that are on during so many seconds, in order; asserts that there is exactly one at any time."""
        return [name for name, _ in groupby(map(_only, self._turn(seconds)))]

    def until(self, wanted: str, seconds: int) -> int:
        """Let time pass until the name of the slide that is on begins with `wanted`; returns how many seconds it took.
        Fails after `seconds`."""
        seen = self._turn(seconds, start=wanted)
        assert _only(seen[-1]).startswith(wanted), f"after {seconds} s {seen[-1]} is on, not {wanted}"
        return len(seen) - 1

    def change(self, seconds: int) -> str:
        """Let time pass until another slide is on; returns its name. Fails after `seconds`."""
        before = self.on
        seen = self._turn(seconds, other=before)
        assert _only(seen[-1]) != before, f"after {seconds} s {before} is still on"
        return _only(seen[-1])

    def _turn(self, seconds: int, step: int = 1, start: str | None = None, other: str | None = None) -> list[list[str]]:
        seen: list[list[str]] = self.page.evaluate(TURN, [seconds, step, start, other])
        return seen

    @property
    def on(self) -> str:
        """The name of the slide that is on; asserts that there is exactly one."""
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('[data-slide][data-current=\"true\"]')].map((e) => e.dataset.slide)"
        )
        return _only(found)

    @property
    def release(self) -> str:
        return str(self.page.evaluate("() => document.documentElement.dataset.release"))

    @property
    def mark(self) -> str:
        """The mark in the corner, for staff."""
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


def _only(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]
