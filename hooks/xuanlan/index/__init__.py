"""The search index: an inverted index of character pairs, exact, in small files, the same bytes for the same content.

Every text is folded (`text.folding`). A string is found where its pairs of neighbouring characters (bigrams) follow
each other: no segmentation into words is needed, and no substring of a text is missed. An index is a folder of scripts:

    index.js                    the blocks of all sets (`blocks.py`): name, binary logarithm of the number of its list
                                files, number of documents, edition (digest of the content of the block's files),
                                of notices the binary logarithm of the number of the list files of initials
    hotlines.js                 the register of hotlines
    simplified.js               traditional characters, each followed by its simplified form
    <set>/<block>/<hex>.js      the lists of pairs (`lists.py`); a hash of its key decides in which file a list lies
    n/<block>/i/<hex>.js        the same lists of the initials of the titles' pinyin, loaded when somebody types these
    <set>/<block>/times.js      facts that a document's state depends on, if there are any beside its publication
    <set>/<block>/ids.js        ids of notices, addresses of pages, names of files
    <set>/<block>/facets.js     column, unit and year of each document
    <set>/text/<name>.js        what a hit shows: title, 发文字号, unit, kind, date, lengths of the phrases of the
                                title, of a file the title of its notice; then the text, a line each

The sets are `n`, the notices, `p`, the hand-written pages, and `a`, the files attached to notices. A query loads
index.js, the lists of its pairs, one or two files for each block that has hits, and the texts of the hits that are
shown. The documents of a block are numbered from 0, the oldest first. How bytes become a script: `packing.py`. The
reader: `theme/browser/search/`.

Modules that need numpy are imported inside functions: a build that indexes nothing never loads it.
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
from xuanlan.text.initials import initials

__all__ = [
    "FILES",
    "NOTICES",
    "PAGES",
    "Block",
    "Card",
    "Edit",
    "File",
    "blocks_of",
    "file_name",
    "hotlines_file",
    "index_file",
    "simplified_file",
    "text_file",
]

NOTICES, PAGES, FILES = "n", "p", "a"
INDEX = "index.js"
_FIELDS = attrgetter(*Card.__slots__)
_TAG = 12
"""Hex digits that tell the files of one notice apart; the reader cuts them off (`blocks.js`)."""
File = tuple[str, bytes]
"""A path inside the folder of the index, and the content of that file before `packing.scripts` makes it a script."""


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
        """The binary logarithm of the number of its list files."""
        return file_bits(sum(card.size for card in self.cards))

    @cached_property
    def edition(self) -> str:
        """Eight hex digits that change with any file of the block, its documents' text files included."""
        return digest(
            __version__, *(repr(_FIELDS(card)) for card in self.cards), repr(sorted(self.columns.items()))
        ).hex()[:8]

    def lists(self, folded: Sequence[str]) -> list[File]:
        """All lists of the block; `folded` are the texts of its cards."""
        from xuanlan.index.lists import list_files

        return [*self._files(enumerate(list_files(self._heads(), folded, self.bits))), *self._initial_lists()]

    def changed_lists(self, folded: Sequence[str], edits: Sequence[Edit]) -> list[File]:
        """The list files that `edits` change; the edited cards keep their numbers in the block."""
        from xuanlan.index.lists import list_files, touched

        files: set[int] = set()
        for edit in edits:
            (*old_head, old_body), (*head, body) = edit.before, edit.after
            files |= touched([*map(fold, old_head)], old_body, [*map(fold, head)], body, self.bits)
        made = list_files(self._heads(), folded, self.bits, files)
        changed = self._files((number, made[number]) for number in sorted(files))
        retitled = any(edit.before[0] != edit.after[0] for edit in edits)
        return [*changed, *(self._initial_lists() if retitled else ())]

    def tables(self) -> list[File]:
        """The block's ids.js, times.js and facets.js."""
        from xuanlan.index.packing import packed_json

        changes = [[number, json.loads(card.changes)] for number, card in enumerate(self.cards) if card.changes]
        tables = {"ids": [card.name for card in self.cards], "times": changes, "facets": _facets(self)}
        return self._files((name, packed_json(value)) for name, value in tables.items())

    @cached_property
    def initials(self) -> list[str]:
        """Of notices, the initials of the titles' pinyin."""
        return [initials(card.title) for card in self.cards] if self.set == NOTICES else []

    @cached_property
    def initials_bits(self) -> int:
        return file_bits(sum(map(len, self.initials)))

    def _initial_lists(self) -> list[File]:
        from xuanlan.index.lists import list_files

        if not self.initials:
            return []
        heads = [text for title in self.initials for text in (title, "")]
        made = list_files(heads, [""] * len(self.initials), self.initials_bits)
        return self._files((f"i/{number:x}", content) for number, content in enumerate(made))

    def _heads(self) -> list[str]:
        return [fold(text) for card in self.cards for text in (card.title, card.doc_no)]

    def _files(self, contents: Iterable[tuple[str | int, bytes | None]]) -> list[File]:
        named = ((name if isinstance(name, str) else f"{name:x}", content) for name, content in contents)
        return [(f"{self.set}/{self.name}/{name}.js", content) for name, content in named if content is not None]


def blocks_of(set_: str, cards: Sequence[Card], columns: Mapping[str, str]) -> list[Block]:
    """The blocks of a set, oldest first."""
    return [Block(set_, name, members, columns) for name, members in divide(cards)]


def text_file(set_: str, name: str, card: Card, phrases: str, body: str) -> File:
    """What a hit shows. `name` is the id of a notice; of a page, its block and its number in the block; of a file, what
    stands before the slash in its card's name. `phrases` are the lengths of the phrases of the title."""
    from xuanlan.index.packing import packed_text

    head = [card.title, card.doc_no, "、".join(card.unit), card.kind, card.date, phrases]
    if set_ == FILES:
        head.append(card.within)
    text = "\n".join(" ".join(line.split()) for line in head) + "\n" + body
    return f"{set_}/text/{name}.js", packed_text(text)


def file_name(ident: str, name: str) -> str:
    """The name of the card of the file that lies as `name` beside the notice `ident`: no other has that, and a name of
    any length makes a text file whose name is short."""
    return f"{ident}-{digest(name).hex()[:_TAG]}/{name}"


def simplified_file(table: str) -> File:
    """The file of `table`, with which queries in traditional characters are simplified (`text.traditional`)."""
    from xuanlan.index.packing import packed_text

    return "simplified.js", packed_text(table)


def hotlines_file(rows: Sequence[Mapping[str, str]]) -> File:
    """The file of hotlines, which readers match themselves: a register is small."""
    from xuanlan.index.packing import packed_json

    return "hotlines.js", packed_json(rows)


def index_file(made: Iterable[Block], *, simplified: bool, hotlines: str = "") -> bytes:
    """index.js, already a script, which readers load first: the blocks of all sets, whether simplified.js exists, and
    the edition of hotlines.js, "" for none."""
    listed: dict[str, list[object]] = {NOTICES: [], PAGES: [], FILES: []}
    for block in made:
        row: list[object] = [block.name, block.bits, len(block.cards), block.edition]
        listed[block.set].append([*row, block.initials_bits] if block.initials else row)
    index = {**listed, "simplified": simplified, "hotlines": hotlines}
    return f"{CALL}({json.dumps(index, separators=(',', ':'))})\n".encode()


def _facets(block: Block) -> dict[str, object]:
    """The values that occur, and each document's indices into them; for each year the number of its first document."""
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
