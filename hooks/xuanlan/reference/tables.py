"""Pages and tables in Markdown, in which every sign of a text is itself"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MADE = "<!-- Made by `python -m xuanlan.reference docs/manual`. Change the declarations, not this page. -->"


def page(title: str, lines: list[str]) -> str:
    return "\n".join([f"# {title}", "", _MADE, "", *lines]) + "\n"


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]{}|])", r"\\\1", text)
