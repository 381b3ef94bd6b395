"""What a text comes to, as values; to read them again takes nothing of what renders."""

from __future__ import annotations

from dataclasses import dataclass

from xuanlan.diagnostics.report import Position


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; `anchor` is the id in the page, prefix included."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the ordered list at the top of the text."""

    number: int
    anchor: str
    html: str
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body, ready for the page."""

    html: str
    text: str
    """visible text, a line for each block"""
    outline: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    """ids that links may name, without the prefix"""
    items: tuple[Item, ...] = ()
    before_items: str = ""
    after_items: str = ""
    """HTML around the items, when there is exactly one list of them"""
    one_list: bool = False
    """whether there is"""
    signed: tuple[str, ...] = ()
    """the paragraphs that are signatures, as plain text"""
    addressees: tuple[str, ...] = ()
    """those that say to whom it is written"""
    media: bool = False
    """whether there are pictures, sound or films"""
