"""What a file says that is brought in, as values: paragraphs, tables and pictures, and what of it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from xuanlan.office.contents import Hidden


class Run(NamedTuple):
    """Characters of a paragraph that look alike; "\\n" is a line break. A picture is a run without text."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    raised: str = ""
    """"sup" or "sub", as the elements of HTML are called"""
    link: str = ""
    """an address of the web, of a mail or of a telephone"""
    picture: str = ""
    """the name of one of the original's pictures"""
    is_struck: bool = False
    alt: str = ""
    """what is read aloud in place of a picture"""


class Paragraph(NamedTuple):
    """One paragraph as its readers see it."""

    runs: tuple[Run, ...]
    where: str = ""
    """the place as a clerk finds it: 第3段"""
    number: str = ""
    """what an automatic numbering shows before the text, with whatever stands between both: 一、 or （1） or 1. or •"""
    depth: int = 0
    """how deep in a list, from 1; 0 where it is none"""
    level: int = 0
    """of a heading by outline or style, from 1; 0 where none is given"""
    align: str = ""
    """"center", "right", or "" for the rest"""
    indent: float = 0.0
    """how far in the whole paragraph begins, in characters of its own size"""
    size: float = 0.0
    """points of most of its characters; 0.0 where it is not known"""
    is_red: bool = False
    """whether most of its characters are as red as the head of an official document"""

    @property
    def text(self) -> str:
        """All characters that readers see."""
        return self.number + "".join(run.text for run in self.runs)


class Cell(NamedTuple):
    """A cell, and over how many columns and rows it goes. Those that it covers are not in the rows."""

    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1


class Table(NamedTuple):
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    where: str = ""
    heads: int = 0
    """how many rows at the top are said to be its head"""


Block = Paragraph | Table


class Picture(NamedTuple):
    """A picture of the original, or a file beside it. Its `name` has no folder, and a suffix that tells its format."""

    name: str
    data: bytes


Beside = Callable[[str], bytes | None]
"""The content of a file by its address from a page, such as images/a.jpg; None where there is none to be taken."""


class Lost(NamedTuple):
    """Something that readers of the original see and the text will not have: what, where, and why, in Chinese."""

    what: str
    where: str
    why: str


class Original(NamedTuple):
    """A file that is brought in. No text of `hidden` is in `blocks`."""

    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    """what its readers do not see or what is no part of its text: vanished and deleted words, comments, headers, …"""
    lost: tuple[Lost, ...] = ()
    files: tuple[Picture, ...] = ()
    """files that the links of a page lead to"""
    title: str = ""
    """as the file itself calls it; "" where only its text does"""
