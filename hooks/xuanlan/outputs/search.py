"""The search page and its data: titles, 发文字号 and units of every public notice."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xuanlan import addresses, schedule
from xuanlan.outputs.entries import shown
from xuanlan.outputs.pages import Out, Pages, page_view

TITLE = "搜索"
DATA = "search/titles.js"


def outputs(pages: Pages) -> Iterator[Out]:
    library = pages.library
    rows = [
        [
            entry.id,
            entry.notice.title,
            entry.notice.doc_no or "",
            "、".join(library.units(entry)),
            entry.notice.kind,
            entry.facts.publish.strftime("%Y-%m-%d"),
            schedule.to_json(entry.facts),
        ]
        for entry in map(shown, library.public)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    yield Out(DATA, f"window.xuanlanTitles=[\n{lines}\n];\n".replace("\u2028", "").replace("\u2029", "").encode())
    page = page_view(library, addresses.SEARCH, "search", TITLE, [(TITLE, "")])
    yield pages.page(addresses.SEARCH, "search", page, "search.html")
