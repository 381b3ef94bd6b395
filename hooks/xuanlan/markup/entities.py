"""Entities of HTML in a source, such as &amp; and &#x4e00;: what readers see of them, and where it is written"""

from __future__ import annotations

import html
import re

ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,30};?)")
_SYNTAX = re.compile("[&<>]")


class Decoded:
    """A source whose entities are the signs that they stand for, and where each of its signs was written."""

    def __init__(self, written: str, prose: str) -> None:
        """`written` and `prose` are one source, the second with blanks for code, in which an entity is no entity."""
        self._starts: list[int] | None = None
        self.written, self.prose = written, prose
        if "&" in prose:
            self._decode(written, prose)

    def _decode(self, written: str, prose: str) -> None:
        both: tuple[list[str], list[str]] = ([], [])
        starts: list[int] = []
        done = 0
        for match in ENTITY.finditer(prose):
            signs = html.unescape(match[0])
            if signs != match[0]:
                for parts, text in zip(both, (written, prose), strict=True):
                    parts += [text[done : match.start()], signs]
                starts += [*range(done, match.start()), *(match.start() for _ in signs)]
                done = match.end()
        starts += range(done, len(written) + 1)
        self.written, self.prose = (
            "".join(parts) + text[done:] for parts, text in zip(both, (written, prose), strict=True)
        )
        self._starts = starts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where that is written which stands from `start` to `end` here."""
        return (start, end) if self._starts is None else (self._starts[start], self._starts[end])


def says(written: str, words: str) -> bool:
    """Whether `written` is `words`, by entities or as they are."""
    return written == words or ("&" in written and html.unescape(written) == words)


def plain(words: str) -> bool:
    """Whether `words` mean themselves where entities are read."""
    return _SYNTAX.search(words) is None
