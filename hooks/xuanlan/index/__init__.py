"""The search index: exact, in small pieces, the same for the same content.

Every text is folded (`text.fold`). A string is found where its pairs of neighbouring characters follow each other, so
no dictionary of words is needed and nothing that stands in a text is missed. An index is a folder of plain scripts:

    index.js                    the blocks of both sets (`blocks.py`): name, files of lists as a power of 2, documents,
                                edition, which stands for the content of the block's files
    simplified.js               traditional characters, each followed by its simplified form
    <set>/<block>/<hex>.js      lists of pairs (`lists.py`); the key decides the file
    <set>/<block>/times.js      what the states of the block's documents depend on, where it is more than publication
    <set>/<block>/ids.js        ids of notices, addresses of pages
    <set>/<block>/facets.js     column, unit and year of each document
    <set>/text/<name>.js        what a hit shows: title, 发文字号, unit, kind, date, then the text, a line each

The sets are `n`, the notices, and `p`, the hand-written pages. A query loads index.js, the lists of its pairs, one or
two files for each block that has hits and the texts of the hits that are shown. Documents of a block are numbered
from the oldest. How bytes become a script: `packing.py`. The reader: `theme/browser/search/`.

What needs numpy is imported where it is used: a build that indexes nothing does without.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from xuanlan import __version__
from xuanlan.index.blocks import CALL, Card, divide, file_bits
from xuanlan.runtime.cache import digest
from xuanlan.text.folding import fold

__all__ = [
    "NOTICES",
    "PAGES",
    "Block",
    "Card",
    "Edit",
    "File",
    "blocks_of",
    "index_file",
    "simplified_file",
    "text_file",
]

NOTICES, PAGES = "n", "p"
INDEX = "index.js"
_FIELDS = attrgetter(*Card.__slots__)
File = tuple[str, bytes]
"""A path inside the index' folder, and what stands there once `packing.scripts` has made a script of it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Title, 发文字号 and folded text of a document, as they were and as they are."""

    before: tuple[str, str, str]
    after: tuple[str, str, str]


@dataclass(frozen=True)
class Block:
    """One block of the set `set`; `columns` are the titles of columns by slug."""

    set: str
    name: str
    cards: list[Card]
    columns: Mapping[str, str]

    @cached_property
    def bits(self) -> int:
        """The logarithm to base 2 of the number of its files of lists."""
        return file_bits(sum(card.size for card in self.cards))

    @cached_property
    def edition(self) -> str:
        """Digest of all files of the block, those of its texts included."""
        return digest(
            __version__, *(repr(_FIELDS(card)) for card in self.cards), repr(sorted(self.columns.items()))
        ).hex()[:8]

    def lists(self, folded: Sequence[str]) -> list[File]:
        """All lists of the block; `folded` are the texts of its cards."""
        from xuanlan.index.lists import list_files

        return self._files(enumerate(list_files(self._heads(), folded, self.bits)))

    def changed_lists(self, folded: Sequence[str], edits: Iterable[Edit]) -> list[File]:
        """The files of lists that are not what they were before `edits` to cards that keep their places."""
        from xuanlan.index.lists import list_files, touched

        files: set[int] = set()
        for edit in edits:
            (*old_head, old_body), (*head, body) = edit.before, edit.after
            files |= touched([*map(fold, old_head)], old_body, [*map(fold, head)], body, self.bits)
        made = list_files(self._heads(), folded, self.bits, files)
        return self._files((number, made[number]) for number in sorted(files))

    def tables(self) -> list[File]:
        """What is known of the block's documents beside their texts."""
        from xuanlan.index.packing import packed_json

        changes = [[number, json.loads(card.changes)] for number, card in enumerate(self.cards) if card.changes]
        tables = {"ids": [card.name for card in self.cards], "times": changes, "facets": _facets(self)}
        return self._files((name, packed_json(value)) for name, value in tables.items())

    def _heads(self) -> list[str]:
        return [fold(text) for card in self.cards for text in (card.title, card.doc_no)]

    def _files(self, contents: Iterable[tuple[str | int, bytes | None]]) -> list[File]:
        named = ((name if isinstance(name, str) else f"{name:x}", content) for name, content in contents)
        return [(f"{self.set}/{self.name}/{name}.js", content) for name, content in named if content is not None]


def blocks_of(set_: str, cards: Sequence[Card], columns: Mapping[str, str]) -> list[Block]:
    """The blocks of a set, oldest first."""
    return [Block(set_, name, members, columns) for name, members in divide(cards)]


def text_file(set_: str, name: str, card: Card, body: str) -> File:
    """What a hit shows: of a notice `name` is the id, of a page its block and its number there."""
    from xuanlan.index.packing import packed_text

    head = (card.title, card.doc_no, "、".join(card.unit), card.kind, card.date)
    text = "\n".join(" ".join(line.split()) for line in head) + "\n" + body
    return f"{set_}/text/{name}.js", packed_text(text)


def simplified_file(table: str) -> File:
    """The table for traditional input (`traditional.py`)."""
    from xuanlan.index.packing import packed_text

    return "simplified.js", packed_text(table)


def index_file(made: Iterable[Block], *, simplified: bool) -> bytes:
    """What a reader loads first, a script already: the blocks of both sets, whether there is `simplified_file`."""
    listed: dict[str, list[object]] = {NOTICES: [], PAGES: []}
    for block in made:
        listed[block.set].append([block.name, block.bits, len(block.cards), block.edition])
    index = {**listed, "simplified": simplified}
    return f"{CALL}({json.dumps(index, separators=(',', ':'))})\n".encode()


def _facets(block: Block) -> dict[str, object]:
    """Tables of what occurs, and for each document which of their entries it has; years by their first document."""
    cards, columns = block.cards, block.columns
    slugs = sorted({card.column for card in cards})
    units = sorted({unit for card in cards for unit in card.unit})
    years = [card.date[:4] for card in cards]
    since = [number for number, year in enumerate(years) if number == 0 or years[number - 1] != year]
    return {
        "columns": [[slug, columns.get(slug, slug)] for slug in slugs],
        "column": [slugs.index(card.column) for card in cards],
        "units": units,
        "unit": [[units.index(unit) for unit in card.unit] for card in cards],
        "year": [years[number] for number in since],
        "since": since,
    }
