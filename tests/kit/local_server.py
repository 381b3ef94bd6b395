"""Web servers in this process, on free ports of this machine, such as one that serves an output tree under a prefix."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""A security policy that an office's server may impose: no inline script or style, nothing from other hosts."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves its folder below `prefix` and nothing else; a missing page is answered with 404.html, as sites do."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, prefix: str, **more: Any) -> None:
        self.prefix = prefix
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(self.prefix):
            self._missing()
            return
        self.path = self.path[len(self.prefix) - 1 :]
        file = Path(self.translate_path(self.path))
        if file.is_file() or (file.is_dir() and (not path.endswith("/") or (file / "index.html").is_file())):
            super().do_GET()
        else:
            self._missing()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def _missing(self) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: requests are watched in the browser."""


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[int]:
    """Run a server with `handler`; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serving(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve `folder` under `prefix`; gives the address, which ends in a slash."""
    with listening(partial(_Handler, directory=str(folder), prefix=prefix)) as port:
        yield f"http://127.0.0.1:{port}{prefix}"


def free_port() -> int:
    """A port of this machine that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
