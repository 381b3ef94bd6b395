"""Placeholders: noncharacters in place of literal `<`, `*` and `_` while the parser runs.

Backslash escapes would do in most places; placeholders do in all, code and addresses included, at no cost.
"""

from __future__ import annotations

LESS, STAR, LINE, APART = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""For <, * and _; APART stands for nothing, and keeps what looks like an address from becoming a link."""


def shown(text: str) -> str:
    """Plain `text` with the characters themselves."""
    return text if text.isascii() else _put(text, "<")


def in_html(text: str) -> str:
    """The same for HTML."""
    return _put(text, "&lt;")


def _put(text: str, less: str) -> str:
    # Four calls are faster than one `str.translate`.
    return text.replace(LESS, less).replace(STAR, "*").replace(LINE, "_").replace(APART, "")
