"""The frame around the content of every page."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuanlan.views.parts import EntryView, FactView, LinkView


@dataclass(slots=True)
class FooterView:
    """The footer of every page; empty parts are not printed."""

    unit: str
    contact: list[FactView]
    links: list[LinkView]
    """站点地图, 我为政府网站找错 …"""
    codes: list[LinkView]
    """网站标识码, ICP, 公安备案"""
    badge: LinkView | None
    badge_image: str


@dataclass(slots=True)
class SiteView:
    """The frame of the pages at one folder depth and in one section."""

    name: str
    unit: str
    slogan: str
    root: str
    """path from this page to the site's root: "" or "../" repeated"""
    trusted: str
    """hosts to which a link leads without a word (`render.leaving`); "" where readers are never told"""
    address: str
    home: str
    nav: list[LinkView]
    search: str
    """href of the search page"""
    urgent: list[EntryView]
    """notices for the banner, which is the same on every page"""
    footer: FooterView
    feeds: list[LinkView]
    logo: str
    """href of the organisation's picture (overrides/assets/logo.svg or .png); empty when there is none"""
    icon: str
    """href of the icon that browsers show in a tab"""
    version: str
    picture: str
    """absolute address of the site's picture, for chats; empty where the site has no address"""
    policy: str
    """Content-Security-Policy for the page's <meta>"""


@dataclass(slots=True)
class PageView:
    """What the frame says of one page: title, breadcrumbs, <meta> tags."""

    title: str
    kind: str
    """home, notice, column, hotlines, values, search, sitemap, missing, doc: becomes the class xl-<kind>"""
    crumbs: list[LinkView] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    """name and content of each <meta>"""
    canonical: str = ""
    summary: str = ""
    """what chats show under the title"""
    picture: str = ""
    """absolute address of the page's own picture, for chats; empty when it has none"""
    noindex: bool = False
