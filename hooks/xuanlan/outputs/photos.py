"""The photographs of a notice, one a slide, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from xuanlan.library.attachments import Checked
from xuanlan.markup.rendered import PICTURE

_ALT = re.compile(r'\balt="([^"]*)"')
_CAPTION = re.compile(r"(?:(?!</figure>|<img\b).)*?<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def photos(html: str, own: dict[str, Checked]) -> Iterator[tuple[Checked, str]]:
    """The pictures of `html` that are files of its own (by address), in order, each once, with the words below it."""
    seen: set[str] = set()
    for match in PICTURE.finditer(html):
        picture = own.get(match[1])
        if picture is None or picture.sha256 in seen:
            continue
        seen.add(picture.sha256)
        alt = _ALT.search(match[0])
        caption = _CAPTION.match(html, match.end())
        words = _TAG.sub("", caption[1]) if caption else alt[1] if alt else ""
        yield picture, unescape(words).strip()
