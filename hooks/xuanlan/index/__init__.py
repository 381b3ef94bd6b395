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
from the oldest. How bytes become a script: `packing.py`. The reader: `theme/browser/search-*.js`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xuanlan.index.blocks import Card, divide
from xuanlan.index.lists import file_bits, list_files
from xuanlan.index.packing import CALL, packed_json, packed_text, script, scripts
from xuanlan.index.workers import in_processes
from xuanlan.text import fold

__all__ = ["NOTICES", "PAGES", "Card", "files"]

NOTICES, PAGES = "n", "p"
Block = tuple[str, str, list[Card], Mapping[str, str]]
"""Set, name of the block, its documents, titles of columns by slug."""
WORTH_A_PROCESS = 1 << 21
"""Characters that are indexed in about the time that a process takes to start."""


def files(
    sets: Mapping[str, Sequence[Card]], columns: Mapping[str, str], *, simplified: str
) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path inside the index' folder.

    `columns` are the titles of columns by slug; `simplified` is the table for traditional input (`traditional.py`), or
    empty when such input shall find nothing else.
    """
    blocks = [(name, block, members, columns) for name, cards in sets.items() for block, members in divide(cards)]
    listed: dict[str, list[object]] = {name: [] for name in sets}
    size = sum(card.size for cards in sets.values() for card in cards)
    made = in_processes(_block_files, blocks, size // WORTH_A_PROCESS)
    for (name, block, members, _), contents in zip(blocks, made, strict=True):
        edition = hashlib.sha256(b"".join(content for _, content in contents)).hexdigest()[:8]
        listed[name].append([block, _bits(members), len(members), edition])
        yield from contents
    if simplified:
        yield "simplified.js", script(packed_text(simplified))
    index = {**listed, "simplified": bool(simplified)}
    yield "index.js", f"{CALL}({json.dumps(index, separators=(',', ':'))})\n".encode()


def _bits(cards: Iterable[Card]) -> int:
    return file_bits(sum(card.size for card in cards))


def _block_files(block: Block) -> list[tuple[str, bytes]]:
    """All files of one block."""
    set_, name, cards, columns = block
    heads = [fold(text) for card in cards for text in (card.title, card.doc_no)]
    lists = list_files(heads, [fold(card.body) for card in cards], _bits(cards))
    contents = {f"{set_}/{name}/{number:x}.js": content for number, content in enumerate(lists)}
    contents[f"{set_}/{name}/ids.js"] = packed_json([card.name for card in cards])
    contents[f"{set_}/{name}/times.js"] = packed_json(
        [[number, json.loads(card.changes)] for number, card in enumerate(cards) if card.changes]
    )
    contents[f"{set_}/{name}/facets.js"] = packed_json(_facets(cards, columns))
    for number, card in enumerate(cards):
        key = card.name if set_ == NOTICES else f"{name}-{number}"
        contents[f"{set_}/text/{key}.js"] = packed_text(_shown(card))
    return list(zip(contents, scripts(list(contents.values())), strict=True))


def _shown(card: Card) -> str:
    """The lines of the text file: what stands around the text, then the text."""
    head = (card.title, card.doc_no, "、".join(card.unit), card.kind, card.date)
    return "\n".join(" ".join(line.split()) for line in head) + "\n" + card.body


def _facets(cards: Sequence[Card], columns: Mapping[str, str]) -> dict[str, object]:
    """Tables of what occurs, and for each document which of their entries it has; years by their first document."""
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
