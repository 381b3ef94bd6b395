"""Feeds: Atom (RFC 4287), JSON Feed 1.1 and the open list of notices, api/notices.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render import bundles
from xuanlan.render.entries import list_gone, shown, summary
from xuanlan.render.facts import machine_values
from xuanlan.render.pages import Pages, Unit, everything
from xuanlan.render.texts import printed
from xuanlan.tree.out import Out
from xuanlan.views import FeedEntryView, FeedView

NEWEST = 50


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("feeds", _feeds)
    yield Unit("api", _api, pages.once(everything), len(pages.library.entries) // 60)


def _feeds(pages: Pages) -> Iterator[Out]:
    library = pages.library
    newest = list(islice(library.listed, NEWEST))
    yield Out(addresses.ATOM, printed("feeds/feed.xml", {"feed": _atom(library, newest)}).encode())
    yield Out(addresses.JSON_FEED, _json(_json_feed(library, newest)))


def _api(pages: Pages) -> Iterator[Out]:
    library = pages.library
    yield Out(addresses.API, _json({"notices": [_row(library, entry) for entry in map(shown, library.public)]}))


def site_id(library: Library) -> str:
    """A URI that identifies the site: its address, or a digest of its name where it has none."""
    if library.site.url:
        return library.site.url
    return "urn:sha256:" + hashlib.sha256(library.site.name.encode()).hexdigest()


def link(library: Library, target: str) -> str:
    """A link to `target`: absolute where the site has an address, else relative to the root, where the feeds lie."""
    return addresses.public(library.site.url, target) or target


def _atom(library: Library, newest: list[Entry]) -> FeedView:
    entries = [notice_entry(library, entry, addresses.ATOM) for entry in newest]
    return feed(library, addresses.ATOM, site_id(library), library.site.name, (addresses.HOME, "网站首页"), entries)


def feed(
    library: Library, address: str, ident: str, title: str, home: tuple[str, str], entries: list[FeedEntryView],
    what: str = "新文稿",
) -> FeedView:  # fmt: skip
    """The feed at `address` of `what` the page `home`, with its title, has; `entries` are the newest first."""
    return FeedView(
        id=ident,
        title=title,
        updated=entries[0].updated if entries else "2000-01-01T00:00:00+08:00",
        home=target(library, address, home[0]),
        address=target(library, address, address),
        front=addresses.relative(address, home[0]),
        front_title=home[1],
        what=what,
        style=addresses.relative(address, bundles.address("feed.css")),
        entries=entries,
    )


def target(library: Library, address: str, page: str) -> str:
    """Where the feed at `address` links to: absolute where the site has an address, as all readers need it."""
    return addresses.public(library.site.url, page) or addresses.relative(address, page)


def notice_entry(library: Library, entry: Entry, address: str) -> FeedEntryView:
    """A notice in the feed at `address`."""
    return FeedEntryView(
        id=f"{site_id(library)}#n/{entry.id}",
        title=entry.notice.title,
        href=target(library, address, entry.address),
        page=addresses.relative(address, entry.address),
        updated=entry.facts.publish.isoformat(),
        author="、".join(library.units(entry)),
        kind=entry.notice.kind,
        summary=summary(library, entry),
    )


def _json_feed(library: Library, newest: list[Entry]) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": library.site.name,
        "language": "zh-CN",
        "home_page_url": link(library, addresses.HOME),
        "feed_url": link(library, addresses.JSON_FEED),
        "items": [
            {
                "id": f"{site_id(library)}#n/{entry.id}",
                "url": link(library, entry.address),
                "title": entry.notice.title,
                "content_text": summary(library, entry),
                "date_published": entry.facts.publish.isoformat(),
                "authors": [{"name": unit} for unit in library.units(entry)],
                "tags": [entry.notice.kind, *entry.notice.tags],
            }
            for entry in newest
        ],
    }


def _row(library: Library, entry: Entry) -> dict[str, Any]:
    notice, pinned = entry.notice, entry.facts.pinned_until
    return {
        "id": entry.id,
        "title": notice.title,
        "kind": notice.kind,
        "column": library.column(entry).slug,
        "doc_no": notice.doc_no,
        **machine_values(library, entry),
        "pinned_until": pinned.isoformat() if pinned else None,
        "urgent": notice.urgent,
        "state": entry.state,
        "tags": list(notice.tags),
        "values": list(notice.values),
        "digest": None if entry.state == "withdrawn" else entry.digest,
        "path": addresses.of_file(entry.address)[1:],
        "url": addresses.public(library.site.url, entry.address) or None,
        "attachments": [
            {
                "title": title,
                "path": addresses.attachment(entry.id, file.name),
                **dict(zip(("size", "sha256"), file.published(library.root), strict=True)),
            }
            for title, file in ([] if list_gone(library, entry) else entry.attachments)
        ],
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
