"""Blocks around blocks (notes, folds, quotes in HTML), marked by lines of the text and made elements of its tree.

Whoever reads the text puts a line before and after what such a box holds; the lines between are Markdown like any
other. So a box holds whatever a text can hold, and one that is torn apart by the blocks around it falls away and
leaves its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from xuanlan.markup.rendered import NOTE_TITLE

_MARK = re.compile("\ufdd8([oct])(\\d+)\ufdd9")
"""Two characters that Unicode keeps from ever being text embrace a mark."""
MARKS = "\ufdd8\ufdd9"
_ONE_LINE = frozenset(("summary", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that hold the words of a paragraph, not the paragraph."""


@dataclass(slots=True)
class Box:
    """An element around blocks; `p` gives its attributes to the paragraph that follows it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    number: int = 0

    @property
    def opening(self) -> str:
        return f"{MARKS[0]}o{self.number}{MARKS[1]}"

    @property
    def closing(self) -> str:
        return f"{MARKS[0]}c{self.number}{MARKS[1]}"

    def titled(self, title: str) -> str:
        """The line that has the title. With its mark it is a paragraph, whatever it begins with."""
        return f"{MARKS[0]}t{self.number}{MARKS[1]}{title}"


class Boxes(Treeprocessor):
    """Puts what stands between two marks into the box. `boxes` are those of the text, by number."""

    boxes: Sequence[Box] = ()

    def run(self, root: Element) -> None:
        if self.boxes:
            for parent in list(root.iter()):
                if len(parent):
                    self._gather(parent)

    def _gather(self, parent: Element) -> None:
        read = [self._mark(child) for child in parent]
        if not any(read):
            return
        closed = {number for kind, number in filter(None, read) if kind == "c"}
        children = list(parent)
        parent[:] = []
        open_boxes: list[tuple[int, Element]] = [(-1, parent)]
        inside_of = set[int]()
        given: dict[str, str] = {}
        for child, mark in zip(children, read, strict=True):
            kind, number = mark or ("", -1)
            inside = open_boxes[-1][1]
            if kind == "o" and self.boxes[number].tag == "p":
                given = self.boxes[number].attributes
            elif kind == "o" and number in closed:
                box = self.boxes[number]
                element = Element(box.tag, box.attributes)
                inside.append(element)
                open_boxes.append((number, element))
                inside_of.add(number)
            elif kind == "c":
                while number in inside_of:
                    last, element = open_boxes.pop()
                    inside_of.discard(last)
                    _flatten(element)
            elif kind == "t":
                child.text = (child.text or "")[(child.text or "").index(MARKS[1]) + 1 :]
                if self.boxes[number].tag == "details":
                    child.tag = "summary"
                else:
                    child.set("class", NOTE_TITLE)
                inside.append(child)
            elif not kind:
                if given and child.tag == "p":
                    child.attrib.update(given)
                    given = {}
                inside.append(child)

    def _mark(self, element: Element) -> tuple[str, int] | None:
        text = element.text
        match = _MARK.match(text) if text and text[0] == MARKS[0] else None
        if match is None or int(match[2]) >= len(self.boxes):
            return None
        return match[1], int(match[2])


def _flatten(element: Element) -> None:
    """Take the only paragraph of an element for one line of words apart."""
    if element.tag in _ONE_LINE and len(element) == 1 and element[0].tag == "p":
        only = element[0]
        element.text = only.text
        element[:] = list(only)


def without_marks(text: str) -> str:
    """`text` without the marks that no box has come of."""
    return _MARK.sub("", text) if MARKS[0] in text else text
