"""The numbered items of a text, each with its place in the source: in a rule set they are the rules."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from xuanlan.markup.clean import ID_PREFIX
from xuanlan.markup.listing import lists_of
from xuanlan.markup.lists import Lists
from xuanlan.markup.places import Locator
from xuanlan.markup.rendered import ITEMS, Item

_TAG = re.compile(r"<[^>]*>")
_BLOCK = "p|li|h[1-6]|tr|div|dl|dt|dd|pre|blockquote|summary|figcaption|caption|ul|ol|table"
_BREAK = re.compile(rf"</?(?:{_BLOCK})\b[^>]*>|</t[dh]>|<[bh]r\b[^>]*>")


def plain_text(fragment: str) -> str:
    """Visible text of sanitised HTML: inline markup leaves no trace, every block ends a line."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", fragment.replace("\n", " "))))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NUMBERING = r"(?:第?[一二三四五六七八九十\d]+[章节、.．]|[（(][一二三四五六七八九十\d]+[）)])?\s*"
_APPENDIX = re.compile(
    rf"{_NUMBERING}[【（(]?(?:附\s*(?:则|录|件|表|注|页)?\s*[一二三四五六七八九十\d]*"
    r"|(?:补充|有关|相关|几点|其他|名词|用语|条文)?(?:说明|解释|备注|注释|释义|注))[】）)]?[：:]?"
)
"""A heading of remarks about the rules: the lists below are no rules."""


class Items(Treeprocessor):
    """Gives the items of top-level ordered lists their class and anchors, except in an appendix."""

    def __init__(self, md: Markdown, lists: Lists) -> None:
        super().__init__(md)
        self._lists = lists
        self._shapes: list[tuple[str, int, bool]] = []
        """first number, number of items, and whether they count, of each top-level ordered list"""

    def reset(self) -> None:
        self._lists.reset()
        self._shapes = []

    def run(self, root: Element) -> None:
        every = [element for element in root if element.tag == "ol"]
        counted = set(every) - set(_appended(root)) or set(every)
        number = 0
        for element in every:
            if element in counted:
                element.set("class", ITEMS)
                for item in element:
                    number += 1
                    item.set("id", f"item-{number}")
        self._shapes = [(e.get("start", "1"), len(e), e in counted) for e in self._lists.numbered]

    def places(self, body: str) -> list[int]:
        """Index of the line of `body` at which each item begins, in order; -1 for one that is not found."""
        if not any(counted for _, _, counted in self._shapes):
            return []
        found: list[int] = []
        written = [items for top, items in lists_of(body) if top and items[0].marker.number >= 0]
        shapes = [(str(items[0].marker.number), len(items)) for items in written]
        at = 0
        for start, count, counted in self._shapes:
            # In raw HTML, lines of the source may look like a list and be none.
            here = next((k for k in range(at, len(shapes)) if shapes[k] == (start, count)), -1)
            if counted:
                found += [item.line for item in written[here]] if here >= 0 else [-1] * count
            at = max(at, here + 1)
        return found


def _appended(root: Element) -> Iterator[Element]:
    """The ordered lists under a heading or a line that matches `_APPENDIX`, up to the next heading."""
    aside = False
    for element in root:
        if element.tag in _HEADINGS or (element.tag == "p" and not aside):
            aside = bool(_APPENDIX.fullmatch("".join(element.itertext()).strip()))
        elif element.tag == "ol" and aside:
            yield element


_LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")


def split_items(fragment: str, places: Sequence[int], locator: Locator) -> tuple[list[Item], tuple[str, str] | None]:
    """The items in safe HTML, and the HTML before and after them if there is exactly one list.

    `places` has the index of the source line of each item.
    """
    if ITEMS not in fragment:
        return [], None
    starts: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    depth = 0
    opened = 0
    inside = False
    for match in _LIST_TAG.finditer(fragment):
        closing, tag, attributes = match[1], match[2], match[3]
        if tag == "ol" and not closing and depth == 0 and ITEMS in attributes:
            inside = True
            starts.append((match.start(), 0))
        if inside and tag == "li" and depth == 1 and not closing:
            opened = match.end()
        if inside and tag == "li" and depth == 2 and closing:
            spans.append((opened, match.start()))
        depth += -1 if closing else 1
        if inside and depth == 0:
            inside = False
            starts[-1] = (starts[-1][0], match.end())
    items = [
        Item(
            number=number,
            anchor=f"{ID_PREFIX}item-{number}",
            html=fragment[start:end].strip(),
            text=plain_text(fragment[start:end]),
            position=locator.on_line(max(places[number - 1], 0)) if number <= len(places) else locator.at(0),
        )
        for number, (start, end) in enumerate(spans, start=1)
    ]
    if not items or len(starts) != 1:
        return items, None
    (start, end) = starts[0]
    return items, (fragment[:start].strip(), fragment[end:].strip())
