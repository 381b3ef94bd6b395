"""What a text comes to, as values; to read them again takes nothing of what renders.

What an element is to its text is said by its class, under a name that stands here alone. Who walks the HTML anyway,
element by element, as sheets do, looks at the class; all others read the values of `Rendered`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from xuanlan.diagnostics.report import Position
from xuanlan.text.dates import read_date

SIGNED = "xl-signed"
"""a line of a signature that stands in the text itself"""
ADDRESSEES = "xl-addressees"
"""the line that says whom the text is for"""
FIGURE = "xl-figure"
"""a paragraph that is a picture alone"""
ITEMS = "xl-items"
"""a list at the top whose items are those of the text"""
TASK, DONE = "xl-task", "xl-task--done"
"""a box to be ticked, and one that is"""
GIVEN = frozenset({SIGNED, ADDRESSEES, FIGURE, ITEMS, TASK, DONE})
"""What the renderer gives and the sanitiser leaves; an author's text may dress up as nothing else of the page."""
TABLE, ADDRESS = "xl-table", "xl-address"
"""what a table scrolls in, and a link whose words are its address: wrapped around what has been sanitised"""
NOTE, NOTE_TITLE = "admonition", "admonition-title"
"""a note and its title, called as the host's theme knows them"""
DECORATION = "装饰"
"""The words by which an author says that a picture has none, because it tells nothing."""
PICTURE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"[^>]*>')
"""A picture as the sanitiser writes it, which leaves neither > nor quotes as they are within an
attribute: 1.6 µs a text, where parsing takes 28."""


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
    around_items: tuple[str, str] | None = None
    """HTML before and after the items, when there is exactly one list of them"""
    signed: tuple[str, ...] = ()
    """the paragraphs that are signatures, as plain text"""
    addressees: tuple[str, ...] = ()
    """those that say to whom it is written"""
    media: bool = False
    """whether there are pictures, sound or films"""

    def is_signed(self, day: date) -> bool:
        """Whether the text brings the signature of `day` itself."""
        return day in map(read_date, self.signed)

    def is_addressed(self, to: str) -> bool:
        """Whether the text itself says that it is for `to`, a name without a colon."""
        return to in [line.rstrip(":：") for line in self.addressees]
