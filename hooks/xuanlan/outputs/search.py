"""The search page and the index of everything that readers can see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from xuanlan import addresses, index
from xuanlan.library.attachments import Attached
from xuanlan.library.docs import DocPage
from xuanlan.library.entry import Entry
from xuanlan.library.file_texts import texts_of
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.render.contacts import hotline_view
from xuanlan.render.entries import list_gone, shown, visible_text
from xuanlan.render.pages import Pages, Unit, everything, titled_view
from xuanlan.runtime.cache import Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads
from xuanlan.text.folding import fold
from xuanlan.text.traditional import simplified_table
from xuanlan.tree.out import Out

_File = tuple[index.Card, tuple[str, Attached]]
"""The card of an attached file; its path in the site's folder, and what is known of it."""
_OF_HOTLINE = (*("name", "number", "extension", "tel", "unit", "purpose", "hours", "hours_facts", "note", "href"),)
"""Parts of a `ContactView`; the reader has the same names (`hotlines.js`)."""
FEW = 20
"""Most edited documents of a block for which only the changed files are made, rather than the whole block."""
CHARACTERS_PER_WEIGHT = 1500
"""Characters that are indexed in the time for one notice page."""


def units(pages: Pages) -> Iterator[Unit]:
    library = pages.library
    rows = pages.once(_rows)
    traditional = library.settings.traditional
    token = pages.token("search.html", addresses.SEARCH, "search")
    hotlines = pages.once(_hotlines)
    yield Unit("search", _page, digest(token, repr((rows, traditional, hotlines))))
    if hotlines:
        yield Unit("search-hotlines", _hotlines_file, digest("search-hotlines", repr(hotlines)))
    for number, (set_, block, edition, size) in enumerate(rows):
        key = digest("block", block, edition)
        name, weight = f"{addresses.INDEX}{set_}/{block}", size // CHARACTERS_PER_WEIGHT
        if set_ != index.PAGES:
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
    """The files that hits on `entry` and on what is attached to it load to show their texts."""
    library = pages.library
    card = _notice_card(library, entry)
    text = "\n".join(filter(None, (visible_text(library, entry), card.named)))
    made = [index.text_file(index.NOTICES, entry.id, card, _phrases(library, card), text)]
    attached = _file_cards(library, entry)
    texts = texts_of(library.root, library.cache, [file for _, file in attached])
    for (card, _), text in zip(attached, texts, strict=True):
        made.append(index.text_file(index.FILES, card.name.partition("/")[0], card, _phrases(library, card), text))
    yield from _outs(made)


def _phrases(library: Library, card: index.Card) -> str:
    return library.phrasing.of(" ".join(card.title.split())).lengths


def _page(pages: Pages) -> Iterator[Out]:
    library = pages.library
    page = titled_view(library, addresses.SEARCH, "search")
    yield pages.page(addresses.SEARCH, "search", page, "search.html")
    listed = index.index_file(pages.once(_blocks), simplified=library.settings.traditional, hotlines=_edition(pages))
    yield Out(f"{addresses.INDEX}{index.INDEX}", listed)


def _hotlines(pages: Pages) -> list[dict[str, str]]:
    """What the search knows of each hotline; hrefs are from the root."""
    views = (hotline_view(pages.library, hotline, addresses.HOME) for hotline in pages.library.hotlines)
    return [{key: str(getattr(view, key)) for key in _OF_HOTLINE} for view in views]


def _edition(pages: Pages) -> str:
    hotlines = pages.once(_hotlines)
    return digest(index.hotlines_file(hotlines)[1]).hex()[:8] if hotlines else ""


def _hotlines_file(pages: Pages) -> Iterator[Out]:
    yield from _outs([index.hotlines_file(pages.once(_hotlines))])


def _simplified(_: Pages) -> Iterator[Out]:
    yield from _outs([index.simplified_file(simplified_table())])


def _rows(pages: Pages) -> list[tuple[str, str, str, int]]:
    """Set, name, edition and number of characters of every block; from the cache where nothing has changed."""
    library = pages.library
    cards = (repr(_page_card(page)) for page in library.docs.for_readers)
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
    docs = [_page_card(page) for page in library.docs.for_readers]
    files = [card for card, _ in pages.once(_files).values()]
    sets = {index.NOTICES: notices, index.PAGES: docs, index.FILES: files}
    return [block for set_, cards in sets.items() for block in index.blocks_of(set_, cards, columns)]


def _files(pages: Pages) -> dict[str, _File]:
    """The cards of all attached files that the search may show, by their names."""
    library = pages.library
    every = (_file_cards(library, shown(entry)) for entry in library.public if entry.files)
    return {file[0].name: file for files in every for file in files}


def _block(number: int, pages: Pages) -> Iterator[Out]:
    library, block = pages.library, pages.once(_blocks)[number]
    if block.set != index.PAGES:
        made = [*block.lists(_folded(pages, block.set, block.cards)), *block.tables()]
    else:
        texts = {page.address: page.rendered.text for page in library.docs.pages.values()}
        bodies = [texts[card.name] for card in block.cards]
        made = [*block.lists([fold(body) for body in bodies]), *block.tables()]
        for place, (card, body) in enumerate(zip(block.cards, bodies, strict=True)):
            made.append(index.text_file(block.set, f"{block.name}-{place}", card, _phrases(library, card), body))
    yield from _outs(made)


def _changed_files(number: int, old_key: Key, pages: Pages) -> Iterator[Out] | None:
    """The files of block `number` that differ since the build in which its key was `old_key`; None if the documents in
    it are not the same, or too many of them were edited."""
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
    for (_, title, doc_no, plain, names), card in changed:
        body = library.texts.folded_text(bytes.fromhex(plain)) if plain else ""
        if body is None:
            return None
        body = with_names(body, names)
        edits.append(index.Edit((title, doc_no, body), (card.title, card.doc_no, _folded(pages, block.set, [card])[0])))
    lists = block.changed_lists(_folded(pages, block.set, block.cards), edits) if edits else []
    return _outs([*lists, *block.tables()])


def _contents(card: index.Card) -> list[str]:
    """The fields of `card` that the lists of its block depend on."""
    return [card.name, card.title, card.doc_no, card.body, card.named]


def _contents_key(block: Key) -> Key:
    """The cache key of the `_contents` of the block with the key `block`; a later build compares them."""
    return digest("contents", block)


def _folded(pages: Pages, set_: str, cards: Sequence[index.Card]) -> list[str]:
    """The folded texts of notices or attached files; empty for those that readers cannot see."""
    library = pages.library
    if set_ == index.FILES:
        known = pages.once(_files)
        return [fold(text) for text in texts_of(library.root, library.cache, [known[card.name][1] for card in cards])]
    texts = library.texts.folded_many([library.by_id[card.name] for card in cards if card.body])
    return [with_names(next(texts) if card.body else "", card.named) for card in cards]


def with_names(folded: str, names: str) -> str:
    """The folded text of a notice with the lines `names` below it: what folding all at once would give."""
    last = folded[-1:]  # only the neighbours of a line end decide what becomes of it
    return folded[: len(folded) - len(last)] + fold(f"{last}\n{names}") if names else folded


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
        named="" if gone else _names(entry),
    )


def _names(entry: Entry) -> str:
    """What the list of attachments says: their names, and those of the files, by which readers keep them."""
    names = (name for title, one in entry.attachments for name in (_title(title, one), one.name))
    return "\n".join(dict.fromkeys(" ".join(name.split()) for name in names))


def _file_cards(library: Library, entry: Entry) -> list[_File]:
    """The files beside `entry` that the search may show, each with what holds for its notice."""
    found = [] if list_gone(library, entry) else [(path, one) for path, one in entry.files.items() if one.plain]
    if not found:
        return []
    notice = _notice_card(library, entry)
    titles = {one.name: title for title, one in entry.attachments}
    return [
        (
            replace(
                notice,
                name=index.file_name(entry.id, one.name),
                title=_title(titles.get(one.name, ""), one),
                body=one.plain.hex(),
                length=one.length,
                doc_no="",
                named="",
                within=notice.title,
            ),
            (path, one),
        )
        for path, one in found
    ]


def _title(title: str, attached: Attached) -> str:
    """The name of a file as its notice gives it, with the suffix, which says how to open it."""
    suffix = attached.file.suffix
    if not title or title == attached.file.stem:
        return attached.name
    return title if title.lower().endswith(suffix.lower()) else title + suffix.lower()


def _page_card(page: DocPage) -> index.Card:
    text = page.rendered.text
    return index.Card(name=page.address, title=page.title, body=digest(text).hex(), length=len(text))
