"""The demo site's notices as sources of channels, without a build; and sources of any text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from sites import DEMO_NOW, REPO

from xuanlan.build.build import inspect
from xuanlan.channels.source import Source, lines_of, source_of
from xuanlan.hosts import run
from xuanlan.models.schedule import parse_now
from xuanlan.render.pages import Pages
from xuanlan.sheets.blocks import Block


@cache
def demo_pages() -> Pages:
    return Pages(inspect(run.facts(REPO), parse_now(DEMO_NOW)).library, None)


@cache
def demo_sources() -> dict[str, Source]:
    """Every notice of the demo that has a page, by its id."""
    pages = demo_pages()
    return {entry.id: source_of(pages, entry) for entry in pages.library.public}


def with_text(source: Source, paragraphs: Iterable[str], items: Iterable[str] = ()) -> Source:
    """`source` with another body: `paragraphs`, then a numbered list."""
    blocks: list[Block] = [{"t": "p", "role": "", "i": [{"s": text}]} for text in paragraphs]
    listed: list[list[Block]] = [[{"t": "p", "role": "", "i": [{"s": text}]}] for text in items]
    signs = [f"{number}." for number in range(1, len(listed) + 1)]
    blocks += [{"t": "list", "ordered": True, "signs": signs, "items": listed}] if listed else []
    fields = {key: span for key, span in source.fields.items() if key != "summary"}
    return replace(source, fields=fields, blocks=blocks, lines=list(lines_of(blocks)))
