"""Headings as they are written: their words without the closing #."""

from __future__ import annotations


def heading_words(written: str, level: int) -> str:
    """The words of a heading of that level, without a closing sequence of #.

    That stands behind a blank and has several #, or as many as the opening: in # C# and ## 几号 # it is text.
    """
    words = written.strip()
    inner = words.rstrip("#")
    closed = inner[-1:].isspace() and len(words) - len(inner) in (level, *range(2, 7))
    return inner.rstrip() if closed else words
