"""Lists and rules across the page for Python-Markdown, whose own know only lists that are indented by four."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HRProcessor
from markdown.extensions.def_list import DefListIndentProcessor

from xuanlan.markup.listing import MARKERS, Lines, first_item, read_list

DEEPEST = 40
"""Lists within lists; the parser's own stack ends at some sixty."""

IN_ITEM = "item"
"""State of the parser while it reads what stands in an item."""


class Lists(BlockProcessor):
    """Takes the lists out of a block, and whatever of the following blocks belongs to their items."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.numbered: list[Element] = []
        """the ordered lists at the top of the text, in order"""
        self._depth = 0

    def reset(self) -> None:
        self.numbered = []
        self._depth = 0

    def test(self, parent: Element, block: str) -> bool:
        return MARKERS.search(block) is not None and self._first(parent, block.split("\n")) >= 0

    def _first(self, parent: Element, lines: list[str]) -> int:
        last = self.lastChild(parent)
        return first_item(lines, last is not None and last.tag == "dl")[0]

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks[0].split("\n")
        first = self._first(parent, lines)
        if first:
            blocks[:1] = ["\n".join(lines[:first]), "\n".join(lines[first:])]
            return
        self._depth += 1
        if self._depth > DEEPEST:
            raise RecursionError
        listing = read_list(Lines(blocks))
        number = listing.items[0].marker.number
        element = SubElement(parent, "ul" if number < 0 else "ol")
        if number >= 0:
            if number != 1:
                element.set("start", str(number))
            if self._depth == 1 and parent is self.parser.root:
                self.numbered.append(element)
        for item in listing.items:
            inside = SubElement(element, "li")
            self.parser.state.set(IN_ITEM)
            self.parser.parseChunk(inside, "\n".join(item.lines))
            self.parser.state.reset()
            if not listing.loose:
                _tighten(inside)
        self._depth -= 1


def _tighten(item: Element) -> None:
    """Make bare text of the paragraphs of an item in which no empty line stands."""
    before: Element | None = None
    for child in list(item):
        if child.tag != "p" or child.attrib or len(child):
            before = child
        elif before is None:
            item.text = "\n".join(filter(None, (item.text, child.text)))
            item.remove(child)
        else:
            before.tail = "\n".join(filter(None, (before.tail, child.text)))
            item.remove(child)


class Rules(HRProcessor):
    """Rules across the page with any spaces between their signs."""

    SEARCH_RE = re.compile(r"^ *([-*_])(?: *\1){2,} *$", re.MULTILINE)


def register(md: Markdown) -> Lists:
    """Put these in the place of Python-Markdown's own."""
    processors = md.parser.blockprocessors
    for name in ("indent", "olist", "ulist"):
        processors.deregister(name)
    if "defindent" in processors:
        definitions = processors["defindent"]
        assert isinstance(definitions, DefListIndentProcessor)
        definitions.ITEM_TYPES, definitions.LIST_TYPES = ["dd"], ["dl"]
    lists = Lists(md.parser)
    processors.register(lists, "xuanlan-lists", 104)
    processors.register(Rules(md.parser), "hr", 50)
    return lists
