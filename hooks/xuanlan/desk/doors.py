"""Who comes to the desk: one browser of this machine, or those whom a reverse proxy has identified"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Callable, Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Protocol

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from xuanlan.models.desk_settings import ALONE, DeskSettings, Person

START = "/start/"
Headers = Mapping[str, Sequence[str]]
"""All values of each header, by its name in small letters."""


class Door(Protocol):
    """What lets people in."""

    stranger: str
    """What is answered to a request of nobody who is known."""

    def origin(self, headers: Headers, client: str) -> str | None:
        """The origin of the desk's pages; None for a request, from the address `client`, that was not sent to it."""

    def begin(self, method: str, token: str) -> Response:
        """The answer at the address with which a browser begins."""

    def person(self, headers: Headers) -> Person | None:
        """Who sends a request; None for a stranger."""

    def knows(self, account: str) -> bool:
        """Whether somebody who came in once may still be here."""


class Alone:
    """The browser of this machine: an address that works once gives it a cookie. `port` is known once the server
    listens."""

    stranger = "写稿台不认识这个浏览器。请关掉这一页，重新打开写稿台。"

    def __init__(self) -> None:
        self.port = 0
        self.token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._is_used = False

    def origin(self, headers: Headers, client: str) -> str | None:
        host = one_of(headers, "host")
        names = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        return f"http://{host}" if host.lower() in names else None

    @property
    def address(self) -> str:
        """Where the browser begins; it works once."""
        return f"http://127.0.0.1:{self.port}{START}{self.token}"

    def begin(self, method: str, token: str) -> Response:
        if method != "GET" or self._is_used or not _same(token, self.token):
            return refusal(403, "这个网址已经用过，或者不对。请重新打开写稿台。")
        self._is_used = True
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._name, self._session, httponly=True, samesite="strict", path="/")
        return answer

    def person(self, headers: Headers) -> Person | None:
        return ALONE if _same(_cookie(one_of(headers, "cookie"), self._name), self._session) else None

    def knows(self, account: str) -> bool:
        return account == ALONE.account

    @property
    def _name(self) -> str:
        """Of the cookie: browsers send those of all ports of a machine to each."""
        return f"xuanlan-desk-{self.port}"


class Identified:
    """People whom the organisation's reverse proxy names in a header. `read` gives the settings as they are now."""

    stranger = "写稿台不认识您的账号。请管理员在 notices/settings.yml 的“写稿台”里，把您写进“人员”。"

    def __init__(self, read: Callable[[], DeskSettings]) -> None:
        self._read = read

    def origin(self, headers: Headers, client: str) -> str | None:
        settings = self._read()
        address = settings.address or ""
        is_ours = one_of(headers, "host").lower() == address.partition("://")[2]
        return address if is_ours and _is_within(client, settings.proxies) else None

    def begin(self, method: str, token: str) -> Response:
        return refusal(404, "没有这一页。")

    def person(self, headers: Headers) -> Person | None:
        settings = self._read()
        try:
            account = one_of(headers, settings.identity or "").encode("latin-1").decode()
        except UnicodeDecodeError:
            return None
        return next((one for one in settings.people if account and one.account == account), None)

    def knows(self, account: str) -> bool:
        return any(one.account == account for one in self._read().people)


def refusal(status: int, words: str) -> Response:
    return PlainTextResponse(words, status)


def one_of(headers: Headers, name: str) -> str:
    """The value of a header; "" when there is none, or more than one: then nobody knows whose word it is."""
    values = headers.get(name, ())
    return values[0] if len(values) == 1 else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _is_within(client: str, networks: Sequence[str]) -> bool:
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in ipaddress.ip_network(one) for one in networks)
