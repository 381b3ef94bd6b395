"""The home page: who we are, search, what is urgent, the newest of each column, whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.models import schedule
from xuanlan.outputs.core_values import level_views
from xuanlan.render import leaving, pictures
from xuanlan.render.contacts import hotline_view
from xuanlan.render.entries import entry_view
from xuanlan.render.pages import Pages, Unit, about_site, page_view
from xuanlan.tree.out import Out
from xuanlan.views import ColumnBlock, HomeView


def units(_: Pages) -> Iterator[Unit]:
    yield Unit("home", _make)


def _make(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.HOME
    latest: dict[str, list[Entry]] = {slug: [] for slug in library.columns}
    pinned = []
    for entry in library.listed:
        if schedule.is_pinned(entry.facts, library.now):
            pinned.append(entry)
        elif len(block := latest[library.column(entry).slug]) < library.settings.latest:
            block.append(entry)
    text = next((page for page in library.docs.pages.values() if page.address == address), None)
    view = HomeView(
        text=leaving.body(library, pictures.body(address, text.rendered.html, pictures.of_page(library, address)))
        if text
        else Markup(""),
        pinned=[entry_view(library, entry, address) for entry in pinned],
        columns=[
            ColumnBlock(
                slug,
                column.title,
                addresses.relative(address, addresses.column(slug)),
                [entry_view(library, entry, address) for entry in latest[slug]],
            )
            for slug, column in library.columns.items()
        ],
        hotlines=[hotline_view(library, hotline, address) for hotline in library.hotlines if hotline.home],
        hotlines_href=addresses.relative(address, addresses.HOTLINES),
        values=level_views(library, address, with_notices=False),
        values_href=addresses.relative(address, addresses.VALUES),
    )
    page = page_view(library, address, "home", library.site.name, ColumnType="首页", Description=about_site(library))
    yield pages.page(address, "home", page, "home.html", home=view)
