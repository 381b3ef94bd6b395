"""The page of the core socialist values: three levels, twelve words, and the notices tagged with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import core_values
from xuanlan.outputs.qr_codes import code_view
from xuanlan.render.entries import entry_view
from xuanlan.render.pages import Pages, Unit, titled_view
from xuanlan.tree.out import Out
from xuanlan.views import ValueLevelView, ValueWordView

NOTICES_PER_WORD = 5


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("core-values", _make)


def _make(pages: Pages) -> Iterator[Out]:
    address = addresses.VALUES
    description = "富强、民主、文明、和谐，自由、平等、公正、法治，爱国、敬业、诚信、友善"
    page = titled_view(pages.library, address, "values", Description=description)
    levels = level_views(pages.library, address, with_notices=True)
    code = code_view(pages.library, addresses.CODES[address], address)
    yield pages.page(address, "core-values", page, "values.html", levels=levels, code=code)


def level_views(library: Library, page: str, *, with_notices: bool) -> list[ValueLevelView]:
    """The three levels for the page at `page`; `with_notices` adds the newest notices tagged with each word."""
    tagged: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.listed if with_notices else ():
        for word in entry.notice.values:
            tagged[word].append(entry)
    numbers = {word: number for number, word in enumerate(core_values.core_values().words, start=1)}
    return [
        ValueLevelView(
            title=level.title,
            aim=level.aim,
            words=[
                ValueWordView(
                    word=word.word,
                    english=word.english,
                    anchor=word.word,
                    short=addresses.value_anchor(numbers[word.word]),
                    href=addresses.relative(page, f"{addresses.VALUES}#{word.word}"),
                    code=code.svg if (code := code_view(library, addresses.qr_value(numbers[word.word]), page)) else "",
                    notices=[entry_view(library, e, page) for e in tagged[word.word][:NOTICES_PER_WORD]],
                    total=len(tagged[word.word]),
                )
                for word in level.words
            ],
        )
        for level in core_values.core_values().levels
    ]
