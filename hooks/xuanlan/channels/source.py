"""What a projection may say: the fields and lines of a notice as readers may see them now, each with its place"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urljoin

from xuanlan import addresses, text
from xuanlan.channels.facts import Fact, facts, implied
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.render.contacts import contact_words
from xuanlan.render.entries import list_gone, shown, state_view
from xuanlan.render.facts import facts_of
from xuanlan.render.pages import Pages
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.gist import paragraphs
from xuanlan.sheets.lines import bare

_SILENT = frozenset({"current", "open"})
"""States that need no sentence: what there is to say of a 公示 is its period."""
_SHORTEST_NAME = 2
_NOTE = "#s-fn:"
"""How the address of a note of the text begins."""
_LINE = re.compile("^", re.MULTILINE)


class Span(NamedTuple):
    """A part of the source: a field by its name or a line of the body by its number, and the words there."""

    place: str
    text: str

    def part(self, words: str) -> Span:
        """The part of it that reads `words`."""
        assert words in self.text, f"{words!r} is not in {self.place}"
        return Span(self.place, words)


class Line(NamedTuple):
    """A line of the body."""

    span: Span
    sign: str = ""
    """the number or dot before it"""
    role: str = ""
    """signed, addressees, or empty"""
    head: bool = False
    cells: tuple[str, ...] = ()
    """the cells of a row of a table, each behind the name of its column"""


@dataclass(frozen=True)
class Source:
    """One notice, for projections."""

    library: Library
    entry: Entry
    """as readers may see it"""
    names: frozenset[str]
    """names that count as facts"""
    fields: Mapping[str, Span] = field(default_factory=dict)
    """words by the keys of `render.facts.ROWS` and by those of `_fields`"""
    blocks: Sequence[Block] = ()
    lines: Sequence[Line] = ()
    attachments: Sequence[Span] = ()
    beside: Sequence[Span] = ()
    """where its links lead, and what its pictures show"""

    def words(self, key: str) -> str:
        """The words of the field `key`; empty without it."""
        return self.fields[key].text if key in self.fields else ""

    @cached_property
    def text(self) -> str:
        """All that the source says."""
        spans = (*self.fields.values(), *(line.span for line in self.lines), *self.attachments, *self.beside)
        return "\n".join((*(span.text for span in spans), text_of(list(self.blocks))))

    def facts(self, text: str) -> list[Fact]:
        """The facts of `text`, with the names that this notice and the registers of its site know."""
        return facts(text, self.names)

    def told(self, text: str) -> set[str]:
        """Keys of everything that somebody knows who reads `text`; a number that begins a line may be that of an item,
        and is a fact as soon as something stands before it."""
        return implied((*self.facts(text), *self.facts(_LINE.sub("，", text))))

    @cached_property
    def known(self) -> set[str]:
        """Keys of everything that a projection may tell."""
        return self.told(self.text)


def source_of(pages: Pages, entry: Entry) -> Source:
    """The source of all projections of `entry`: without the body where that is withheld from readers."""
    library, entry = pages.library, shown(entry)
    fields = {key: Span(key, words) for key, words in _fields(library, entry) if words}
    own = {part for key in ("place", "units") for part in fields.get(key, Span("", "")).text.split("、")}
    contacts = {contact.name for contact in (entry.notice.contact, entry.notice.objections) if contact and contact.name}
    names = frozenset(name for name in own | contacts | pages.once(_names) if len(name) >= _SHORTEST_NAME)
    if list_gone(library, entry):
        return Source(library, entry, names, fields)
    blocks = blocks_of(entry.rendered.html, may_turn=False)
    lines = list(lines_of(blocks))
    attachments = [Span("attachments", title) for title, _ in entry.attachments]
    beside = [Span("beside", words) for words in _beside(library, entry, blocks)]
    return Source(library, entry, names, fields, blocks, lines, attachments, beside)


def address_of(library: Library, entry: Entry, href: str) -> str:
    """The public address that a link of `entry` leads to; empty for a place on its own page, and for what is none."""
    page = addresses.public(library.site.url, entry.address)
    if href.startswith("#") or (addresses.elsewhere(href) and not href.startswith(("http://", "https://"))):
        return ""
    return urljoin(page, href).removesuffix(addresses.HOME) if page or addresses.elsewhere(href) else ""


def _beside(library: Library, entry: Entry, blocks: Sequence[Block]) -> Iterator[str]:
    for block in every(blocks):
        if block["t"] == "image" and block["alt"]:
            yield block["alt"]
        for run in block.get("i", ()):
            if address := address_of(library, entry, run["link"]) if run.get("link") else "":
                yield address


def every(blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks`, and all blocks inside them."""
    for block in blocks:
        yield block
        cells = (cell["blocks"] for row in block.get("rows", ()) for cell in row)
        for inner in (block.get("blocks", ()), *block.get("items", ()), *cells):
            yield from every(inner)


def _names(pages: Pages) -> frozenset[str]:
    """Every name that the registers of the site and the notices' own fields give."""
    library = pages.library
    units = (unit for entry in library.entries for unit in library.units(entry))
    return frozenset((*library.names.forms, *(line.name for line in library.hotlines), *units))


def _fields(library: Library, entry: Entry) -> Iterator[tuple[str, str]]:
    notice = entry.notice
    silent = entry.state in _SILENT
    yield "state", "" if silent else state_view(library, entry, entry.address).sentence
    yield "label", "" if silent else schedule.label(entry.state)
    yield "kind", notice.kind
    yield "title", notice.title
    yield "doc_no", notice.doc_no or ""
    yield "to", (notice.to or "").rstrip(":：")
    for fact in facts_of(library, entry):
        yield fact.row.key, fact.words
    yield "summary", "" if list_gone(library, entry) else notice.summary or ""
    yield "contact", contact_words(library, notice.contact, entry.address)
    yield "objections", contact_words(library, notice.objections, entry.address)
    yield "signed", text.chinese_date(notice.date)
    yield "site", library.settings.unit or library.site.name
    yield "address", addresses.public(library.site.url, entry.address)


def lines_of(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines of the body, numbered from 1: paragraphs, items, and the rows of tables."""
    for number, (words, kept) in enumerate(_lines(blocks), 1):
        yield kept._replace(span=Span(f"body {number}", words))


_NOWHERE = Span("", "")


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, Line]]:
    for block in blocks:
        if block["t"] == "table":
            yield from _rows(block)
        elif block["t"] not in ("image", "media", "rule"):
            for part in paragraphs([block]):
                words = words_of(part["i"]).strip()
                if words:
                    yield words, Line(_NOWHERE, part["sign"], part["role"], part["head"])


def words_of(runs: Sequence[Block]) -> str:
    """The words of runs, with a blank where a line ends, without the numbers of notes."""
    shown = (run for run in runs if not (run.get("sup") and str(run.get("link", "")).startswith(_NOTE)))
    return bare("".join(run.get("s", " " if "br" in run else "") for run in shown))


def _rows(table: Block) -> Iterator[tuple[str, Line]]:
    """The rows below the head as lines that can be understood without the table."""
    rows = [[cell_words(cell) for cell in row] for row in table["rows"]]
    simple = table["head"] == 1 and all(len(row) == len(rows[0]) for row in rows)
    for row in rows[1:] if simple else rows:
        named = zip(rows[0], row, strict=True) if simple else (("", cell) for cell in row)
        cells = tuple(f"{head}：{cell}" if head else cell for head, cell in named if cell.strip("—- "))
        if cells:
            yield "，".join(cells), Line(_NOWHERE, cells=cells)


def cell_words(cell: Block) -> str:
    return " ".join(words_of(block["i"]) for block in cell["blocks"] if "i" in block).strip()
