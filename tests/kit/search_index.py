"""A search index of small documents, and the browser's reader over it, opened from a folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from sites import write

from xuanlan import index
from xuanlan.index import Card
from xuanlan.index.packing import scripts
from xuanlan.render.scripts import FOLDER, SCRIPTS, VENDOR, bundle, modules
from xuanlan.text.folding import fold
from xuanlan.text.traditional import simplified_table

_ENTRY = """import { inflateText, takeBits, takeCount, takeNumber, unpackBytes } from "./bits.js";
import { lookUp } from "./engine.js";
import { fileOf } from "./lists.js";
import { loadText } from "./load.js";
window.reader = { inflateText, unpackBytes, takeBits, takeCount, takeNumber, fileOf, loadText };
window.look = async (query, now, wish) => {
  const answer = await lookUp(query, now, wish);
  return { total: answer.total, all: answer.all, ids: await answer.ids(), hits: await answer.hits(0, 10),
    pages: answer.pages, files: await answer.files.hits(0, 1000), files_total: answer.files.total,
    simplified: answer.simplified, facets: await answer.facets() };
};
"""
NOW = 1_772_000_000


def document(name: str, title: str, body: str, **more: Any) -> Card:
    """A card whose `body` is the text itself, not its digest."""
    return Card(name, title, body, len(body), **more)


def attached(ident: str, name: str, body: str, within: str = "", **more: Any) -> Card:
    """The card of the file `name` beside the notice `ident` with the title `within`; `body` is its text itself."""
    return document(index.file_name(ident, name), name, body, within=within, **more)


def write_index(
    folder: Path,
    notices: Sequence[Card],
    pages: Sequence[Card] = (),
    files: Sequence[Card] = (),
    *,
    traditional: bool = True,
) -> None:
    """Write the index of `notices`, `pages` and `files` into `folder`/search, and a page that reads it."""
    write(folder / "search", index_files(notices, pages, files=files, traditional=traditional))
    write_reader(folder)


def write_reader(folder: Path) -> None:
    """Write reader.html into `folder`, a page that reads the index in `folder`/search."""
    (folder / "reader.js").write_text(_reader(), encoding="utf-8")
    shutil.copy(FOLDER / VENDOR / "inflate.js", folder)
    page = '<!doctype html><meta charset="utf-8"><header data-root=""></header><script src="reader.js"></script>'
    (folder / "reader.html").write_text(page, encoding="utf-8")


@cache
def _reader() -> str:
    files = f"export const SCRIPTS = {json.dumps({'inflate.js': 'inflate.js'})};"
    return bundle(modules() | {SCRIPTS: files, "search/entry.js": _ENTRY}, "search/entry.js")


def index_files(
    notices: Sequence[Card],
    pages: Sequence[Card] = (),
    columns: Mapping[str, str] | None = None,
    *,
    files: Sequence[Card] = (),
    traditional: bool = True,
    hotlines: Sequence[Mapping[str, str]] = (),
) -> dict[str, bytes]:
    """Every file of the index by its path in the folder of the index."""
    titles = columns or {"notices": "通知公告", "rules": "规章制度"}
    sets = {index.NOTICES: notices, index.PAGES: pages, index.FILES: files}
    blocks = [block for set_, cards in sets.items() for block in index.blocks_of(set_, cards, titles)]
    made = [index.simplified_file(simplified_table())] if traditional else []
    made += [index.hotlines_file(hotlines)] if hotlines else []
    for block in blocks:
        made += [*block.lists([fold(one.body) for one in block.cards]), *block.tables()]
        for number, one in enumerate(block.cards):
            name = f"{block.name}-{number}" if block.set == index.PAGES else one.name.partition("/")[0]
            made.append(index.text_file(block.set, name, one, "", one.body))
    finished = scripts([content for _, content in made])
    listed = {index.INDEX: index.index_file(blocks, simplified=traditional, hotlines="1" if hotlines else "")}
    return listed | {path: content for (path, _), content in zip(made, finished, strict=True)}


def look(page: Page, query: str, now: float = NOW, **wish: str) -> dict[str, Any]:
    """The answer of the reader on `page`."""
    answer: dict[str, Any] = page.evaluate("([q, now, wish]) => look(q, now, wish)", [query, now, wish])
    return answer


def look_for_all(page: Page, queries: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The same for each of `queries`, one after the other."""
    ask = """async ([queries, now]) => {
      const answers = [];
      for (const query of queries) answers.push([query, await look(query, now, {})]);
      return answers;
    }"""
    return dict(page.evaluate(ask, [list(queries), NOW]))


def scan(cards: Sequence[Card], query: str) -> set[str]:
    """The right answer, by a full scan: names of the cards with every part of `query` in title, 发文字号 or text."""
    parts = [part for part in map(fold, query.split()) if part]
    texts = {card.name: [fold(text) for text in (card.title, card.doc_no, card.body)] for card in cards}
    if not parts:
        return set()
    return {name for name, fields in texts.items() if all(any(part in text for text in fields) for part in parts)}
