"""The frame of every page: navigation, urgent banner, footer, and the page tags of 国办发〔2017〕47号."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from xuanlan import __version__, addresses, security_headers
from xuanlan.library.render import Library
from xuanlan.render import bundles, leaving
from xuanlan.render.entries import entry_view
from xuanlan.views import FactView, FooterView, LinkView, SiteView


def style_files() -> tuple[str, ...]:
    """Style sheets of every page: paths from the root, in load order."""
    return (bundles.address("xuanlan.css"),)


def script_files() -> tuple[str, ...]:
    """Scripts of every page: paths from the root, in load order."""
    return (addresses.BUILT, bundles.address("xuanlan.js"))


def site_view(library: Library, page: str, section: str, docs_nav: tuple[LinkView, ...]) -> SiteView:
    """The frame's values for the page at `page`, which belongs to `section` of the navigation."""
    site, settings = library.site, library.settings

    def href(target: str) -> str:
        if addresses.elsewhere(target):  # in the host's navigation
            return target
        if page == addresses.MISSING:  # served at any depth, so it counts from the server's root
            return addresses.server_root(site.url) + target
        # By way of the root, because one frame stands around all pages of a depth, whatever their folder.
        return addresses.root(page) + addresses.relative("", target)

    nav = [LinkView(addresses.TITLES[addresses.HOME], href(addresses.HOME), section == "home")]
    nav += [LinkView(c.title, href(addresses.column(c.slug)), section == c.slug) for c in library.columns.values()]
    nav.append(LinkView(addresses.TITLES[addresses.HOTLINES], href(addresses.HOTLINES), section == "hotlines"))
    nav.append(LinkView("核心价值观", href(addresses.VALUES), section == "core-values"))
    nav += [LinkView(link.title, href(link.href), section == link.href) for link in docs_nav]
    # Only where people arrive: a banner on every page would make one urgent notice a change to all of them.
    banner = section == "home" or (section in library.columns and page == addresses.column(section))
    return SiteView(
        name=site.name,
        unit=settings.unit or site.name,
        slogan=settings.slogan or "",
        root=href("x")[:-1],
        trusted=leaving.trusted(library),
        address=site.url,
        home=href(addresses.HOME),
        nav=nav,
        search=href(addresses.SEARCH),
        urgent=[entry_view(library, e, page) for e in library.listed if e.notice.urgent] if banner else [],
        footer=_footer(library, href),
        feeds=[LinkView("Atom", href(addresses.ATOM)), LinkView("JSON Feed", href(addresses.JSON_FEED))],
        logo=href(logo) if (logo := _logo(library)) else "",
        icon=href(addresses.ICON),
        picture=addresses.public(site.url, addresses.SHARE),
        version=__version__,
        policy=security_headers.meta(),
    )


def _logo(library: Library) -> str:
    for name in ("assets/logo.svg", "assets/logo.png"):
        if (library.site.overrides / name).is_file():
            return name
    return ""


def _footer(library: Library, href: Callable[[str], str]) -> FooterView:
    settings = library.settings
    contact = {
        "地址": settings.address,
        "邮编": settings.postcode,
        "电话": settings.phone,
        "邮箱": settings.email,
    }
    links = [
        LinkView(addresses.TITLES[addresses.SITEMAP], href(addresses.SITEMAP)),
        LinkView("订阅", href(addresses.ATOM)),
    ]
    if settings.finder:
        links.append(LinkView("我为政府网站找错", settings.finder))
    codes = []
    if settings.site_code:
        codes.append(LinkView(f"网站标识码：{settings.site_code}"))
    if settings.icp:
        codes.append(LinkView(settings.icp, "https://beian.miit.gov.cn/"))
    if settings.police:
        number = "".join(sign for sign in settings.police if sign.isdigit())
        codes.append(LinkView(settings.police, f"https://beian.mps.gov.cn/#/query/webSearch?code={number}"))
    return FooterView(
        unit=settings.unit or library.site.name,
        contact=[FactView(label, value) for label, value in contact.items() if value],
        links=links,
        codes=codes,
        badge=LinkView(settings.badge.title, settings.badge.url or "") if settings.badge else None,
        badge_image=href(settings.badge.image) if settings.badge else "",
    )


def page_tags(library: Library, **tags: str) -> list[tuple[str, str]]:
    """`<meta>` names and contents after 国办发〔2017〕47号: those of the site, then `tags`; empty ones are left out."""
    if not library.settings.tags:
        return [(name, value) for name, value in tags.items() if value and name == "Description"]
    domain = library.settings.domain or (urlsplit(library.site.url).hostname or "")
    rows = {
        "SiteName": library.site.name,
        "SiteDomain": domain,
        "SiteIDCode": library.settings.site_code or "",
        **tags,
    }
    return [(name, value) for name, value in rows.items() if value]


def column_tags(library: Library, slug: str) -> dict[str, str]:
    """The tags of a column's pages."""
    column = library.columns[slug]
    return {
        "ColumnName": column.title,
        "ColumnDescription": column.description,
        "ColumnKeywords": ",".join(column.keywords or (column.title,)),
        "ColumnType": column.type,
    }
