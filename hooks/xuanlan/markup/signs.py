"""Signs that are to be seen as they were written: characters that mean nothing stand for them while the parser works.

An escape would do in most places; this does in all, code and addresses included, and costs the parser nothing.
"""

from __future__ import annotations

LESS, STAR, LINE, APART = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""In place of <, * and _; the last one prints nothing, and keeps what looks like an address from becoming a link."""


def shown(text: str) -> str:
    """Plain `text` with the signs themselves."""
    return text if text.isascii() else _put(text, "<")


def in_html(text: str) -> str:
    """The same for HTML."""
    return _put(text, "&lt;")


def _put(text: str, less: str) -> str:
    # Four searches for a character each are quicker than one that asks of every character.
    return text.replace(LESS, less).replace(STAR, "*").replace(LINE, "_").replace(APART, "")
