"""Protects the host's preview server: which requests it answers, how many at a time, and with which security headers.

Any page that is open in a browser may send requests to a server on the same machine, and if its own host name resolves
to that machine ("DNS rebinding"), it can even read the answers; so only requests to names of this machine are answered.
The limits are the same for all: a screen, a colleague, a stranger.
"""

from __future__ import annotations

import io
import ipaddress
import logging
import re
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

from xuanlan import security_headers
from xuanlan.build.preview import Problem
from xuanlan.diagnostics.console import printable
from xuanlan.hosts import problem_bar

log = logging.getLogger("mkdocs.plugins.xuanlan")
CONNECTIONS, POLLS = 128, 32
"""Most requests that are answered at the same time, and most of these that may wait for the next change."""
PATIENCE = 30.0
"""Seconds after which a silent connection is closed."""
_ADDRESS = "xuanlan.address"
_POLL = re.compile(r"/livereload/\d{1,15}/\d{1,15}")
_SCRIPT = re.compile(r"/livereload/(\d{1,15})\.js")
_INLINE = re.compile(rb"<script>(.*)</script>", re.DOTALL)
_STRANGE = re.compile(r"[\x00-\x1f\x7f\\:]|(?:^|/)\.\.(?:/|$)")
"""What no page's path contains: control characters, and what leads out of a folder on some system."""
_StartResponse = Callable[..., Any]


def guard(server: Any, problems: Callable[[], Sequence[Problem]]) -> None:
    """Protect the host's `server`, which is not listening yet, and warn when other machines can reach it. Its pages say
    what `problems` there are."""
    bound = str(server.server_address[0])
    keeper = Keeper(server, bound, problems)
    server.set_app(keeper.answer)
    server.RequestHandlerClass = type("Handler", (_Handler, server.RequestHandlerClass), {})
    server.process_request = keeper.process
    server._inject_js_into_html = keeper.inject
    if not is_local(bound):
        log.warning(
            f"预览不只在本机：监听的地址是 {printable(bound) or '0.0.0.0'}，同一个网络里的人都能看到，"
            "还没有发布的内容也在里面。"
            "只给自己看，请把地址写成 127.0.0.1:8000（mkdocs.yml 里的 dev_addr，或者 --address）。"
        )


def is_local(host: str) -> bool:
    """Whether only this machine can reach a server that listens at `host`."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host.lower() == "localhost"


class _Handler(WSGIRequestHandler):
    """A connection with a time limit; nothing that was sent to it is printed to the terminal unescaped."""

    timeout = PATIENCE

    def handle(self) -> None:
        with suppress(TimeoutError, ConnectionError):
            super().handle()

    def get_environ(self) -> dict[str, Any]:
        return {**super().get_environ(), _ADDRESS: self.connection.getsockname()[0]}

    def get_stderr(self) -> Any:
        return io.StringIO()  # swallows the traceback when the other side has left

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002  (its signature)
        line = printable(getattr(self, "requestline", ""))[:200]
        log.log(logging.DEBUG if str(code) in ("200", "302") else logging.WARNING, f"{line}：{code}")

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: `log_request` does."""


class Keeper:
    """Stands in front of a preview server: refuses requests that no local browser sends, and adds security headers."""

    def __init__(self, server: Any, bound: str, problems: Callable[[], Sequence[Problem]] = tuple) -> None:
        self._server, self._bound, self._problems = server, bound.lower(), problems
        self._serve, self._inject, self._process = (
            server.serve_request,
            server._inject_js_into_html,
            server.process_request,
        )
        self._connections, self._polls = threading.Semaphore(CONNECTIONS), threading.Semaphore(POLLS)
        self._names = {"localhost", "127.0.0.1", "::1"}
        if not is_local(bound):
            name = socket.gethostname().lower()
            self._names |= {name, f"{name}.local", socket.getfqdn().lower()}
        self._names.add(self._bound)

    def process(self, request: Any, client: Any) -> None:
        """Serve a connection in a thread of its own; close it if there are too many."""
        if not self._connections.acquire(blocking=False):
            self._server.shutdown_request(request)
            return
        try:
            finish = self._server.process_request_thread

            def run() -> None:
                try:
                    finish(request, client)
                finally:
                    self._connections.release()

            threading.Thread(target=run, daemon=True).start()
        except RuntimeError:  # no more threads
            self._connections.release()
            self._server.shutdown_request(request)

    def answer(self, environ: dict[str, Any], start: _StartResponse) -> Iterable[bytes]:
        """The answer to one request, with the headers that published pages have."""

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, *security_headers.HEADERS.items()], *more)

        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
        if not self._is_ours(environ):
            return _said(started, "403 Forbidden", "这个预览只能用本机的地址打开，例如 http://127.0.0.1:8000/")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _said(started, "405 Method Not Allowed", "这里只能看，不能提交。")
        if _STRANGE.search(path):
            return _said(started, "404 Not Found", "没有这一页。")
        if script := _SCRIPT.fullmatch(path):
            return self._script(int(script[1]), started)
        if path == problem_bar.STYLE:
            return _said(started, "200 OK", problem_bar.style(), "text/css")
        if not path.startswith("/livereload/"):
            answered: Iterable[bytes] = self._serve(environ, started)
            return answered
        if not _POLL.fullmatch(path):
            return _said(started, "404 Not Found", "没有这一页。")
        if not self._polls.acquire(blocking=False):
            return _said(started, "503 Service Unavailable", "打开的网页太多了，请关掉几个。")
        try:
            waited: Iterable[bytes] = self._serve(environ, started)
        finally:
            self._polls.release()
        return waited

    def inject(self, content: bytes, epoch: int) -> bytes:
        """The page with what is wrong, and with the host's reload script as a file: the security policy allows no
        inline script."""
        content = problem_bar.with_bar(content, self._problems())
        at = content.rfind(b"</body>")
        at = len(content) if at < 0 else at
        return b'%b<script src="/livereload/%d.js"></script>%b' % (content[:at], epoch, content[at:])

    def _script(self, epoch: int, start: _StartResponse) -> Iterable[bytes]:
        inline = _INLINE.search(self._inject(b"", epoch))
        return _said(start, "200 OK", inline[1].decode() if inline else "", "text/javascript")

    def _is_ours(self, environ: dict[str, Any]) -> bool:
        """Whether the request's Host is this machine: one of its names, or the address that the connection came to."""
        host = environ.get("HTTP_HOST", "").strip().lower()
        match = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:]+))(?::\d{1,5})?", host)
        name = match[1] or match[2] if match else ""
        here = str(environ.get(_ADDRESS, "")).removeprefix("::ffff:")
        return bool(name) and (name in self._names or name == here)


def _said(start: _StartResponse, status: str, text: str, kind: str = "text/plain") -> list[bytes]:
    content = text.encode()
    start(status, [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(content)))])
    return [content]
