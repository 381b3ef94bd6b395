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
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from xuanlan.markup import attributes, codeboxes, htmlblocks, lists, tableblocks
from xuanlan.markup.boxes import Boxes
from xuanlan.markup.headings import heading_words
from xuanlan.markup.items import Items
from xuanlan.markup.lists import IN_ITEM
from xuanlan.markup.rendered import ADDRESSEES, FIGURE, NOTE, SIGNED
from xuanlan.markup.signs import shown
from xuanlan.text.dates import SEAL, read_date

_LEVELS = (
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、\S"), 45),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\S"), 36),
)
_SENTENCE_END = re.compile(r"[。；！？;!?]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACES = " \t\u3000"

UNIT = re.compile(
    r"(?!特此|此致|敬礼|以上|附[:：件])[^，。；：！？,;:!?]{2,40}(?<!时间)(?<!日期)(?<!期限)(?<!截至)(?<!截止)(?<!自)(?<!从)(?<!于)(?<!至)"
)
"""What may be the line of a unit above a date."""
_OFFICE = re.compile(
    r"(?:院|校|园|大学|中学|小学|处|科|室|部|办|局|委|会|中心|厅|署|所|站|队|团|组|馆|司|街道|社区|村|镇|乡|政府|系|厂|店|行|支部|联盟|基地"
    r"|法庭|物业|媒体|平台|报社|电视台)[）)]?(?:[（(][^（）()]{1,12}[）)])?"
)
FOR_WHOM = re.compile(
    r"(?:各|全体|全校|全院|全市|全区|尊敬的|亲爱的|广大|有关)[^。；！？;!?0-9]{1,40}[：:]"
    r"|[^。；！？，;!?,0-9]{1,20}(?:同学|同学们|老师|老师们|家长|家长们|同志|同志们|朋友|朋友们|居民|市民|单位|部门|学院|学校)[：:]"
)
"""A line that says to whom a text is written."""
_OPENING = 6
"""How many blocks from the top the addressees may stand."""


def heading_level(line: str) -> int:
    """Level of the heading that `line` is by its numbering, or 0."""
    for level, pattern, longest in _LEVELS:
        if pattern.match(line) and len(line) <= longest:
            inner = line.rstrip("。")
            return 0 if _SENTENCE_END.search(inner) or inner.endswith(("，", ",", "：", ":")) else level
    return 0


def signs_for(text: str) -> bool:
    """Whether `text` names an office, so that it is part of a signature wherever a date follows."""
    words = text.split()
    return (
        bool(words)
        and bool(UNIT.fullmatch(text))
        and all(any(m.end() == len(w) for m in _OFFICE.finditer(w)) for w in words)
    )


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


class HashHeadings(HashHeaderProcessor):
    """A heading has a blank behind its signs: #3楼 and #话题# are text."""

    RE = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6})[ \t\u3000\xa0]+(?P<header>[^\s][^\n]*)(?:\n|$)")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        heading = parent[-1]
        heading.text = heading_words(heading.text or "", int(heading.tag[1]))


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
                paragraph.set("class", FIGURE)
        _unwrap_signatures(root)
        for place, element in enumerate(root):
            if element.tag == "p" and not element.get("class"):
                text = _text(element)
                if read_date(text):
                    _sign(root, place)
                elif place < _OPENING and text.endswith(("：", ":")) and FOR_WHOM.fullmatch(text):
                    element.set("class", ADDRESSEES)


def _unwrap_signatures(root: etree.Element) -> None:
    """A signature in a wrapper of its own is a signature all the same."""
    if not any(element.tag == "div" for element in root):
        return
    children: list[etree.Element] = []
    for element in root:
        alone = element.tag == "div" and len(element) and all(child.tag == "p" for child in element)
        alone = alone and not (element.get("class") or "").startswith(NOTE)
        *units, day = [text for text in map(_text, element) if not SEAL.fullmatch(text)] if alone else [""]
        signed = read_date(day) is not None and all(UNIT.fullmatch(unit) for unit in units)
        children += list(element) if signed else [element]
    root[:] = children


def _sign(root: etree.Element, place: int) -> None:
    """Mark the date at `place` and the units above it: the one before it, and all before that which name an office.

    A line for the seal, as （盖章） is, belongs to it on either side of the date.
    """
    root[place].set("class", SIGNED)
    if place + 1 < len(root) and root[place + 1].tag == "p" and SEAL.fullmatch(_text(root[place + 1])):
        root[place + 1].set("class", SIGNED)
    below = ""
    for above in range(place - 1, -1, -1):
        element = root[above]
        text = _text(element)
        if element.tag != "p" or element.get("class") or not UNIT.fullmatch(text):
            break
        if not SEAL.fullmatch(text):
            if below and not (signs_for(text) and signs_for(below)):
                break
            below = text
        element.set("class", SIGNED)


def _text(element: etree.Element) -> str:
    """The words of `element`, without the tags of HTML that stand among them."""
    return shown(HTML_PLACEHOLDER_RE.sub("", "".join(element.itertext())).strip())


class ChineseProse(Extension):
    """Registers the processors above, and those of lists, tables and code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister(
            "setextheader"
        )  # a line of dashes under a text is a rule, as people mean it
        md.parser.blockprocessors.register(LineParagraphs(md.parser), "paragraph", 10)
        codeboxes.register(md)
        htmlblocks.register(md)
        tableblocks.register(md)
        self.items = Items(md, lists.register(md))
        md.parser.blockprocessors.register(HashHeadings(md.parser), "hashheader", 70)
        self.boxes = Boxes(md)
        md.treeprocessors.register(self.boxes, "xuanlan-boxes", 35)
        self.headings = Headings(md)
        md.registerExtension(self)
        md.treeprocessors.register(self.headings, "xuanlan-headings", 30)
        md.treeprocessors.register(Roles(md), "xuanlan-roles", 6)
        md.treeprocessors.register(self.items, "xuanlan-items", 5)

    def reset(self) -> None:
        """Forget the last text."""
        self.items.reset()
