"""The host's navigation of hand-written pages as links of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from xuanlan import addresses
from xuanlan.views import LinkView


def named(config: MkDocsConfig) -> frozenset[str] | None:
    """Pages that `nav` names or `not_in_nav` excuses, by path inside docs; None when the host lists all by itself."""
    if config.nav is None:
        return None
    excused = config.not_in_nav.match_tree_files(config.docs_dir) if config.not_in_nav else ()
    return frozenset((*_paths(config.nav), *excused))


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav.removeprefix("./")
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _paths(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)


def main_links(nav: Navigation) -> Iterator[LinkView]:
    """One link for each entry at the top of the host's navigation, but for the home page; hrefs are from the root."""
    for item in nav.items:
        first = first_page(item)
        if first is not None and not (item is first and first.is_homepage):
            yield LinkView(item.title or "", first.file.dest_uri)


def first_page(item: Any) -> Page | None:
    """`item` itself or the first page inside it."""
    if isinstance(item, Page):
        return item
    for child in item.children or [] if isinstance(item, Section) else []:
        if found := first_page(child):
            return found
    return None


def section(page: Page) -> str:
    """Section of the main navigation that `page` belongs to: the address of that section's first page."""
    first = first_page([page, *page.ancestors][-1])
    return first.file.dest_uri if first else ""


def siblings(page: Page) -> list[Page]:
    """The pages of the same section, in order; the page alone when it is in none."""
    if page.parent is None:
        return [page]
    return [item for item in page.parent.children or () if isinstance(item, Page)]


def turn(page: Page | None, address: str, among: list[Page]) -> LinkView | None:
    """A link from `address` to the page before or after, if it is among the same section's."""
    if page is None or page not in among:
        return None
    return LinkView(page.title or "", addresses.relative(address, page.file.dest_uri))
