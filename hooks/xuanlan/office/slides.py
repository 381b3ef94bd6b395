"""Slides of PowerPoint and WPS (pptx, PresentationML of ECMA-376), with the notes below them"""

from __future__ import annotations

from xuanlan.office.contents import (
    COMMENT,
    DAMAGED,
    HIDDEN_SHAPE,
    HIDDEN_SLIDE,
    NOTES,
    OUTSIDE,
    Collector,
    UnreadableError,
)  # fmt: skip
from xuanlan.office.package import Package
from xuanlan.office.properties import alternative, figures, outside, properties


def read(package: Package, found: Collector) -> None:
    """Everything in a pptx. Raises UnreadableError."""
    main = "ppt/presentation.xml"
    if not package.size(main):
        raise UnreadableError(DAMAGED)
    slides = package.relations(main)
    idents, size = [], (0, 0)
    for mark, what, given in package.events(main):
        if mark == "<" and what == "p:sldId":
            idents.append(given.get("r:id", ""))
        elif mark == "<" and what == "p:sldSz":
            size = _length(given.get("cx", "")), _length(given.get("cy", ""))
    for number, ident in enumerate(idents, 1):
        kind, part, _ = slides.get(ident, ("", "", False))
        if kind == "slide":
            _slide(package, part, f"第{number}张幻灯片", size, found)
    figures(package, found)
    properties(package, found)


def _length(value: str) -> int:
    """English metric units, 914,400 to the inch; 0 for what is none."""
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 12 else 0


def _slide(package: Package, part: str, where: str, size: tuple[int, int], found: Collector) -> None:
    hides, inside, text = "", False, ""
    left = top = 0
    shapes: list[str] = []
    """what hides each of the shapes that are open, groups outside; "" where nothing does"""
    for mark, what, given in package.events(part):
        if mark == "<" and what == "p:sld" and given.get("show") in ("0", "false"):
            hides = HIDDEN_SLIDE
        elif what in ("p:sp", "p:grpSp", "p:graphicFrame"):
            if mark == "<":
                shapes.append("")
            elif shapes:
                shapes.pop()
        elif mark == "<" and what == "p:cNvPr":
            if shapes:
                shapes[-1] = HIDDEN_SHAPE if given.get("hidden") in ("1", "true") else ""
            alternative(given, where, found)
        elif mark == "<" and what == "a:off":
            left, top = _length(given.get("x", "")), _length(given.get("y", ""))
        elif mark == "<" and what == "a:ext" and "cx" in given and len(shapes) == 1 and all(size):
            right, bottom = left + _length(given["cx"]), top + _length(given.get("cy", ""))
            if left >= size[0] or top >= size[1] or right <= 0 or bottom <= 0:
                shapes[-1] = shapes[-1] or OUTSIDE
        elif what == "a:t":
            inside = mark == "<"
        elif not mark and inside:
            text += what
        elif mark == ">" and what == "a:p":
            if kind := hides or next(filter(None, shapes), ""):
                found.hide(kind, where, text)
            else:
                found.see(text, where)
            text = ""
    for kind, target, is_outside in package.relations(part).values():
        if kind == "notesSlide" and not is_outside:
            for words in package.texts(target, "a:t", "a:p"):
                if not words.strip().isdecimal():  # the number of the page
                    found.hide(NOTES, where, words)
        elif kind == "comments" and not is_outside:
            for tag, block in (("p:text", ""), ("a:t", "a:p")):
                for words in package.texts(target, tag, block):
                    found.hide(COMMENT, where, words)
    outside(package, part, found, "\n".join(piece.text for piece in found.prose))
