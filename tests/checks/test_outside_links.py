"""Links to other sites: which are told while a site is read, and what comes of asking for them."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cases import every
from local_server import free_port, listening
from sites import NOW, bare, front, instead, sample, write

from xuanlan.build.build import inspect
from xuanlan.checks import gate, online
from xuanlan.checks.asking import REDIRECTS, Answer, Asker, plain
from xuanlan.checks.outside_links import is_inside, outside
from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.runtime.cache import Cache

FILE = "notices/a.md"
OFFICE = "审读: {单位类型: 机关}\nlink_hosts: www.college.example\n"
CODES = {"link-intranet", "link-outside", "link-dead", "link-unanswered", "link-refused", "link-moved"}


def told(root: Path, body: str, settings: str = "", url: str = "https://board.college.example/") -> list[str]:
    write(root, {FILE: sample(body), "notices/settings.yml": settings})
    found = inspect(replace(bare(root), url=url), NOW).report
    return [f"{item.severity} {item.code} {item.position} {item.words}" for item in found if item.code in CODES]


@every(
    ("host", "inside"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("192.168.1.2", True),
        ("192.169.1.2", False),
        ("169.254.1.1", True),
        ("::1", True),
        ("fe80::1", True),
        ("2001:db8::1", False),
        ("203.0.113.5", False),
        ("oa", True),
        ("oa.local", True),
        ("OA.LAN.", True),
        ("www.example.cn", False),
        ("10.example.cn", False),
        ("local.example.cn", False),
    ],
)
def test_names_and_addresses_of_inner_networks_are_known(host: str, inside: bool) -> None:
    assert is_inside(host) == inside


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("请登录[系统](http://192.168.1.2/oa)。\n", "7:9"),
        ("第一段。\n\n请登录 http://localhost:8080/ 。\n", "9:5"),
        ("见[甲](https://www.example.cn/)。\n\n[乙]: http://oa/x\n\n见[乙]。\n", "9:6"),
    ],
)
def test_a_public_site_does_not_send_readers_to_an_inner_network(tmp_path: Path, body: str, place: str) -> None:
    assert [line.rsplit(" ", 1)[0] for line in told(tmp_path, body)] == [f"warning link-intranet {FILE}:{place}"]


@pytest.mark.parametrize("url", ["", "http://10.9.9.9/", "http://oa/board/"])
def test_a_site_of_an_inner_network_may_link_to_its_neighbours(tmp_path: Path, url: str) -> None:
    assert not told(tmp_path, "请登录[系统](http://192.168.1.2/oa)。\n", url=url)


def test_what_is_written_as_code_is_no_link(tmp_path: Path) -> None:
    assert not told(tmp_path, "预览网址 `http://127.0.0.1:8000/`。\n\n```\nhttp://10.1.2.3/\n```\n")


LEAVING = "见[甲](https://www.example.cn/a)、[乙](https://www.example.cn/b)、[丙](https://news.example.cn/)。\n"


@pytest.mark.parametrize(
    ("settings", "strengths"),
    [
        ("", []),
        ("审读: {单位类型: 学校}\n", ["info", "info"]),
        (OFFICE, ["warning", "warning"]),
        ("审读: {轻重: {link-outside: 提醒}}\n", ["warning", "warning"]),
        ("审读: {单位类型: 机关, 轻重: {link-outside: 不查}}\n", []),
        (OFFICE.replace("www.college.example", "example.cn"), []),
    ],
)
def test_each_host_outside_is_told_once_a_text(tmp_path: Path, settings: str, strengths: list[str]) -> None:
    lines = told(tmp_path, LEAVING, settings)
    hosts = (f"{FILE}:7:6 www.example.cn", f"{FILE}:7:66 news.example.cn")
    assert lines == [f"{strength} link-outside {host}" for strength, host in zip(strengths, hosts, strict=False)]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.cn/",
        "https://jyj.yunshan.gov.cn/a",
        "https://云山.政务/",
        "https://www.college.example/",
        "https://a.www.college.example/",
        "https://board.college.example/n/x/",
        "mailto:office@college.example",
        "tel:0000-8888001",
    ],
)
def test_authorities_the_site_itself_and_hosts_that_are_relied_on_are_not_told(tmp_path: Path, address: str) -> None:
    assert not told(tmp_path, f"见[网页]({address})。\n", OFFICE)


@pytest.mark.parametrize("address", ["https://www.gov.cn.example/", "https://www.xgov.cn/", "https://notgov.cn/"])
def test_a_name_that_only_looks_like_an_authority_is_told(tmp_path: Path, address: str) -> None:
    assert len(told(tmp_path, f"见[网页]({address})。\n", OFFICE)) == 1


def test_a_host_is_answered_for_once_for_the_whole_site(tmp_path: Path) -> None:
    waiver = "{rule: link-outside, words: www.example.cn, who: 宣传部, why: 便民服务, until: 2026-12-31}"
    write(tmp_path, {"notices/waivers.yml": f"- {waiver}\n"})
    assert [line.split()[-1] for line in told(tmp_path, LEAVING, OFFICE)] == ["news.example.cn"]


def test_a_setting_counts_at_once_although_texts_are_cached(tmp_path: Path) -> None:
    write(tmp_path, {FILE: sample(LEAVING), "notices/settings.yml": OFFICE})
    cache = Cache(tmp_path / "cache")

    def count() -> int:
        return sum(item.code == "link-outside" for item in inspect(bare(tmp_path), NOW, cache=cache).report)

    assert count() == 2
    write(tmp_path, {"notices/settings.yml": OFFICE + "unit: 云山市教育局\n"})
    assert count() == 2
    write(tmp_path, {"notices/settings.yml": OFFICE.replace("www.college.example", "www.example.cn")})
    assert count() == 1


def library(root: Path, files: dict[str, str], cache: Cache | None = None) -> Library:
    write(root, files)
    return inspect(replace(bare(root), docs=root / "docs"), NOW, cache=cache).library


def test_the_links_of_a_site_are_collected_wherever_they_are_published(tmp_path: Path) -> None:
    files = {
        FILE: front(
            *instead("kind: 通知"),
            "source: 市教育局",
            "source_url: https://a.example.cn/",
            body="见[乙](https://b.example.cn/x#1)、[乙](https://b.example.cn/x#2)和[本站](https://board.college.example/)。\n",
        ),
        "notices/b.md": front(
            "title: 草稿", "kind: 通知", "date: 2026-01-06", "draft: 是", body="<https://no.example.cn/>\n"
        ),
        "docs/about.md": "# 关于\n\n见[丙](https://c.example.cn/)。\n",
        "notices/hotlines.yml": "- {name: 举报, number: 0000-8888001, page: 'https://d.example.cn/'}\n",
        "notices/settings.yml": "找错: https://e.example.cn/\nbadge: {image: a.png, url: 'https://f.example.cn/'}\n",
    }
    assert [f"{link.address} {link.position}" for link in outside(library(tmp_path, files))] == [
        f"https://a.example.cn/ {FILE}:7:13",
        f"https://b.example.cn/x#1 {FILE}:9:6",
        "https://c.example.cn/ docs/about.md:3:6",
        "https://d.example.cn/ notices/hotlines.yml:1:3",
        "https://e.example.cn/ notices/settings.yml:1:5",
        "https://f.example.cn/ notices/settings.yml:2:8",
    ]


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says; `seen` are the requests in order, `together` how many came at the same time."""

    protocol_version = "HTTP/1.1"
    seen: list[str]
    busy = 0
    together = 0
    over: threading.Event
    """set when the test is done, so that slow answers end"""

    def do_HEAD(self) -> None:
        kind = type(self)
        kind.seen.append(f"{self.command} {self.path}")
        kind.busy += 1
        kind.together = max(kind.together, kind.busy)
        time.sleep(0.01)
        kind.busy -= 1  # before the answer: whoever has it may come again at once
        self._answer(self.path.strip("/").partition("/")[0])

    def do_GET(self) -> None:
        self.do_HEAD()

    def _answer(self, what: str) -> None:
        if what.isdigit():
            self._status(int(what))
        elif what == "nohead":
            self._status(405 if self.command == "HEAD" else 206)
        elif what == "lyinghead":
            self._status(404 if self.command == "HEAD" else 200)
        elif what == "to":
            self._status(302, self.path.removeprefix("/to/"))
        elif what == "loop":
            self._status(301, "/loop/b" if self.path == "/loop/a" else "/loop/a")
        elif what == "far":
            self._status(302, f"/far/{int(self.path.rpartition('/')[2]) + 1}")
        elif what == "silent":
            self.over.wait(20)
            self.close_connection = True
        elif what == "drip":
            self._drip()
        else:  # closed without a word
            self.close_connection = True

    def _status(self, status: int, target: str = "") -> None:
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        """Send one header after another, and never an end."""
        self.close_connection = True
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.over.wait(0.05):
                self.wfile.write(b"X-More: 1\r\n")
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Handler]]]:
    kind: Any = type("Own", (Handler,), {"seen": [], "over": threading.Event()})
    with listening(kind) as port:
        try:
            yield f"http://127.0.0.1:{port}", kind
        finally:
            kind.over.set()


def asker(**more: Any) -> Asker:
    return Asker(**{"timeout": 5.0, "pause": 0.0, "proxies": {}, **more})


@pytest.mark.parametrize(
    ("path", "expected", "requests"),
    [
        ("/200", Answer("there"), ["HEAD /200"]),
        ("/204", Answer("there"), ["HEAD /204"]),
        ("/404", Answer("gone", "服务器回答 404，没有这个网页"), ["HEAD /404", "GET /404"]),
        ("/410", Answer("gone", "服务器回答 410，没有这个网页"), ["HEAD /410", "GET /410"]),
        ("/403", Answer("refused", "服务器回答 403"), ["HEAD /403", "GET /403"]),
        ("/429", Answer("refused", "服务器回答 429"), ["HEAD /429"]),
        ("/416", Answer("there"), ["HEAD /416", "GET /416"]),
        ("/500", Answer("failed", "服务器回答 500，服务器出了错"), ["HEAD /500", "GET /500"]),
        ("/304", Answer("there"), ["HEAD /304"]),
        ("/302", Answer("there"), ["HEAD /302"]),
        ("/nohead", Answer("there"), ["HEAD /nohead", "GET /nohead"]),
        ("/lyinghead", Answer("there"), ["HEAD /lyinghead", "GET /lyinghead"]),
        ("/closed", Answer("failed", "连接断了，没有得到回答"), ["HEAD /closed"]),
    ],
)
def test_an_answer_is_what_the_server_says(
    server: tuple[str, type[Handler]], path: str, expected: Answer, requests: list[str]
) -> None:
    assert asker().ask(server[0] + path) == expected
    assert server[1].seen == requests


def test_a_name_in_chinese_and_a_path_are_asked_for_as_the_network_writes_them(
    server: tuple[str, type[Handler]],
) -> None:
    asker().ask(f"{server[0]}/200/通知 一?类=甲#节")
    assert server[1].seen == ["HEAD /200/%E9%80%9A%E7%9F%A5%20%E4%B8%80?%E7%B1%BB=%E7%94%B2"]
    assert plain("https://云山.政务/a%20b") == "https://xn--9kq115a.xn--zfr164b/a%20b"


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://a:99999/", "http://", "http:///x", "http://.a./", "http://a b/"]
)
def test_no_address_makes_asking_fail(address: str) -> None:
    assert asker(timeout=0.5).ask(address).outcome != "there"


def test_redirects_are_followed_to_the_end(server: tuple[str, type[Handler]]) -> None:
    at = server[0]
    assert asker().ask(f"{at}/to//to//404") == Answer("gone", "服务器回答 404，没有这个网页", f"{at}/404")
    assert server[1].seen == ["HEAD /to//to//404", "HEAD /to//404", "HEAD /404", "GET /404"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop/a", "网址转来转去，绕成了圈"),
        ("/far/1", f"网址转了 {REDIRECTS} 次还没有到"),
        ("/to/ftp://www.example.cn/", "转到了不是网页的地址"),
    ],
)
def test_redirects_that_lead_nowhere_are_given_up(server: tuple[str, type[Handler]], path: str, words: str) -> None:
    answer = asker().ask(server[0] + path)
    assert (answer.outcome, answer.words) == ("failed", words)
    assert len(server[1].seen) <= REDIRECTS + 1


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_a_slow_server_is_given_up(server: tuple[str, type[Handler]], path: str) -> None:
    assert asker(timeout=0.3).ask(server[0] + path) == Answer("unreached", "没有及时回答")


def test_a_server_that_is_not_there_has_not_answered() -> None:
    assert asker().ask(f"http://127.0.0.1:{free_port()}/") == Answer("failed", "服务器没有开")


def _no_network(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise socket.gaierror(number, "no") if number < 0 else OSError(number, "no")

    return fail


@pytest.mark.parametrize(
    ("number", "outcome"),
    [(socket.EAI_NONAME, "nameless"), (socket.EAI_AGAIN, "unreached"), (errno.ENETUNREACH, "unreached")],
)
def test_a_name_that_nobody_knows_is_told_from_a_missing_network(
    monkeypatch: pytest.MonkeyPatch, number: int, outcome: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _no_network(number))
    assert asker().ask("https://www.example.cn/").outcome == outcome


def test_requests_to_a_host_come_one_by_one_with_a_pause(server: tuple[str, type[Handler]]) -> None:
    slept: list[float] = []
    polite = asker(pause=1.0, clock=lambda: 100.0, sleep=slept.append)
    threads = [threading.Thread(target=polite.ask, args=(f"{server[0]}/404/{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server[1].seen) == 8
    assert server[1].together == 1
    assert slept == [1.0] * 7


def asked(site: Library, **more: Any) -> tuple[bool, list[str]]:
    report = Report()
    connected = online.check(site, report, asker=more.pop("asker", asker()), **more)
    settled = gate.settle_more(site, report)
    return connected, [f"{item.severity} {item.code} {item.position} {item.words}" for item in settled]


def test_links_of_a_site_are_asked_for_and_told_at_their_places(
    tmp_path: Path, server: tuple[str, type[Handler]]
) -> None:
    at = server[0]
    moved = f"{at}/to/{at.replace('127.0.0.1', 'localhost')}/200"
    paths = ("/200", "/404", "/500", "/403")
    body = "".join(f"- [甲]({at}{path})\n" for path in paths) + f"- [乙]({moved})\n"
    site = library(tmp_path, {FILE: sample(body)})
    connected, lines = asked(site)
    assert connected
    assert lines == [
        f"warning link-dead {FILE}:8:7 {at}/404",
        f"warning link-unanswered {FILE}:9:7 {at}/500",
        f"info link-refused {FILE}:10:7 {at}/403",
        f"info link-moved {FILE}:11:7 {moved}",
    ]


def test_answers_are_kept_for_a_day(tmp_path: Path, server: tuple[str, type[Handler]]) -> None:
    at, kind = server
    site = library(tmp_path, {FILE: sample(f"[甲]({at}/404)和[乙]({at}/200)、[丙]({at}/500)。\n")})
    first = asked(site, clock=lambda: 1_000_000.0)
    done = len(kind.seen)
    assert asked(site, clock=lambda: 1_086_399.0) == first
    assert kind.seen[done:] == ["HEAD /500", "GET /500"]  # what may be better in a minute is asked again
    assert asked(site, clock=lambda: 1_086_400.0) == first
    assert len(kind.seen) == 2 * done + 2


@pytest.mark.parametrize("number", [socket.EAI_NONAME, socket.EAI_AGAIN, errno.ENETUNREACH])
def test_without_a_network_nothing_is_told_and_few_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    body = "".join(f"- [甲](https://w{n}.example.cn/)\n" for n in range(50))
    site = library(tmp_path, {FILE: sample(body)})
    tries: list[object] = []

    def fail(*given: object, **_: object) -> Any:
        tries.append(given[0])
        _no_network(number)()

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert asked(site) == (False, [])
    assert len(tries) <= 16 + online.HOSTS


def test_a_site_without_links_asks_nobody(tmp_path: Path) -> None:
    assert asked(library(tmp_path, {FILE: sample("正文。\n")})) == (True, [])


def test_a_name_that_is_gone_is_told_where_there_is_a_network(
    tmp_path: Path, server: tuple[str, type[Handler]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def ask(host: Any, *given: Any, **more: Any) -> Any:
        return real(host, *given, **more) if host == "127.0.0.1" else _no_network(socket.EAI_NONAME)()

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    site = library(tmp_path, {FILE: sample(f"[甲](https://gone.example.cn/)和[乙]({server[0]}/200)。\n")})
    assert asked(site) == (True, [f"warning link-dead {FILE}:7:5 https://gone.example.cn/"])


def test_what_somebody_answers_for_is_not_told_again_nor_called_unused(
    tmp_path: Path, server: tuple[str, type[Handler]]
) -> None:
    address = f"{server[0]}/404"
    waiver = f"{{rule: link-dead, words: '{address}', who: 宣传部, why: 已报修, until: 2026-12-31}}"
    files = {FILE: sample(f"[甲]({address})\n"), "notices/waivers.yml": f"- {waiver}\n"}
    site = library(tmp_path, files)
    assert not any(item.code.startswith("waiver") for item in inspect(bare(tmp_path), NOW).report)
    assert asked(site) == (True, [])
