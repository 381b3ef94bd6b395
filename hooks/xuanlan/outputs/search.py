"""The search page and the index of everything that readers can see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from xuanlan import addresses, index
from xuanlan.library.docs import DocPage
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.render.entries import list_gone, shown, visible_text
from xuanlan.render.pages import Pages, Unit, everything, titled_view
from xuanlan.runtime.cache import Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads
from xuanlan.text.folding import fold
from xuanlan.text.traditional import simplified_table
from xuanlan.tree.out import Out

FEW = 20
"""Most edited notices of a block for which only the changed files are made, rather than the whole block."""
CHARACTERS_PER_WEIGHT = 1500
"""Characters that are indexed in the time for one notice page."""


def units(pages: Pages) -> Iterator[Unit]:
    library = pages.library
    rows = pages.once(_rows)
    traditional = library.settings.traditional
    token = pages.token("search.html", addresses.SEARCH, "search")
    yield Unit("search", _page, digest(token, repr((rows, traditional))))
    for number, (set_, block, edition, size) in enumerate(rows):
        key = digest("block", block, edition)
        name, weight = f"{addresses.INDEX}{set_}/{block}", size // CHARACTERS_PER_WEIGHT
        if set_ == index.NOTICES:
            if not library.cache.has([_contents_key(key)]):
                found = pages.once(_blocks)[number]
                contents = [_contents(card) for card in found.cards]
                library.cache.put({_contents_key(key): dumps([found.bits, contents])})
            yield Unit(name, partial(_block, number), key, weight, partial(_changed_files, number))
        else:
            yield Unit(name, partial(_block, number), key, weight)
    if traditional:
        yield Unit("simplified", _simplified, digest("simplified"), len(library.entries) // 10)


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """The file that a hit on `entry` loads to show its text."""
    library = pages.library
    card, text = _notice_card(library, entry), visible_text(library, entry)
    yield from _outs([index.text_file(index.NOTICES, entry.id, card, text)])


def _page(pages: Pages) -> Iterator[Out]:
    library = pages.library
    page = titled_view(library, addresses.SEARCH, "search")
    yield pages.page(addresses.SEARCH, "search", page, "search.html")
    listed = index.index_file(pages.once(_blocks), simplified=library.settings.traditional)
    yield Out(f"{addresses.INDEX}{index.INDEX}", listed)


def _simplified(_: Pages) -> Iterator[Out]:
    yield from _outs([index.simplified_file(simplified_table())])


def _rows(pages: Pages) -> list[tuple[str, str, str, int]]:
    """Set, name, edition and number of characters of every block; from the cache where nothing has changed."""
    library = pages.library
    cards = (repr(_page_card(page)) for page in library.docs.pages.values())
    key = digest("blocks", engine(), pages.once(everything), *cards)
    with suppress(*MISSHAPEN):
        if kept := library.cache.get(key):
            return [(str(set_), str(name), str(edition), int(size)) for set_, name, edition, size in loads(kept)]
    blocks = pages.once(_blocks)
    rows = [(block.set, block.name, block.edition, sum(card.size for card in block.cards)) for block in blocks]
    library.cache.put({key: dumps(rows)})
    return rows


def _blocks(pages: Pages) -> list[index.Block]:
    library = pages.library
    columns = {slug: column.title for slug, column in library.columns.items()}
    notices = [_notice_card(library, shown(entry)) for entry in library.public]
    docs = [_page_card(page) for page in library.docs.pages.values()]
    return index.blocks_of(index.NOTICES, notices, columns) + index.blocks_of(index.PAGES, docs, columns)


def _block(number: int, pages: Pages) -> Iterator[Out]:
    library, block = pages.library, pages.once(_blocks)[number]
    if block.set == index.NOTICES:
        made = [*block.lists(_folded(library, block.cards)), *block.tables()]
    else:
        texts = {page.address: page.rendered.text for page in library.docs.pages.values()}
        bodies = [texts[card.name] for card in block.cards]
        made = [*block.lists([fold(body) for body in bodies]), *block.tables()]
        for place, (card, body) in enumerate(zip(block.cards, bodies, strict=True)):
            made.append(index.text_file(block.set, f"{block.name}-{place}", card, body))
    yield from _outs(made)


def _changed_files(number: int, old_key: Key, pages: Pages) -> Iterator[Out] | None:
    """The files of block `number` that differ since the build in which its key was `old_key`; None if the notices in it
    are not the same, or too many of them were edited."""
    library, block = pages.library, pages.once(_blocks)[number]
    value = library.cache.get(_contents_key(old_key))
    if value is None:
        return None
    bits, before = loads(value)
    now = [_contents(card) for card in block.cards]
    changed = [(old, card) for old, new, card in zip(before, now, block.cards, strict=False) if old != new]
    if bits != block.bits or [old[0] for old in before] != [new[0] for new in now] or len(changed) > FEW:
        return None
    edits = []
    for (_, title, doc_no, plain), card in changed:
        body = library.texts.folded_text(bytes.fromhex(plain)) if plain else ""
        if body is None:
            return None
        edits.append(index.Edit((title, doc_no, body), (card.title, card.doc_no, _folded(library, [card])[0])))
    lists = block.changed_lists(_folded(library, block.cards), edits) if edits else []
    return _outs([*lists, *block.tables()])


def _contents(card: index.Card) -> list[str]:
    """The fields of `card` that the lists of its block depend on."""
    return [card.name, card.title, card.doc_no, card.body]


def _contents_key(block: Key) -> Key:
    """The cache key of the `_contents` of the block with the key `block`; a later build compares them."""
    return digest("contents", block)


def _folded(library: Library, cards: Sequence[index.Card]) -> list[str]:
    """The folded texts of notices; empty for those that readers cannot see."""
    texts = library.texts.folded_many([library.by_id[card.name] for card in cards if card.body])
    return [next(texts) if card.body else "" for card in cards]


def _outs(files: Iterable[index.File]) -> Iterator[Out]:
    return (Out(f"{addresses.INDEX}{path}", content, script=True) for path, content in files)


def _notice_card(library: Library, entry: Entry) -> index.Card:
    notice, facts, gone = entry.notice, entry.facts, list_gone(library, entry)
    changes = {key: value for key, value in schedule.to_row(facts).items() if key in "ecofr"}
    return index.Card(
        name=entry.id,
        title=notice.title,
        body="" if gone else entry.text.plain.hex(),
        length=0 if gone else entry.text.length,
        doc_no=notice.doc_no or "",
        unit=library.units(entry),
        kind=notice.kind,
        column=library.column(entry).slug,
        date=facts.publish.date().isoformat(),
        moment=int(facts.publish.timestamp()),
        changes=json.dumps(changes) if changes else "",
    )


def _page_card(page: DocPage) -> index.Card:
    text = page.rendered.text
    return index.Card(name=page.address, title=page.title, body=digest(text).hex(), length=len(text))
