"""The site map for people, the one for machines, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan import addresses
from xuanlan.library.render import Library
from xuanlan.models.campaign import Planned
from xuanlan.render import bundles, campaigns
from xuanlan.render.pages import Pages, Unit, everything, page_view, titled_view
from xuanlan.render.texts import printed
from xuanlan.runtime.cache import Key, digest
from xuanlan.tree.out import Out
from xuanlan.views import ColumnBlock, LinkView, PlaceView, SiteMapView


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("sitemaps", _make, _key(pages))
    if pages.library.site.url:
        docs = sorted(page.address for page in pages.library.docs.for_readers)
        key = digest(pages.once(everything), *docs, *_campaign_pages(pages.library))
        yield Unit("sitemap-xml", _make_xml, key, len(pages.library.entries) // 400)


def _key(pages: Pages) -> Key:
    """Digest of everything that the site map and the 404 page show."""
    library = pages.library
    shown = [(doc.title, doc.address) for doc in library.docs.for_readers], library.columns, _years(library)
    tokens = (
        pages.token("sitemap.html", addresses.SITEMAP, "sitemap"),
        pages.token("missing.html", addresses.MISSING, ""),
    )
    planned = [(one.name, one.campaign.title, bool(one.campaign.tasks)) for one in campaigns.public(library)]
    return digest(*tokens, repr(shown), repr(planned))


def _years(library: Library) -> dict[str, list[int]]:
    """The years in which each column has a notice, the latest first."""
    years: dict[str, set[int]] = {slug: set() for slug in library.columns}
    for entry in library.public:
        years[library.column(entry).slug].add(entry.facts.publish.year)
    return {slug: sorted(found, reverse=True) for slug, found in years.items()}


def _make_xml(pages: Pages) -> Iterator[Out]:
    style = addresses.relative(addresses.SITEMAP_XML, bundles.address("feed.css"))
    values = {"places": _places(pages.library), "style": style}
    yield Out(addresses.SITEMAP_XML, printed("feeds/sitemap.xml", values).encode())


def _make(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.SITEMAP

    def link(title: str, target: str) -> LinkView:
        return LinkView(title, addresses.relative(address, target))

    listed = {target: addresses.TITLES[target] for target in addresses.LISTED if target != address}
    view = SiteMapView(
        columns=[
            ColumnBlock(slug, column.title, addresses.relative(address, addresses.column(slug)), [])
            for slug, column in library.columns.items()
        ],
        years={
            slug: [link(f"{year}年", addresses.column(slug, str(year))) for year in found]
            for slug, found in _years(library).items()
        },
        pages=[link(title, target) for target, title in listed.items() if target.endswith(".html")]
        + [link(planned.campaign.title, addresses.campaign(planned.name)) for planned in campaigns.public(library)],
        docs=[link(doc.title, doc.address) for doc in library.docs.for_readers if doc.address != addresses.HOME],
        feeds=[link(title, target) for target, title in listed.items() if not target.endswith(".html")]
        + [link(title, target) for planned in campaigns.public(library) for title, target in _subscribed(planned)],
    )
    page = titled_view(library, address, "sitemap")
    yield pages.page(address, "sitemap", page, "sitemap.html", sitemap=view)
    missing = page_view(library, addresses.MISSING, "missing", addresses.TITLES[addresses.MISSING])
    yield pages.page(addresses.MISSING, "", missing, "missing.html")


def _subscribed(planned: Planned) -> Iterator[tuple[str, str]]:
    """What of a campaign may be subscribed to."""
    if planned.campaign.tasks:
        yield f"日历（{planned.campaign.title}）", addresses.campaign_calendar(planned.name)
    yield f"Atom 订阅（{planned.campaign.title}）", addresses.campaign_feed(planned.name)


def _campaign_pages(library: Library) -> list[str]:
    """The page of each campaign, and of each unit in it."""
    return [
        page
        for one in campaigns.public(library)
        for page in (
            addresses.campaign(one.name),
            *(addresses.campaign_unit(one.name, unit) for unit in campaigns.units_of(one)),
        )
    ]


def _places(library: Library) -> list[PlaceView]:
    """Every page with content of its own, for sitemap.xml after the protocol of sitemaps.org."""
    columns = [addresses.column(slug) for slug in library.columns]
    docs = sorted(page.address for page in library.docs.for_readers)
    planned = _campaign_pages(library)
    always = [path for path in addresses.INDEXED if path != addresses.CAMPAIGNS or planned]
    fixed = dict.fromkeys([addresses.HOME, *columns, *always, *planned, *docs])
    return [PlaceView(addresses.public(library.site.url, path)) for path in fixed] + [
        PlaceView(addresses.public(library.site.url, entry.address), f"{entry.facts.publish:%Y-%m-%d}")
        for entry in library.public
    ]
