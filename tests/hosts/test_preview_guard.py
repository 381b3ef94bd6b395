"""The preview server: it answers this machine alone, within bounds, and its pages work under the pages' policy."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from commands import call, environment
from local_server import free_port
from playwright.sync_api import Browser
from sites import new_site, notice, write

from xuanlan import security_headers
from xuanlan.hosts.guard import CONNECTIONS, POLLS, Keeper, is_local

PATIENCE = 60


class Running:
    def __init__(self, port: int, root: Path, log: Path) -> None:
        self.port, self.root, self.log = port, root, log

    def get(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), text

    def status(self, path: str, **more: str) -> int:
        return self.get(path, **{"host": f"127.0.0.1:{self.port}", **more})[0]

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module", params=["xuanlan serve", "mkdocs serve"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview for the whole network, as mkdocs.yml of this site has it."""
    folder, port = tmp_path_factory.mktemp("guard"), free_port()
    config = f"site_url: https://board.college.example/\ndev_addr: 0.0.0.0:{port}"
    root = new_site(folder / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")}, config=config)
    write(root, {"notices/settings.yml": "打印件: 不做\n"})
    with (folder / "log").open("wb") as stream:
        words = [sys.executable, "-m", *request.param.split()]
        process = subprocess.Popen(words, cwd=root, env=environment(), stdout=stream, stderr=subprocess.STDOUT)
    running = Running(port, root, folder / "log")
    try:
        end = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, running.told()
            assert time.monotonic() < end, running.told()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield running
    finally:
        process.kill()
        process.wait()


def test_an_address_for_everybody_is_warned_of(server: Running) -> None:
    assert "预览不只在本机" in server.told()
    assert "0.0.0.0" in server.told()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST:{port}",
        "127.0.0.1:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        socket.gethostname(),
    ],
)
def test_this_machine_s_names_are_answered(server: Running, host: str) -> None:
    assert server.status("/", host=host.format(port=server.port)) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@localhost",
     "203.0.113.5", "[2001:db8::1]", "localhost, evil.example", "", "[", "127.0.0.1:{port}:1", "ⅼocalhost"],
)  # fmt: skip
def test_no_other_name_is_answered(server: Running, host: str) -> None:
    for path in ("/", "/n/a/", "/livereload/1/1", "/search/"):
        status, _, text = server.get(path, host.format(port=server.port).encode().decode("latin-1"))
        assert (status, "停水" in text) == (403, False)
    assert server.get("/", None)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/%00", "/n/%00a/", "/a%0ab", "/%1b%5b31m", "/../../../../etc/passwd", "/n/../../x", "/..%2f..%2fetc/passwd",
     "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cx", "/C:/windows", "/" + "a" * 5000, "/" + "a/" * 3000, "/nothing",
     "/livereload/x/1", "/livereload/" + "9" * 5000 + "/1", "/livereload/1/" + "9" * 5000, "/livereload/9.jss", "//etc/passwd"],
)  # fmt: skip
def test_a_path_of_no_page_is_just_not_there(server: Running, path: str) -> None:
    assert server.status(path) == 404
    assert "Traceback" not in server.told()
    assert "\x1b" not in server.told()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(server: Running, method: str) -> None:
    assert server.status("/", method=method) == 405


@pytest.mark.parametrize("path", ["/", "/n/a/", "/nothing", "/release.json", "/livereload/5.js"])
def test_every_answer_has_the_headers_of_published_pages(server: Running, path: str) -> None:
    _, headers, _ = server.get(path, "localhost")
    assert {name: headers[name] for name in security_headers.HEADERS} == security_headers.HEADERS


def test_a_page_is_loaded_again_under_the_policy_when_its_notice_is_saved(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"http://127.0.0.1:{server.port}/n/a/index.html")
    assert (
        page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") == security_headers.meta()
    )
    write(server.root, {"notices/a.md": notice("改过的标题", "2026-01-05", id="a")})
    page.get_by_role("heading", name="改过的标题").wait_for(timeout=PATIENCE * 1000)
    page.close()
    assert complaints == []


def connected(server: Running) -> socket.socket:
    """A connection of many. The host queues five; the system would let a sixth wait for a second, then for two, for four."""
    time.sleep(0.01)
    return socket.create_connection(("127.0.0.1", server.port), 20)


def test_what_is_too_much_is_refused_and_the_rest_goes_on(server: Running) -> None:
    waiting = [connected(server) for _ in range(POLLS + 1)]
    for connection in waiting:
        connection.sendall(f"GET /livereload/{'9' * 15}/1 HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
    answered, _, _ = select.select(waiting, [], [], PATIENCE)
    told = [b" 503 " in connection.recv(100) for connection in answered]
    assert told in ([True], [True, True]), (
        "one poll too many, and one more if a page that was closed is still waited for"
    )
    end = time.monotonic() + PATIENCE
    assert server.status("/") == 200, "pages are answered all the same"
    silent = [connected(server) for _ in range(CONNECTIONS)]
    refused = connected(server)
    assert refused.recv(1) == b"", "one more connection is closed at once"
    for connection in (*waiting, *silent, refused):
        connection.close()
    while True:
        try:
            if server.status("/") == 200:
                break
        except (OSError, urllib.error.URLError):
            assert time.monotonic() < end
    assert "Traceback" not in server.told()


class Nobody:
    """A server that has nothing to say, for questions about who is answered."""

    def serve_request(self, _environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b""]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return b"<script>epoch(%d)</script>%b" % (epoch, content)

    def process_request(self, request: Any, client: Any) -> None:
        """Nothing."""


def answered(bound: str, host: str, here: str = "127.0.0.1") -> str:
    told: list[str] = []
    environ = {"PATH_INFO": "/", "REQUEST_METHOD": "GET", "HTTP_HOST": host, "xuanlan.address": here}
    list(Keeper(Nobody(), bound).answer(environ, lambda status, *_: told.append(status)))
    return told[0][:3]


@pytest.mark.parametrize(
    ("bound", "host", "here", "status"),
    [
        ("127.0.0.1", "localhost:8000", "127.0.0.1", "200"),
        ("127.0.0.1", socket.gethostname(), "127.0.0.1", "403"),
        ("127.0.0.1", "192.0.2.7", "127.0.0.1", "403"),
        ("0.0.0.0", "192.0.2.7:8000", "192.0.2.7", "200"),
        ("0.0.0.0", "192.0.2.8:8000", "192.0.2.7", "403"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.7", "200"),
        ("::", "[2001:db8::7]:8000", "2001:db8::7", "200"),
        ("::", "192.0.2.7", "::ffff:192.0.2.7", "200"),
        ("::1", "[::1]:8000", "::1", "200"),
        ("::", "[2001:db8::8]", "2001:db8::7", "403"),
    ],
)
def test_an_address_is_answered_by_the_machine_that_has_it(bound: str, host: str, here: str, status: str) -> None:
    assert answered(bound, host, here) == status


def test_local_is_what_nobody_else_reaches() -> None:
    assert [host for host in ("127.0.0.1", "localhost", "::1", "127.8.8.8") if not is_local(host)] == []
    assert [
        host for host in ("0.0.0.0", "::", "", "192.0.2.7", "localhost.example", "2001:db8::7") if is_local(host)
    ] == []


@pytest.mark.parametrize(
    "address",
    ["x", "8000", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "a.example:80", "[::1]", ":8000", "127.0.0.1:８０"],
)
def test_an_address_that_is_none_is_refused_in_chinese(tmp_path: Path, address: str) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    done = call("serve", "--address", address, cwd=root)
    assert (done.returncode, "地址:端口" in done.stderr) == (2, True), done.stderr
