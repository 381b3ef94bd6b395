"""Headings as they are written: their words, and the signs that close them."""

from __future__ import annotations


def heading_words(written: str, level: int) -> str:
    """The words of a heading of that level, without the signs that close it.

    They stand behind a blank and are several, or as many as at its start: # C# and ## 几号 # are words.
    """
    words = written.strip()
    inner = words.rstrip("#")
    closed = inner[-1:].isspace() and len(words) - len(inner) in (level, *range(2, 7))
    return inner.rstrip() if closed else words
