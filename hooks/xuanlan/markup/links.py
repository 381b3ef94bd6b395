"""What a reference in a text points at: the questions asked of the library, and how a target is taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlsplit

from xuanlan.diagnostics import Position

Use = Literal["link", "image", "media"]
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One href or src as the author wrote it, with its place in the file."""

    use: Use
    target: str
    position: Position


class Resolver(Protocol):
    """Turns a reference to something of this site into an href; None drops it. Reports what is wrong with it."""

    def __call__(self, reference: Reference) -> str | None: ...


def scheme(target: str) -> str:
    """Lower-case scheme of `target` as a browser would see it ("" for a relative one, "//" for a host without one)."""
    seen = _INVISIBLE.sub("", target)
    if seen.startswith(("//", "\\\\", "/\\", "\\/")):
        return "//"
    match = _SCHEME.match(seen)
    return match[1].lower() if match else ""


def mixed_host(target: str) -> str:
    """The host of `target` when it mixes scripts that look alike (Cyrillic, Greek among Latin), else ""."""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return target
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return host
    return host if re.search(r"[^\x00-\x7f\u3000-\u303f\u3400-\u9fff]", host) else ""


class Locator:
    """Finds where in a source the references stand, one after another."""

    def __init__(self, body: str, file: str, first_line: int) -> None:
        self._body = body
        self._file = file
        self._first = first_line
        self._next: dict[str, int] = {}

    def find(self, *spellings: str) -> Position:
        """Place of the next occurrence of any spelling; the start of the body when it is nowhere to be seen."""
        for text in spellings:
            if not text:
                continue
            offset = self._body.find(text, self._next.get(text, 0))
            if offset < 0:
                offset = self._body.find(text)
            if offset >= 0:
                self._next[text] = offset + len(text)
                return self.at(offset)
        return Position(self._file, self._first, 1)

    def at(self, offset: int) -> Position:
        """Place of a character of the body."""
        line = self._body.count("\n", 0, offset)
        column = offset - (self._body.rfind("\n", 0, offset) + 1) + 1
        return Position(self._file, self._first + line, column)
