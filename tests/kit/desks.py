"""A desk in a process of its own, and a browser in front of it."""

from __future__ import annotations

import http.client
import json
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commands import environment
from forks import Forked
from playwright.sync_api import Browser, Page
from sites import DEMO_NOW

from xuanlan.desk.folder import VARIABLE


class DeskProcess:
    """A running desk. `address` works once; with `listen` there is none, and a proxy says who comes."""

    def __init__(self, site: Path, folder: Path, now: str = DEMO_NOW, *, listen: bool = False) -> None:
        words = ["xuanlan", "desk", "--site", str(site), "--now", now]
        words += ["--listen", "127.0.0.1:0"] if listen else ["--no-browser"]
        self.process = Forked(words, Path.cwd(), environment(**{VARIABLE: str(folder)}))
        said = self.process.stdout.readline().strip()
        self.address = "" if listen else said
        found = re.search(r"127\.0\.0\.1:(\d+)", said)
        assert found, said
        self.port = int(found[1])

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to a bare request: status, headers, content. `_` in names of headers stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            given = {"Host": f"127.0.0.1:{self.port}", **{key.replace("_", "-"): one for key, one in headers.items()}}
            if body and "Content-Length" not in given:
                given["Content-Length"] = str(len(body))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def login(self) -> str:
        """Uses the address, and returns the cookie that it gives."""
        status, headers, _ = self.request("GET", urlsplit(self.address).path)
        assert status == 303
        return headers["set-cookie"].partition(";")[0]

    def ask(self, cookie: str, path: str, sent: Any = None) -> Any:
        """The answer to what the desk's own page asks."""
        own = {"Cookie": cookie, "Origin": self.home.rstrip("/"), "Content_Type": "application/json"}
        body = b"" if sent is None else json.dumps(sent).encode()
        status, _, content = self.request("GET" if sent is None else "POST", path, body, **own)
        assert status == 200, (status, content.decode())
        return json.loads(content)

    def until_read(self, cookie: str) -> None:
        """Waits until the site has been read and built."""
        while self.ask(cookie, "/api/site")["state"] in ("reading", "listed"):
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        self.process.terminate()
        _, said = self.process.communicate(timeout=30)
        assert "Traceback" not in said, said


@contextmanager
def desk_of(site: Path, folder: Path, now: str = DEMO_NOW, *, listen: bool = False) -> Iterator[DeskProcess]:
    desk = DeskProcess(site, folder, now, listen=listen)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.close()


def ready(page: Page) -> None:
    """Waits until the page's script has everything."""
    page.wait_for_selector("html[data-ready='true']", timeout=60_000)


@contextmanager
def clerk(
    browser: Browser, desk: DeskProcess, width: int = 1366, height: int = 768, *, refused: int | None = 0
) -> Iterator[Page]:
    """A clerk's browser on the list of all texts. No page may complain, or ask for anything from elsewhere; but the
    browser itself notes each answer by which something is `refused`: None where a page is shared by tests, of which each
    process has some."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("request", lambda one: None if one.url.startswith((desk.home, "data:")) else said.append(one.url))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(desk.address)
    ready(page)
    try:
        yield page
        notes = [words for words in said if words.startswith("error: Failed to load resource")]
        assert refused in (None, len(notes)), said
        others = [words for words in said if words not in notes]
        assert not others, others
    finally:
        context.close()
