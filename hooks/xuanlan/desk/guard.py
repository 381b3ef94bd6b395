"""Who may use the desk: one browser of this machine, and no page of any other site that is open in it

Any page may send requests to a server on the same machine, and one whose host name leads to this machine ("DNS
rebinding") can read the answers. So Host must name this machine and Origin be the desk's own; the address with a token
that works once gives the browser a cookie which no other site can have sent; and what changes something is JSON, which
no form can send.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

START, PREVIEW = "/start/", "/preview/"
NONCE = "xuanlan.nonce"
"""Key of the scope: the number by which a page may write a style sheet."""
LARGEST, LARGEST_FILE = 5_000_000, 70_000_000
"""Bytes of a request: a text of 2 MB, escaped; a file of 50 MB in Base64."""
FILES = "/files"
"""What the addresses end with to which files are sent."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{0}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The editor writes its own style sheet; it knows the number of the answer, which is another each time."""
_PREVIEW_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {0}; style-src {0}; img-src {0} data:; font-src {0}; "
    "media-src {0}; connect-src {0}; object-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Stands before the desk's pages. `port` is known once the server listens."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.port = 0
        self.token = secrets.token_urlsafe(32)
        self.preview = secrets.token_urlsafe(16)
        """in the address of previews: they are shown in a frame without origin, which sends no cookie"""
        self._session = secrets.token_urlsafe(32)
        self._is_used = False

    @property
    def address(self) -> str:
        """Where the browser begins; it works once."""
        return f"http://127.0.0.1:{self.port}{START}{self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket, which the server then refuses
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        path, origin = str(scope["path"]), f"http://{headers.get('host', '')}"
        scope[NONCE] = secrets.token_urlsafe(16)
        most = LARGEST_FILE if path.endswith(FILES) else LARGEST
        sender = _with_headers(send, self._policy(path, origin, scope[NONCE]), frame=path.startswith(PREVIEW))
        answer = self._refusal(scope, headers, path, origin, most)
        if answer is not None:
            await answer(scope, receive, sender)
        else:
            await self.app(scope, _bounded(receive, most), sender)

    def _policy(self, path: str, origin: str, nonce: str) -> str:
        # In a frame without an origin 'self' means nothing: the address is named.
        if path.startswith(PREVIEW):
            return _PREVIEW_POLICY.format(f"{origin}{PREVIEW}{self.preview}/")
        return _POLICY.format(nonce)

    def _refusal(
        self, scope: Scope, headers: MutableMapping[str, str], path: str, origin: str, most: int
    ) -> Response | None:
        """What is answered in place of the desk; None where the request, of at most `most` bytes, may pass."""
        names = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if headers.get("host", "").lower() not in names:
            return _no(403, "请用写稿台自己打开的网页。")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _no(405, "写稿台不接受这种请求。")
        if path.startswith(START):
            return self._begin(scope["method"], path.removeprefix(START))
        if path.startswith(PREVIEW):
            known = path.removeprefix(PREVIEW).partition("/")[0]
            return None if scope["method"] != "POST" and _same(known, self.preview) else _no(404, "没有这一页。")
        if not _same(_cookie(headers.get("cookie", ""), self._name), self._session):
            return _no(403, "写稿台不认识这个浏览器。请关掉这一页，重新打开写稿台。")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _no(403, "别的网站不能使用写稿台。")
        if scope["method"] == "POST":
            return self._refused_post(headers, origin, most)
        return None

    def _refused_post(self, headers: MutableMapping[str, str], origin: str, most: int) -> Response | None:
        if headers.get("origin", "") != origin:
            return _no(403, "别的网站不能使用写稿台。")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "写稿台只接受 JSON。")
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > most:
            return _no(413, "内容太大，写稿台没有接受。")
        return None

    def _begin(self, method: str, token: str) -> Response:
        if method != "GET" or self._is_used or not _same(token, self.token):
            return _no(403, "这个网址已经用过，或者不对。请重新打开写稿台。")
        self._is_used = True
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._name, self._session, httponly=True, samesite="strict", path="/")
        return answer

    @property
    def _name(self) -> str:
        """Of the cookie: browsers send those of all ports of a machine to each."""
        return f"xuanlan-desk-{self.port}"


def _no(status: int, words: str) -> Response:
    return PlainTextResponse(words, status)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _bounded(receive: Receive, left: int) -> Receive:
    """What is received, cut off where it is longer than it may be."""

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return bounded


def _with_headers(send: Send, policy: str, *, frame: bool) -> Send:
    own = {**_HEADERS, "Content-Security-Policy": policy, **({} if frame else {"X-Frame-Options": "DENY"})}

    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = [(key, value) for key, value in message["headers"] if key.decode().title() not in own]
            message["headers"] = [*given, *((key.lower().encode(), value.encode()) for key, value in own.items())]
        await send(message)

    return sent
