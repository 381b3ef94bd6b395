"""Signs that are to be seen as they were written: characters that mean nothing stand for them while the parser works.

An escape would do in most places; this does in all, code and addresses included, and costs the parser nothing.
"""

from __future__ import annotations

import re

LESS, STAR, LINE, APART = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""For <, * and _; the last one stands for nothing, and keeps an address from being one."""
_SIGNS = {ord(LESS): "<", ord(STAR): "*", ord(LINE): "_", ord(APART): ""}
_HTML = _SIGNS | {ord(LESS): "&lt;"}
_ANY = re.compile(f"[{LESS}-{APART}]")


def shown(text: str) -> str:
    """Plain `text` with the signs themselves."""
    return text.translate(_SIGNS) if _ANY.search(text) else text


def in_html(text: str) -> str:
    """The same for HTML."""
    return text.translate(_HTML) if _ANY.search(text) else text
