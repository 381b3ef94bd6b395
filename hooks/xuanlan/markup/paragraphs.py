"""Chinese prose in Markdown: one written line is one paragraph, as in Word.

Staff press Enter to end a paragraph and indent it with spaces. So a line break ends a paragraph, leading spaces mean
nothing (there are no indented code blocks), and the numbering of official documents makes headings:
一、 first level, （一） second level, when the line is one short sentence.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from itertools import groupby

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from xuanlan.markup import attributes, codeboxes, lists, tableblocks
from xuanlan.markup.items import Items
from xuanlan.markup.lists import IN_ITEM
from xuanlan.markup.signs import shown
from xuanlan.text import read_date

_LEVELS = (
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、\S"), 45),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\S"), 36),
)
_SENTENCE_END = re.compile(r"[。；！？;!?]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACES = " \t\u3000"

SIGNED = "xl-signed"
"""Class of the lines of a signature that stands in the text itself."""
ADDRESSEES = "xl-addressees"
"""Class of the line that says whom a text is for."""
_UNIT = re.compile(r"[^，。；：！？,;:!?]{2,24}")
_FOR_WHOM = re.compile(
    r"(?:各|全体|全校|全院|全市|全区|尊敬的|亲爱的|广大|有关)[^。；！？;!?0-9]{1,40}[：:]"
    r"|[^。；！？，;!?,0-9]{1,20}(?:同学|同学们|老师|老师们|家长|家长们|同志|同志们|朋友|朋友们|居民|市民|单位|部门|学院|学校)[：:]"
)
_OPENING = 6
"""How many blocks from the top the addressees may stand."""


def heading_level(line: str) -> int:
    """Level of the heading that `line` is by its numbering, or 0."""
    for level, pattern, longest in _LEVELS:
        if pattern.match(line) and len(line) <= longest:
            inner = line.rstrip("。")
            return 0 if _SENTENCE_END.search(inner) or inner.endswith(("，", ",", "：", ":")) else level
    return 0


class LineParagraphs(ParagraphProcessor):
    """A paragraph per line; inside list items a line break stays a line break."""

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        if self.parser.state.isstate(IN_ITEM) and parent.tag == "li":
            self._in_item(parent, blocks.pop(0).split("\n"))
            return
        if self.parser.state.isstate("list"):
            blocks[0] = _broken(blocks[0].split("\n"))
            super().run(parent, blocks)
            return
        last: etree.Element | None = None
        for line in blocks.pop(0).split("\n"):
            text = line.strip(_SPACES)
            if not text:
                continue
            if last is not None and attributes.ALONE.fullmatch(text):
                last.text = f"{last.text}\n{text}"
                continue
            level = heading_level(text)
            last = etree.SubElement(parent, f"h{level}" if level and parent.tag == "div" else "p")
            last.text = text

    def _in_item(self, parent: etree.Element, lines: list[str]) -> None:
        """One paragraph with its line breaks; what has been read already, such as code, stands by itself."""
        for known, group in groupby(lines, lambda line: bool(HTML_PLACEHOLDER_RE.fullmatch(line.strip(_SPACES)))):
            for text in group if known else [_broken(list(group))]:
                if text.strip(_SPACES):
                    etree.SubElement(parent, "p").text = text.strip(_SPACES)


def _broken(lines: list[str]) -> str:
    """`lines` as one paragraph in which each line ends where its author ended it."""
    rows = [line.strip(_SPACES) for line in lines]
    return "  \n".join(row for row in rows if row)


class Headings(Treeprocessor):
    """Headings in order under the page's own h1: levels without gaps, from 2 on; a repeated title is dropped."""

    title = ""

    def run(self, root: etree.Element) -> None:
        headings = [e for e in root.iter() if e.tag in _HEADINGS]
        if headings and root and headings[0] is root[0] and _text(headings[0]) == self.title:
            root.remove(headings.pop(0))
        ranks = sorted({int(e.tag[1]) for e in headings})
        previous = 1
        for element in headings:
            level = min(ranks.index(int(element.tag[1])) + 2, previous + 1, 6)
            element.tag = f"h{level}"
            previous = level


class Roles(Treeprocessor):
    """What a paragraph is, said in its class: a picture alone, the addressees, a signature."""

    def run(self, root: etree.Element) -> None:
        for paragraph in root.iter("p"):
            alone = len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph.text or "").strip()
            if alone and not (paragraph[0].tail or "").strip():
                paragraph.set("class", "xl-figure")
        before: etree.Element | None = None
        for place, element in enumerate(root):
            if element.tag == "p" and not element.get("class"):
                text = _text(element)
                if read_date(text):
                    element.set("class", SIGNED)
                    if before is not None and before.tag == "p" and _UNIT.fullmatch(_text(before)):
                        before.set("class", SIGNED)
                elif place < _OPENING and text.endswith(("：", ":")) and _FOR_WHOM.fullmatch(text):
                    element.set("class", ADDRESSEES)
            before = element


def _text(element: etree.Element) -> str:
    return shown("".join(element.itertext()).strip())


class ChineseProse(Extension):
    """Registers the processors above, and those of lists, tables and code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister(
            "setextheader"
        )  # a line of dashes under a text is a rule, as people mean it
        md.parser.blockprocessors.register(LineParagraphs(md.parser), "paragraph", 10)
        codeboxes.register(md)
        tableblocks.register(md)
        self.items = Items(md, lists.register(md))
        self.headings = Headings(md)
        md.registerExtension(self)
        md.treeprocessors.register(self.headings, "xuanlan-headings", 30)
        md.treeprocessors.register(Roles(md), "xuanlan-roles", 6)
        md.treeprocessors.register(self.items, "xuanlan-items", 5)

    def reset(self) -> None:
        """Forget the last text."""
        self.items.reset()
