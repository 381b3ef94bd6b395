"""What stands around every page."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuanlan.views.parts import EntryView, FactView, LinkView


@dataclass(slots=True)
class FooterView:
    """The foot of every page; what is empty is not printed."""

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
    """What stands around every page, for one depth of folder and one current section."""

    name: str
    unit: str
    slogan: str
    root: str
    """path from this page to the site's root: "" or "../" repeated"""
    address: str
    home: str
    nav: list[LinkView]
    search: str
    """href of the search page"""
    urgent: list[EntryView]
    """notices for the banner; the home page and the others show the same"""
    footer: FooterView
    feeds: list[LinkView]
    logo: str
    """href of the organisation's picture (overrides/assets/logo.svg or .png); empty when there is none"""
    icon: str
    """href of the icon that browsers show in a tab"""
    version: str
    policy: str
    """the Content-Security-Policy that a page says of itself"""


@dataclass(slots=True)
class PageView:
    """One page's own head and place: title, breadcrumb, tags."""

    title: str
    kind: str
    """home, notice, column, hotlines, values, search, sitemap, missing, doc: becomes the class xl-<kind>"""
    crumbs: list[LinkView] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    """name and content of each <meta>"""
    canonical: str = ""
    noindex: bool = False
