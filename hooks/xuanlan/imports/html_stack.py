"""The elements of a page that are open, with what ends where one of them does"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from xuanlan.imports.html_lists import Listing
from xuanlan.imports.html_paragraphs import Paragraphs
from xuanlan.imports.html_styles import Look, Sheet, look_of
from xuanlan.imports.html_tables import TableReader
from xuanlan.imports.html_tokens import attributes_of
from xuanlan.imports.original import Block
from xuanlan.office.contents import SCRIPT, UNUSED, VANISHED

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
"""Elements that a paragraph without an end leaves open."""
_MOST_REOPENED = 3
LISTS, CELLS, PARTS = ("ul", "ol", "menu", "dir"), ("td", "th"), ("thead", "tbody", "tfoot")
_HIDING = {"template": VANISHED, "noscript": VANISHED, "object": SCRIPT, "applet": SCRIPT, "xml": UNUSED}
_LEFT_OUT = {"button": "按钮", "select": "下拉选项", "datalist": "下拉选项"}
"""Elements whose words are told as what the text will not have."""
_OF_SVG = frozenset(("title", "desc", "defs", "metadata", "symbol"))
_MOST_LOOKS, _LONGEST = 20_000, 2000
_NOTHING: Mapping[str, str] = MappingProxyType({})
_MOST_AROUND = 40
"""Elements around one that are looked at for what hides it."""
_ARTICLE = "js_content"
"""The article of a public account: its page shows it by a script."""


class Frame(NamedTuple):
    """An element that is open."""

    tag: str
    written: str
    look: Look
    link: str
    given: Mapping[str, str] = _NOTHING


@dataclass(slots=True)
class Scope:
    """The page, or a cell of a table: what begins in it ends in it."""

    open: dict[str, int] = field(default_factory=dict)
    """how many elements of each name"""
    lists: list[Listing] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    is_seen: bool = True


class Stack:
    """What is open at the place that a reader of a page has come to."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._sheet = Sheet()
        self._looks: dict[tuple[str, str, Look], tuple[dict[str, str], dict[str, str], Look]] = {}
        """attributes, style and look of elements that have been read, which in real pages are few"""
        self._frames = [Frame("", "", Look(), "")]
        self._scopes = [Scope()]
        self._tables: list[TableReader] = []

    def _seen(self, tag: str, written: str, around: Look) -> tuple[dict[str, str], dict[str, str], Look]:
        """Attributes, style and look of an element that stands within `around`."""
        key = tag, written, around
        if (known := self._looks.get(key)) is None:
            given = attributes_of(written) if written else {}
            style = self._sheet.style(tag, given) if given else {}
            known = given, style, look_of(tag, given, style, around)
            if len(self._looks) < _MOST_LOOKS and len(written) < _LONGEST:
                self._looks[key] = known
        return known

    def _push(self, tag: str, written: str, hides: str = "") -> tuple[dict[str, str], dict[str, str]]:
        """An element is open from now on; its attributes and its style."""
        around = self._frames[-1]
        given, style, look = self._seen(tag, written, around.look)
        if self._sheet.looks_around:
            inner = [(frame.tag, frame.given) for frame in self._frames[1:][-_MOST_AROUND:]]
            outer = [("html", _NOTHING), ("body", _NOTHING), *inner]
            if more := self._sheet.within((tag, given), outer):
                style = {**more, **style}
                look = look_of(tag, given, style, around.look)
        if given.get("id") == _ARTICLE:
            look = look._replace(hides=around.look.hides, is_invisible=around.look.is_invisible)
        hides = hides or _HIDING.get(tag, "") or _LEFT_OUT.get(tag, "")
        if tag in _OF_SVG and self._scopes[-1].open.get("svg"):
            hides = UNUSED
        if hides and not around.look.hides:
            look = look._replace(hides=hides)
        link = given.get("href", "") if tag == "a" else around.link
        self._frames.append(Frame(tag, written, look, link, given))
        opened = self._scopes[-1].open
        opened[tag] = opened.get(tag, 0) + 1
        if tag in BLOCKS:
            self._paragraphs.begin(tag, style)
        return given, style

    def _close(self, tag: str, *, reopen: bool = False) -> None:
        """End an element of the scope, and whatever was left open in it."""
        left: list[Frame] = []
        while (frame := self._frames[-1]).tag != tag:
            left.append(frame)
            self._pop()
        self._pop()
        if reopen:
            for frame in [one for one in left if one.tag in _FORMATTING][:_MOST_REOPENED][::-1]:
                self._push(frame.tag, frame.written)

    def _pop_until(self, *tags: str) -> None:
        while self._frames[-1].tag not in tags:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        tag = self._frames[-1].tag
        if tag in BLOCKS or tag in ("tr", "caption", *CELLS):
            self._flush()
        if tag in CELLS and self._tables and self._tables[-1].in_cell:
            scope = self._scopes.pop()
            self._tables[-1].end_cell(scope.blocks, scope.is_seen)
        elif tag == "tr" and self._tables and self._tables[-1].in_row:
            self._tables[-1].end_row()
        elif tag == "table":
            self._scopes[-1].blocks += self._tables.pop().blocks()
        scope = self._scopes[-1]
        if tag in LISTS and scope.lists:
            scope.lists.pop()
        elif tag == "li" and scope.lists:
            scope.lists[-1].in_item = False
        if tag in BLOCKS:
            self._paragraphs.end(tag)
        scope.open[tag] -= 1
        self._frames.pop()

    @property
    def _is_between_cells(self) -> bool:
        return bool(self._tables) and not self._tables[-1].in_cell

    def _place(self) -> None:
        """Tell the paragraph where it is."""
        if self._tables and self._tables[-1].in_cell:
            self._paragraphs.place = self._tables[-1].place
        else:
            self._paragraphs.place = ""

    def _add(self, words: str) -> None:
        if self._is_between_cells and words.isspace():
            return
        self._place()
        frame = self._frames[-1]
        self._paragraphs.add(words, frame.look, frame.link)

    def _flush(self) -> None:
        self._place()
        self._scopes[-1].blocks += self._paragraphs.flush()
