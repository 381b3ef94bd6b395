"""What may be sent to the desk: requests of its own pages by people who are known, and of no other site

Any page may send requests to a server on the same machine, and one whose host name leads to this machine ("DNS
rebinding") can read the answers. So Host and Origin must be the desk's own; a door says who has sent the request; and
what changes something is JSON, which no form can send.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from xuanlan.desk.doors import START, Door, one_of, refusal
from xuanlan.models.desk_settings import Person

PREVIEW, API = "/preview/", "/api/"
ARTICLE = "article-"
"""What the name of a stage begins with on which there is no script, and whose pages have styles of their own."""
NONCE = "xuanlan.nonce"
"""Key of the scope: the number by which a page may write a style sheet."""
PERSON = "xuanlan.person"
"""Key of the scope: who has sent the request."""
LARGEST = 5_000_000
"""Bytes of a request: a text of 2 MB, escaped."""
FILES, PASTE = "/files", "/paste"
"""What the addresses end with to which files are sent, and what is pasted."""
_LARGER = {FILES: 70_000_000, PASTE: 20_000_000}
"""Bytes of such a request: a file of 50 MB in Base64; a text with its pictures."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{0}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The editor writes its own style sheet; it knows the number of the answer, which is another each time."""
_PREVIEW_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {0}; style-src {0}; img-src {0} data:; font-src {0}; "
    "media-src {0}; connect-src {0}; object-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_ARTICLE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src {0}; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""Of an article as it is pasted elsewhere, whose styles stand at its elements."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Stands before the desk's pages."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door
        self._secret = secrets.token_bytes(32)
        self._previews: dict[str, str] = {}

    def preview_of(self, person: Person) -> str:
        """What the addresses of somebody's previews begin with.

        They are shown in a frame without origin, which sends no cookie, so it is a secret.
        """
        known = hashlib.blake2s(person.account.encode(), key=self._secret, digest_size=16).hexdigest()
        self._previews[known] = person.account
        return f"{PREVIEW}{known}/"

    def previewed(self, known: str) -> str:
        """Whose previews these are, by account."""
        return self._previews[known]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket, which the server then refuses
        headers: dict[str, list[str]] = {}
        for key, value in scope["headers"]:
            headers.setdefault(key.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        path = str(scope["path"])
        client = str((scope.get("client") or ("",))[0])
        origin = self.door.origin(headers, client)
        scope[NONCE] = secrets.token_urlsafe(16)
        most = next((most for end, most in _LARGER.items() if path.endswith(end)), LARGEST)
        sender = _with_headers(send, self._policy(path, origin or "", scope[NONCE]), frame=path.startswith(PREVIEW))
        answer = self._refusal(scope, headers, path, origin, most)
        if answer is not None:
            await answer(scope, receive, sender)
        else:
            await self.app(scope, _bounded(receive, most), sender)

    def _policy(self, path: str, origin: str, nonce: str) -> str:
        # In a frame without an origin 'self' means nothing: the address is named.
        if path.startswith(PREVIEW):
            known = _known(path)
            policy = _ARTICLE_POLICY if path.startswith(f"{PREVIEW}{known}/~{ARTICLE}") else _PREVIEW_POLICY
            return policy.format(f"{origin}{PREVIEW}{known}/" if known in self._previews else "'none'")
        return _POLICY.format(nonce)

    def _refusal(
        self, scope: Scope, headers: dict[str, list[str]], path: str, origin: str | None, most: int
    ) -> Response | None:
        """What is answered in place of the desk; None where the request, of at most `most` bytes, may pass."""
        if origin is None:
            return refusal(403, "请用写稿台自己打开的网页。")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return refusal(405, "写稿台不接受这种请求。")
        if path.startswith(START):
            return self.door.begin(scope["method"], path.removeprefix(START))
        if path.startswith(PREVIEW):
            whose = self._previews.get(_known(path))
            is_there = scope["method"] != "POST" and whose is not None and self.door.knows(whose)
            return None if is_there else refusal(404, "没有这一页。")
        person = self.door.person(headers)
        if person is None:
            return refusal(403, self.door.stranger)
        scope[PERSON] = person
        # A link elsewhere, or a login on another host, may lead to a page; nothing else may be asked for from there.
        is_led = headers.get("sec-fetch-mode") == ["navigate"] and not path.startswith(API)
        if not is_led and headers.get("sec-fetch-site", ["same-origin"])[0] not in ("same-origin", "none"):
            return refusal(403, "别的网站不能使用写稿台。")
        if scope["method"] == "POST":
            return self._refused_post(headers, origin, most)
        return None

    def _refused_post(self, headers: dict[str, list[str]], origin: str, most: int) -> Response | None:
        sent = {name: one_of(headers, name) for name in ("origin", "content-type", "content-length")}
        if sent["origin"] != origin:
            return refusal(403, "别的网站不能使用写稿台。")
        if sent["content-type"].partition(";")[0].strip().lower() != "application/json":
            return refusal(415, "写稿台只接受 JSON。")
        length = sent["content-length"]
        if not length.isascii() or not length.isdigit() or int(length) > most:
            return refusal(413, "内容太大，写稿台没有接受。")
        return None


def _known(path: str) -> str:
    """What the address of a preview begins with."""
    return path.removeprefix(PREVIEW).partition("/")[0]


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
