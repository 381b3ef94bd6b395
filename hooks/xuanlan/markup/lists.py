"""Lists and thematic breaks for Python-Markdown, whose own lists only nest when indented by four."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.def_list import DefListIndentProcessor

from xuanlan.markup.listing import MARKERS, RULE, Lines, Listing, first_item, read_list

DEEPEST = 40
"""How deep lists may be nested; the parser's stack overflows at about sixty."""

IN_ITEM = "item"
"""State of the parser while it reads the content of an item."""


class Lists(BlockProcessor):
    """Takes the lists out of a block, with what belongs to their items in the blocks that follow."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.numbered: list[Element] = []
        """the top-level ordered lists of the text, in order"""
        self._depth = 0

    def reset(self) -> None:
        self.numbered = []
        self._depth = 0

    def test(self, parent: Element, block: str) -> bool:
        return bool(MARKERS.search(block)) and first_item(block.split("\n"), held=self._held(parent))[0] >= 0

    def _held(self, parent: Element) -> bool:
        """Whether indented lines belong to a definition."""
        last = self.lastChild(parent)
        return last is not None and last.tag == "dl"

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = Lines(blocks)
        while not lines.between:
            text, found, _ = lines.until_item(held=self._held(parent))
            if not found:
                blocks.insert(0, "\n".join(text))
                return
            if text:
                self.parser.parseBlocks(parent, ["\n".join(text)])
            self._add(parent, read_list(lines))

    def _add(self, parent: Element, listing: Listing) -> None:
        number = listing.items[0].marker.number
        element = SubElement(parent, "ul" if number < 0 else "ol")
        if number >= 0:
            if number != 1:
                element.set("start", str(number))
            if self._depth == 0 and parent is self.parser.root:
                self.numbered.append(element)
        self._depth += 1
        if self._depth > DEEPEST:
            raise RecursionError
        for item in listing.items:
            inside = SubElement(element, "li")
            self.parser.state.set(IN_ITEM)
            self.parser.parseChunk(inside, "\n".join(item.lines))
            self.parser.state.reset()
            if not listing.loose:
                _tighten(inside)
        self._depth -= 1


def _tighten(item: Element) -> None:
    """Replace the paragraphs of an item of a tight list by their text."""
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


class Rules(BlockProcessor):
    """Takes the thematic breaks out of a block, whatever the spaces in them."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's signature)
        return any(map(RULE.match, block.split("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        text: list[str] = []
        for line in blocks.pop(0).split("\n"):
            if not RULE.match(line):
                text.append(line)
                continue
            if text:
                self.parser.parseBlocks(parent, ["\n".join(text)])
            text = []
            SubElement(parent, "hr")
        if text:
            blocks.insert(0, "\n".join(text))


def register(md: Markdown) -> Lists:
    """Replace Python-Markdown's own processors by these."""
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
