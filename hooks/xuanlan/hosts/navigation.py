"""The host's navigation of hand-written pages, as views of links."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from xuanlan import addresses
from xuanlan.views import LinkView


def named(config: MkDocsConfig) -> frozenset[str] | None:
    """Paths inside docs of the pages in `nav` or `not_in_nav`; None when there is no `nav`, and the host lists all."""
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


STAFF = "给编辑人员"
"""How pages for staff are marked."""


def main_links(nav: Navigation, staff: Collection[str]) -> Iterator[LinkView]:
    """A link for each top-level entry of the host's navigation except the home page and what begins with a page for
    `staff`, by address. An entry without a page gives all links in it. Hrefs are relative to the root."""
    for item in nav.items:
        first = first_page(item)
        if first is None:
            yield from _links(item)
        elif not (item is first and first.is_homepage) and first.file.dest_uri not in staff:
            yield LinkView(item.title or "", first.file.dest_uri)


def _links(item: Any) -> Iterator[LinkView]:
    """The items in `item` that are links, not pages, except in inner sections with pages, on which they are shown."""
    if isinstance(item, Link):
        if not addresses.elsewhere(item.url) or item.url.lower().startswith(addresses.SHOWN):
            yield LinkView(item.title or item.url, _from_root(item.url))
    elif isinstance(item, Section) and first_page(item) is None:
        for child in item.children or ():
            yield from _links(child)


def _from_root(url: str) -> str:
    """`url` of the navigation as an address of the site; one that leads elsewhere is unchanged."""
    if addresses.elsewhere(url):
        return url
    path, sign, rest = url.lstrip("/").partition("#")
    return addresses.file(path) + sign + rest


def first_page(item: Any) -> Page | None:
    """`item` itself or the first page inside it."""
    if isinstance(item, Page):
        return item
    for child in item.children or [] if isinstance(item, Section) else []:
        if found := first_page(child):
            return found
    return None


def section(page: Page) -> str:
    """The section of the main navigation that `page` belongs to, as the address of its first page; "" for none."""
    first = first_page([page, *page.ancestors][-1])
    return first.file.dest_uri if first else ""


def siblings(page: Page) -> list[Page]:
    """The pages of the same section, in order; only the page itself when it is in no section."""
    if page.parent is None:
        return [page]
    return [item for item in page.parent.children or () if isinstance(item, Page)]


def beside(page: Page, address: str, staff: Collection[str]) -> list[LinkView]:
    """What stands beside `page` at `address`: the pages of its section and, by their first page, the sections in it,
    those for `staff` marked; then the items of the sections around it that are links, not pages."""
    pages = [
        LinkView(other.title or "", addresses.relative(address, other.file.dest_uri), other is page)
        for other in siblings(page)
    ]
    for inner in page.parent.children or () if page.parent else ():
        if isinstance(inner, Section) and (first := first_page(inner)):
            title = f"{inner.title}（{STAFF}）" if first.file.dest_uri in staff else inner.title
            pages.append(LinkView(title, addresses.relative(address, first.file.dest_uri)))
    sections = [item for item in page.ancestors if isinstance(item, Section)]
    others = [link for section in sections for item in section.children or () for link in _links(item)]
    return pages + [LinkView(link.title, _seen_from(address, link.href)) for link in others]


def _seen_from(address: str, href: str) -> str:
    return href if addresses.elsewhere(href) else addresses.relative(address, href)


def turn(page: Page | None, address: str, among: list[Page]) -> LinkView | None:
    """A link from `address` to `page`, the previous or next one, if it is among the pages of the same section."""
    if page is None or page not in among:
        return None
    return LinkView(page.title or "", addresses.relative(address, page.file.dest_uri))
