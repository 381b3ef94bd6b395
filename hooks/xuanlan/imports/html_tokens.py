"""HTML as a row of tags, texts and comments, in a time that grows as its length does, whatever it is

A parser of the standard builds a tree, and takes the square of the depth for it: 100,000 elements in each other take
minutes. Whoever reads a page for its text needs no tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(
    r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[="'])*+)>""",
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]*>|\Z", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements in which no tag is read, with what ends each."""
_ENTITIES = frozenset(("textarea", "title"))
"""Those in which entities are."""


class Token(NamedTuple):
    """A part of a page. `mark` is "<" for a tag, ">" for its end, "!" for a comment, "" for text."""

    mark: str
    what: str
    """the element's name in small letters, or the words"""
    attributes: str = ""
    """as written"""


def tokens(page: str) -> Iterator[Token]:
    """The parts of a page. The content of a program or a style sheet is one text."""
    at, length = 0, len(page)
    while at < length:
        less = page.find("<", at)
        if less < 0 or page.find(">", less) < 0:
            break
        if less > at:
            yield Token("", html.unescape(page[at:less]))
        at = less
        if match := _TAG.match(page, less):
            name, at = match[2].lower(), match.end()
            yield Token(">" if match[1] else "<", name, match[3])
            if not match[1] and name in _RAW:
                end = _RAW[name].search(page, at)
                assert end
                words = page[at : end.start()]
                yield Token("", html.unescape(words) if name in _ENTITIES else words)
                yield Token(">", name)
                at = end.end()
        elif page.startswith("<!--", less):
            end_at = page.find("-->", less + 4)
            yield Token("!", page[less + 4 : end_at if end_at >= 0 else length])
            at = end_at + 3 if end_at >= 0 else length
        elif page[less + 1 : less + 2] in ("!", "?", "/"):
            at = page.find(">", less) + 1
        elif page[less + 1 : less + 2].isalpha():
            break  # a tag that never ends
        else:
            yield Token("", "<")
            at = less + 1
    if at < length:
        yield Token("", html.unescape(page[at:]))


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; of several of one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
