"""References in a text: what the library is asked about them, and how a target is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlsplit

from xuanlan.diagnostics.report import Position

Use = Literal["link", "image", "media"]
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
ADDRESS = (
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s\u3000-\u303f\uff00-\uffef]+|\#[^\s\u3000-\u303f\uff00-\uffef]+|\.{0,2}/[^\s\u3000-\u303f\uff00-\uffef]*"
    r"|[^\s\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff01<>]*\.[A-Za-z][A-Za-z0-9]{0,4}(?:[?#][^\s]*)?)"
)
"""Pattern of what looks like an address: a scheme, an anchor, a relative path or one from the root, a file name."""
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One href or src as the author wrote it, with its place in the file."""

    use: Use
    target: str
    position: Position
    trapped: bool = False
    """whether its element has an event handler, so that it is no content"""


class Resolver(Protocol):
    """Turns a reference to something of this site into an href; None drops it."""

    def __call__(self, reference: Reference) -> str | None: ...


def scheme(target: str) -> str:
    """Lower-case scheme of `target` as a browser would see it ("" for a relative one, "//" for a host without one)."""
    seen = _INVISIBLE.sub("", target)
    if seen.startswith(("//", "\\\\", "/\\", "\\/")):
        return "//"
    match = _SCHEME.match(seen)
    return match[1].lower() if match else ""


def host_of(target: str) -> str:
    """The host of an http or mailto address, decoded from its ASCII form; "" when there is none."""
    try:
        host = target.rpartition("@")[2].partition("?")[0] if scheme(target) == "mailto" else urlsplit(target).hostname
    except ValueError:
        return target
    if host and "xn--" in host:
        try:
            return host.encode("ascii").decode("idna")
        except UnicodeError:
            return host
    return host or ""


def site_of(target: str) -> str:
    """The same as names of hosts are compared: in small letters, without the point that may end one."""
    return host_of(target).lower().rstrip(".")


def belongs(host: str, names: Iterable[str]) -> bool:
    """Whether `host` is one of `names` or lies below one. The browser has the same rule (shared/hosts.js)."""
    return any(host == name or host.endswith("." + name) for name in names)


def mixed_host(target: str) -> str:
    """The host of `target` when it has letters that look like Latin ones (Cyrillic, Greek, full-width), else ""."""
    host = host_of(target)
    return host if re.search(r"[^\x00-\x7f\u3002\u3400-\u9fff]|xn--", host) else ""


def disguise(target: str) -> str:
    """The user part, before the @, of an http address, which readers take for the host; "" when there is none."""
    try:
        return urlsplit(target).netloc.rpartition("@")[0] if scheme(target) in ("http", "https") else ""
    except ValueError:
        return ""
