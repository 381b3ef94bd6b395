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
    return FeedView(
        id=site_id(library),
        title=library.site.name,
        updated=newest[0].facts.publish.isoformat() if newest else "2000-01-01T00:00:00+08:00",
        home=link(library, addresses.HOME),
        address=link(library, addresses.ATOM),
        front=addresses.relative(addresses.ATOM, addresses.HOME),
        style=addresses.relative(addresses.ATOM, bundles.address("feed.css")),
        entries=[
            FeedEntryView(
                id=f"{site_id(library)}#n/{entry.id}",
                title=entry.notice.title,
                href=link(library, entry.address),
                page=addresses.relative(addresses.ATOM, entry.address),
                updated=entry.facts.publish.isoformat(),
                author="、".join(library.units(entry)),
                kind=entry.notice.kind,
                summary=summary(library, entry),
            )
            for entry in newest
        ],
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
