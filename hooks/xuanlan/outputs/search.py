"""The search page and the index of everything that readers can see."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xuanlan import addresses, index, schedule
from xuanlan.docs import DocPage
from xuanlan.entry import Entry
from xuanlan.library import Library
from xuanlan.outputs.entries import shown
from xuanlan.outputs.notices import visible_text
from xuanlan.outputs.pages import Out, Pages, page_view
from xuanlan.traditional import simplified_table

TITLE = "搜索"
FOLDER = "search"


def outputs(pages: Pages) -> Iterator[Out]:
    library = pages.library
    page = page_view(library, addresses.SEARCH, "search", TITLE, [(TITLE, "")])
    yield pages.page(addresses.SEARCH, "search", page, "search.html")
    sets = {
        index.NOTICES: [_notice_card(library, shown(entry)) for entry in library.public],
        index.PAGES: [_page_card(page) for page in library.docs.pages.values()],
    }
    columns = {slug: column.title for slug, column in library.columns.items()}
    table = simplified_table() if library.settings.traditional else ""
    for path, content in index.files(sets, columns, simplified=table):
        yield Out(f"{FOLDER}/{path}", content)


def _notice_card(library: Library, entry: Entry) -> index.Card:
    notice, facts = entry.notice, entry.facts
    changes = {key: value for key, value in json.loads(schedule.to_json(facts)).items() if key in "ecofr"}
    return index.Card(
        name=entry.id,
        title=notice.title,
        body=visible_text(library, entry),
        doc_no=notice.doc_no or "",
        unit=library.units(entry),
        kind=notice.kind,
        column=library.column(entry).slug,
        date=facts.publish.strftime("%Y-%m-%d"),
        moment=int(facts.publish.timestamp()),
        changes=json.dumps(changes) if changes else "",
    )


def _page_card(page: DocPage) -> index.Card:
    return index.Card(name=page.address, title=page.title, body=page.rendered.text)
