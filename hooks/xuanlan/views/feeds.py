"""What programs read: the Atom feed, and the site map for search engines"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class FeedEntryView:
    """One notice of a feed."""

    id: str
    """the same for ever, whatever happens to the address"""
    title: str
    href: str
    page: str
    """the same, relative to the feed: for readers who open it in a browser, even from a folder"""
    updated: str
    """ISO 8601, as all times here"""
    author: str
    kind: str
    summary: str


@dataclass(slots=True)
class FeedView:
    """The newest of a site or a campaign. Addresses are absolute; from the root where the site has no address."""

    id: str
    title: str
    updated: str
    home: str
    address: str
    """of the feed itself"""
    front: str
    """href of the page that has the same, the home page or a campaign's"""
    front_title: str
    what: str
    """what comes new, such as 新文稿"""
    style: str
    """href of the style sheet with which browsers show the feed"""
    entries: list[FeedEntryView]


@dataclass(slots=True)
class PlaceView:
    """An address that search engines are to know."""

    address: str
    modified: str = ""
    """the day, ISO 8601; empty where it is not known"""
