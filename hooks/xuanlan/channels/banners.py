"""Banners: slogans as print files at a tenth of their size, each fitted in one line

A notice has slogans where it lists them under a heading of that name, or where its items begin with bold words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xuanlan.diagnostics.report import CallError
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.entries import list_gone
from xuanlan.render.pages import Pages
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.colours import colours
from xuanlan.sheets.gist import lead, paragraphs
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.sheets.typeset import Sheet
from xuanlan.tree.out import Out

TITLE = "横幅"
NAME = "banner.pdf"
SCALE = 10
LONGEST = 40
"""Most characters of a slogan."""
_HEADING = re.compile("标语|口号")
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?[xX×*] ?([0-9]+(?:\.[0-9]+)?) ?[m米]?")
_HIGH, _WIDE = (0.2, 5.0), (1.0, 40.0)
"""Least and greatest height and width in metres."""
_STOPS = "。．.；;：:，,、"


class Size(NamedTuple):
    """The size of a banner in metres."""

    high: float = 0.7
    wide: float = 8.0

    @property
    def words(self) -> str:
        return f"{self.high:g} 米 × {self.wide:g} 米"


USUAL = Size()


def require_short(lines: Iterable[str]) -> None:
    """Raise CallError for a slogan that is too long for one line."""
    if long := next((line for line in lines if len(line) > LONGEST), ""):
        raise CallError(f"“{long[:20]}……”有 {len(long)} 个字，一行排不下，最多 {LONGEST} 个字。")


def size_of(words: str) -> Size | None:
    """The size that is written as height and width in metres, such as 0.7x8; None for what is no size of a banner."""
    match = _SIZE.fullmatch(words.strip())
    size = Size(*sorted(map(float, match.groups()))) if match else Size(0, 0)
    fits = _HIGH[0] <= size.high <= _HIGH[1] and _WIDE[0] <= size.wide <= _WIDE[1] and size.wide >= 2 * size.high
    return size if fits else None


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """One file of all slogans of `entry`; none when it has none. Raises as `setting` does."""
    library = pages.library
    if found := slogans(library, entry):
        sheets = banners(library, found, USUAL, entry.path)
        with blaming(library, entry.path, entry.places.start):
            pdf = setter_of(library).pdf(sheets, entry.notice.title, entry.facts.publish)
        yield Out(NAME, pdf)


def slogans(library: Library, entry: Entry) -> list[str]:
    if list_gone(library, entry) or entry.state == "withdrawn":
        return []
    blocks = blocks_of(entry.rendered.html)
    found = list(_under_heading(blocks)) or list(_leads(blocks))
    found = [words.strip().rstrip(_STOPS).strip("“”") for words in found]
    return list(dict.fromkeys(words for words in found if words and len(words) <= LONGEST))


def banners(library: Library, lines: Sequence[str], size: Size, source: str) -> list[Sheet]:
    """A page for each of `lines`; they come from the file `source`."""
    facts = {
        "wide": size.wide * 1000 / SCALE,
        "high": size.high * 1000 / SCALE,
        "colour": colours(library)["main"],
        "note": f"成品 {size.words}，本文件为 1:{SCALE}，印制时放大到 {SCALE * 100}%，沿角线裁切",
    }
    return [Sheet("banner", facts | {"slogan": line}, source) for line in lines]


def _under_heading(blocks: Sequence[Block]) -> Iterator[str]:
    level = 0
    for block in blocks:
        if block["t"] == "h":
            inside = level and block["level"] > level
            level = level if inside else block["level"] if _HEADING.search(text_of([block])) else 0
        elif level:
            yield from (text_of([part]) for part in paragraphs([block]) if part["role"] != "signed")


def _leads(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block["t"] == "list":
            yield from filter(None, map(lead, block["items"]))
