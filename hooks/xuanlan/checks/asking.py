"""Asking web servers whether an address is still there: politely, within bounds, and following few redirects."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from xuanlan import __version__
from xuanlan.checks.outside_links import is_inside

AGENT = f"Mozilla/5.0 (compatible; Xuanlan/{__version__}; link check)"
REDIRECTS = 5
"""Most redirects that are followed from one address."""
_MOVED = frozenset((301, 302, 303, 307, 308))
_NO_NETWORK = frozenset((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN))
_NO_NAME = frozenset(number for name in ("EAI_NONAME", "EAI_NODATA") if (number := getattr(socket, name, None)))

Outcome = Literal["there", "gone", "refused", "failed", "nameless", "unreached"]
"""There; gone for good; answered, but not to a program; no usable answer; no such name; no way to ask for it.
The last two may also mean that there is no network here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address."""

    outcome: Outcome
    words: str = ""
    """what the server said or the network did, in Chinese; empty when the page is there"""
    at: str = ""
    """where redirects led at last; empty without any"""


@dataclass(slots=True)
class Asker:
    """Asks one address after another, also from several threads. `proxies` of None are those of the system."""

    timeout: float = 15.0
    """seconds that a server has for each answer, whatever it sends meanwhile"""
    pause: float = 1.0
    """seconds between two requests to the same host, of which there is never more than one at a time"""
    proxies: Mapping[str, str] | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _turns: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _last: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _opener: OpenerDirector | None = None

    def ask(self, address: str) -> Answer:
        """What has become of the http or https address; never raises for what a server or network does."""
        seen, at = [plain(address)], plain(address)
        while True:
            status, target, trouble = self._polite(at)
            moved = at if len(seen) > 1 else ""
            if trouble:
                return Answer(trouble.outcome, trouble.words, moved)
            if status not in _MOVED or not target:
                return Answer(*_judged(status), moved)
            at = plain(urljoin(at, target))
            if at in seen:
                return Answer("failed", "网址转来转去，绕成了圈", at)
            if len(seen) > REDIRECTS:
                return Answer("failed", f"网址转了 {REDIRECTS} 次还没有到", at)
            if urlsplit(at).scheme not in ("http", "https"):
                return Answer("failed", "转到了不是网页的地址", at)
            if is_inside(host(at)) and not is_inside(host(address)):
                return Answer("failed", "转到了内部网络的地址", at)
            seen.append(at)

    def _polite(self, address: str) -> tuple[int, str, Answer | None]:
        """The status and the redirect of `address`; asked by HEAD, and again by GET where a server refuses that."""
        status, target, trouble = self._once(address, "HEAD")
        if trouble is None and status >= 400 and status != 429:
            return self._once(address, "GET")
        return status, target, trouble

    def _once(self, address: str, method: str) -> tuple[int, str, Answer | None]:
        with self._lock:
            turn = self._turns[host(address)]
        with turn:
            since = self.clock() - self._last.get(host(address), -self.pause)
            if since < self.pause:
                self.sleep(self.pause - since)
            try:
                return self._request(address, method)
            finally:
                self._last[host(address)] = self.clock()

    def _request(self, address: str, method: str) -> tuple[int, str, Answer | None]:
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
        if method == "GET":
            headers["Range"] = "bytes=0-0"
        try:
            request = Request(address, headers=headers, method=method)
            with self._opened().open(request, timeout=self.timeout) as response:
                return response.status, "", None
        except HTTPError as error:
            with error:
                return error.code, error.headers.get("Location", ""), None
        except (OSError, http.client.HTTPException, ValueError) as error:
            return 0, "", _trouble(error)

    def _opened(self) -> OpenerDirector:
        with self._lock:
            if self._opener is None:
                handlers: list[BaseHandler] = [_Http(), _Https(), _Stay()]
                handlers += [ProxyHandler(dict(self.proxies))] if self.proxies is not None else []
                self._opener = build_opener(*handlers)
            return self._opener


def host(address: str) -> str:
    """The lower-case host of an address; empty when there is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def plain(address: str) -> str:
    """`address` in ASCII, as it goes over the network, without its fragment; itself if it is none."""
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
        if not name.isascii():
            name = name.encode("idna").decode("ascii")
        where = f"[{name}]" if ":" in name else name
        where += f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return address
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]|") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, where, path or "/", query, ""))


def _judged(status: int) -> tuple[Outcome, str]:
    if status < 400 or status == 416:  # 416: an empty page has no first byte
        return "there", ""
    words = f"服务器回答 {status}"
    if status in (404, 410):
        return "gone", words + "，没有这个网页"
    return ("failed", words + "，服务器出了错") if status >= 500 else ("refused", words)


def _trouble(error: Exception) -> Answer:
    cause: object = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror):
        return Answer("nameless" if cause.errno in _NO_NAME else "unreached", "找不到这个网站")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Answer("failed", "网站的证书不可信或者过期了")
    if isinstance(cause, ssl.SSLError):
        return Answer("failed", "加密连接建立不起来")
    if isinstance(cause, TimeoutError):
        return Answer("unreached", "没有及时回答")
    if isinstance(cause, ConnectionRefusedError):
        return Answer("failed", "服务器没有开")
    if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
        return Answer("unreached", "连不到这个网站")
    return Answer("failed", "连接断了，没有得到回答")


class _Stay(HTTPRedirectHandler):
    """Follows no redirect by itself: each step is asked as politely as the first."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Bounded(http.client.HTTPConnection):
    """A connection that is cut after its timeout, even if its server goes on sending one byte after another."""

    _watch: threading.Timer | None = None
    _late = False

    def connect(self) -> None:
        super().connect()
        self._watch = threading.Timer(self.timeout or 0, self._cut, (self.sock,))
        self._watch.daemon = True
        self._watch.start()

    def getresponse(self) -> http.client.HTTPResponse:
        try:
            response = super().getresponse()
        except (OSError, http.client.HTTPException):
            if self._late:
                raise TimeoutError from None
            raise
        finally:
            self._stop()
        if self._late:  # what came until then looks like an answer
            response.close()
            raise TimeoutError
        return response

    def close(self) -> None:
        self._stop()
        super().close()

    def _cut(self, connected: socket.socket) -> None:
        self._late = True
        with suppress(OSError):  # it is closed already
            connected.shutdown(socket.SHUT_RDWR)

    def _stop(self) -> None:
        if self._watch:
            self._watch.cancel()


class _BoundedTls(_Bounded, http.client.HTTPSConnection):
    pass


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_Bounded, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_BoundedTls, req, context=ssl.create_default_context())
