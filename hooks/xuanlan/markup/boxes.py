"""Boxes: elements around blocks (admonitions, `<details>`, containers), from marker lines in the text.

`containers` puts a marker line before and after the content of a box, which is Markdown like any other. So a box may
contain whatever a text may, and a box that other blocks tear apart disappears and leaves its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from xuanlan.markup.rendered import NOTE_TITLE

_MARK = re.compile("\ufdd8([oct])(\\d+)\ufdd9")
"""A marker: letter and number of the box, between two noncharacters of Unicode, which no text contains."""
MARKS = "\ufdd8\ufdd9"
_ONE_LINE = frozenset(("summary", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that contain text directly, without a paragraph."""


@dataclass(slots=True)
class Box:
    """An element around blocks; but a `p` only passes its attributes to the paragraph that follows."""

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
        """The line with the title. Its marker makes it a paragraph, whatever the title begins with."""
        return f"{MARKS[0]}t{self.number}{MARKS[1]}{title}"


class Boxes(Treeprocessor):
    """Moves the blocks between two markers into their box. `boxes` are those of the text, by number."""

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
    """Replace the only paragraph in an element of `_ONE_LINE` by its content."""
    if element.tag in _ONE_LINE and len(element) == 1 and element[0].tag == "p":
        only = element[0]
        element.text = only.text
        element[:] = list(only)


def without_marks(text: str) -> str:
    """`text` without markers, which remain where a box disappeared."""
    return _MARK.sub("", text) if MARKS[0] in text else text
