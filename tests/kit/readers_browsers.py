"""Browsers that readers have, beside the newest Chromium: the oldest that the design names, and those of other makers.

Each is driven by what it speaks itself, over a socket of this machine, behind one small interface.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from browsers import FLAGS
from playwright.sync_api import Playwright
from sites import REPO

OLDER = REPO / ".venv/browsers"
"""Where tests/browsers.sh puts those that are not installed."""
MINI_BROWSER = "/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser"
PATIENCE = 60
"""Seconds for a browser to start, or to do what it was told."""


class Reader(Protocol):
    """A tab of a browser."""

    def open(self, url: str) -> None:
        """Go there, and wait until the page is loaded."""

    def run(self, body: str) -> Any:
        """What the body of an asynchronous function returns in the page."""

    def size(self, width: int, height: int) -> None:
        """Make the window so large, in CSS pixels."""

    def picture(self, file: Path) -> None:
        """Save what the window shows as PNG."""

    def paper(self) -> bytes | None:
        """The page as it is printed on A4, as PDF; None where the browser cannot be asked."""

    def complaints(self) -> list[str]:
        """What the browser has complained about since it was asked last, where it tells."""


class Chromium:
    """An old Chromium, which Playwright still knows how to drive."""

    def __init__(self, playwright: Playwright, program: Path) -> None:
        flags = [*FLAGS, "--no-zygote", "--disable-software-rasterizer", "--disable-dev-shm-usage"]
        self.browser = playwright.chromium.launch(executable_path=program, args=flags)
        self.page = self.browser.new_page()
        self.said: list[str] = []
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", lambda message: self.said.append(message.text))

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, body: str) -> Any:
        return self.page.evaluate(f"async () => {{{body}}}")

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, file: Path) -> None:
        self.page.screenshot(path=file)

    def paper(self) -> bytes:
        return self.page.pdf(prefer_css_page_size=True, format="A4")

    def complaints(self) -> list[str]:
        said, self.said[:] = list(self.said), []
        return said


class _WebDriver:
    """What speaks WebDriver: commands with names and parameters, whatever carries them."""

    def __init__(self, tell: Callable[[str, dict[str, Any]], Any]) -> None:
        self.tell = tell

    def open(self, url: str) -> None:
        self.tell("Navigate", {"url": url})

    def run(self, body: str) -> Any:
        script = (
            "const done = arguments[arguments.length - 1];"
            f"(async () => {{{body}}})().then((value) => done([value]), (error) => done([null, String(error)]));"
        )
        value, *error = self.tell("ExecuteAsyncScript", {"script": script, "args": []})
        assert not error, error
        return value

    def size(self, width: int, height: int) -> None:
        for _ in range(2):  # the second time by what the frame of the window has taken of the first
            inside = self.run("return [innerWidth, innerHeight]")
            outside = self.tell("GetWindowRect", {})
            wider, higher = outside["width"] - inside[0], outside["height"] - inside[1]
            self.tell("SetWindowRect", {"width": width + wider, "height": height + higher})

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.tell("TakeScreenshot", {})))

    def paper(self) -> bytes | None:
        return None

    def complaints(self) -> list[str]:
        return []


class Firefox(_WebDriver):
    """Firefox ESR by Marionette, its own protocol: WebDriver's commands over a socket."""

    COMPLAINTS = """
    const found = Services.console.getMessageArray().filter((said) => said instanceof Ci.nsIScriptError);
    Services.console.reset();
    return found.filter((said) => !said.sourceName.startsWith("chrome:") && !said.sourceName.startsWith("resource:"))
      .map((said) => said.message);
    """

    def __init__(self, profile: Path) -> None:
        port = profile / "MarionetteActivePort"
        _wait(port.exists)
        self.socket = socket.create_connection(("127.0.0.1", int(port.read_text(encoding="ascii"))), PATIENCE)
        self.stream = self.socket.makefile("rb")
        self._answer()
        super().__init__(lambda name, given: self._tell(f"WebDriver:{name}", given))
        self.tell("NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})

    def paper(self) -> bytes:
        return base64.b64decode(self.tell("Print", {"page": {"width": 21.0, "height": 29.7}}))

    def complaints(self) -> list[str]:
        self._tell("Marionette:SetContext", {"value": "chrome"})
        found: list[str] = self.tell("ExecuteScript", {"script": self.COMPLAINTS, "args": []})
        self._tell("Marionette:SetContext", {"value": "content"})
        return found

    def _tell(self, name: str, given: dict[str, Any]) -> Any:
        asked = json.dumps([0, 1, name, given]).encode()
        self.socket.sendall(b"%d:%b" % (len(asked), asked))
        _, _, error, result = self._answer()
        assert error is None, (name, error)
        return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

    def _answer(self) -> Any:
        length = b""
        while (sign := self.stream.read(1)) != b":":
            assert sign, "Firefox has hung up"
            length += sign
        return json.loads(self.stream.read(int(length)))


class WebKit(_WebDriver):
    """WebKitGTK, the engine of Safari and of WeChat on iPhones, by WebDriver over HTTP."""

    WAYS: ClassVar = {
        "Navigate": "POST url", "ExecuteAsyncScript": "POST execute/async", "GetWindowRect": "GET window/rect",
        "SetWindowRect": "POST window/rect", "TakeScreenshot": "GET screenshot",
    }  # fmt: skip

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}/session"
        options = {"binary": MINI_BROWSER.format(os.uname().machine), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        _wait(lambda: _listens(port))
        self.session = self._ask("POST", "", wanted)["sessionId"]
        super().__init__(self._tell)

    def _tell(self, name: str, given: dict[str, Any]) -> Any:
        method, _, path = self.WAYS[name].partition(" ")
        return self._ask(method, f"/{self.session}/{path}", given)

    def _ask(self, method: str, path: str, given: dict[str, Any]) -> Any:
        body = json.dumps(given).encode() if method == "POST" else None
        try:
            with urlopen(Request(self.root + path, body, method=method), timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from error


@contextmanager
def opened(name: str, playwright: Playwright) -> Iterator[Reader]:
    """The browser `name`, one of `READERS`, until it is no more needed."""
    with ExitStack() as stack:
        yield READERS[name](stack, playwright)


def _chromium(program: Path) -> Callable[[ExitStack, Playwright], Reader]:
    def start(stack: ExitStack, playwright: Playwright) -> Reader:
        reader = Chromium(playwright, program)
        stack.callback(reader.browser.close)
        return reader

    return start


def _firefox_115(stack: ExitStack, _: Playwright) -> Reader:
    libraries = OLDER / "firefox-115/usr/lib"
    own = {"LD_LIBRARY_PATH": str(libraries / f"{os.uname().machine}-linux-gnu")}
    return _firefox(stack, str(libraries / "firefox-esr/firefox-esr"), own)


def _firefox_esr(stack: ExitStack, _: Playwright) -> Reader:
    return _firefox(stack, "firefox-esr", {})


def _firefox(stack: ExitStack, program: str, more: dict[str, str]) -> Reader:
    profile = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    settings = {"marionette.port": 0, "network.captive-portal-service.enabled": False, "app.update.enabled": False}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in settings.items())
    (profile / "user.js").write_text("".join(lines), encoding="ascii")
    flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", str(profile)]
    _started(stack, [program, *flags], {"HOME": str(profile)} | more)
    return Firefox(profile)


def _webkit(stack: ExitStack, _: Playwright) -> Reader:
    port, home = _free_port(), stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as number:
        screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2000x2100x24", "-nolisten", "tcp"]
        _started(stack, screen, {}, kept=(writing,))
        os.close(writing)
        display = f":{int(number.readline())}"
    more = {"DISPLAY": display, "HOME": home, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home, "GDK_BACKEND": "x11"}
    # In containers the sandbox of its processes cannot be made; only pages of our own are opened.
    more |= {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    _started(stack, ["WebKitWebDriver", f"--port={port}"], more)
    return WebKit(port)


READERS: dict[str, Callable[[ExitStack, Playwright], Reader]] = {
    "Chromium 86": _chromium(OLDER / "chromium-86"), "Chromium 109": _chromium(OLDER / "chromium-109"),
    "Firefox 115": _firefox_115, "Firefox ESR": _firefox_esr, "WebKitGTK": _webkit,
}  # fmt: skip

BY_DEFAULT = ("Chromium 86", "Firefox ESR", "WebKitGTK")
"""Those of `make test`."""


def _started(stack: ExitStack, command: list[str], more: dict[str, str], kept: tuple[int, ...] = ()) -> None:
    assert shutil.which(command[0]), f"{command[0]} is missing: make ready"
    running = subprocess.Popen(
        command, env={**os.environ, **more}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=kept,
        start_new_session=True,
    )  # fmt: skip
    stack.callback(_end, running)


def _end(running: subprocess.Popen[bytes]) -> None:
    os.killpg(running.pid, 15)
    try:
        running.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, 9)
        running.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "the browser does not start"
        time.sleep(0.05)
