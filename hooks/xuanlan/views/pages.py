"""All pages but the notice page: home, columns, hotlines, values, hand-written pages, tombstones"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from xuanlan.views.parts import ContactView, EntryView, FactView, LinkView, OutlineView, PagerView


@dataclass(slots=True)
class TallyView:
    """How many notices a list has, in words; the browser updates them by its own clock."""

    words: str
    """such as 共 9 条（现行 2，已失效 7）"""
    short: str
    """such as （现行 2，已失效 7）"""
    facts: str
    """JSON for the browser's clock (attribute data-tally)"""


@dataclass(slots=True)
class ArchiveView:
    """A link to a list of a column; only that to a year has a `tally`."""

    title: str
    href: str
    current: bool
    tally: TallyView | None = None


@dataclass(slots=True)
class ColumnView:
    """A column's front page or one of its archive pages."""

    slug: str
    title: str
    description: str
    heading: str
    """title of this page, such as 通知公告 · 2025 年"""
    tally: TallyView
    complete: bool
    """whether what is no longer in force stands in it too: in archives, by year or unit"""
    entries: list[EntryView]
    pinned: list[EntryView]
    pager: PagerView | None
    years: list[ArchiveView]
    units: list[ArchiveView]


@dataclass(slots=True)
class ColumnBlock:
    """A column on the home page."""

    slug: str
    title: str
    href: str
    entries: list[EntryView]


@dataclass(slots=True)
class ValueWordView:
    """One of the twelve words."""

    word: str
    english: str
    anchor: str
    short: str
    """a second anchor, in ASCII, for QR codes"""
    href: str
    code: str
    """href of the image of its QR code; empty where the site has no address"""
    notices: list[EntryView] = field(default_factory=list)
    total: int = 0


@dataclass(slots=True)
class ValueLevelView:
    """One level: 国家, 社会 or 公民个人."""

    title: str
    aim: str
    words: list[ValueWordView]


@dataclass(slots=True)
class HotlineGroupView:
    title: str
    entries: list[ContactView]


@dataclass(slots=True)
class HomeView:
    """The home page. `text` is docs/index.md."""

    text: Markup
    pinned: list[EntryView]
    columns: list[ColumnBlock]
    hotlines: list[ContactView]
    hotlines_href: str
    values: list[ValueLevelView]
    values_href: str


@dataclass(slots=True)
class DocView:
    """A hand-written page of docs/ with its neighbours in the navigation."""

    title: str
    body: Markup
    outline: list[OutlineView]
    section: str
    siblings: list[LinkView]
    newer: LinkView | None = None
    older: LinkView | None = None
    staff: str = ""
    """whom the page is for, if not for readers"""


@dataclass(slots=True)
class GoneView:
    """A tombstone: the page at the address of a notice that was withdrawn or has moved."""

    id: str
    title: str
    state: str
    """withdrawn or moved"""
    label: str
    sentence: str
    link: LinkView | None
    """where it has moved to"""
    facts: list[FactView]


@dataclass(slots=True)
class ScreenView:
    """A screen: its own page, or its line on the page for staff."""

    id: str
    title: str
    theme: str
    width: int
    """CSS pixels"""
    height: int
    href: str
    address: str
    """absolute, empty when the site has none"""
    player: list[str]
    """hrefs of the player's style sheet and script"""
    loop: str
    """how long one round of its playlist takes, about, in words"""
    brand: str
    """href of the organisation's own style sheet; empty when there is none"""


@dataclass(slots=True)
class LicenceView:
    """A third party's program, font or data that the site includes."""

    name: str
    version: str
    """empty where it is the operating system's"""
    part: str
    licence: str
    text: str
    """of the licence; empty where it need not be included"""


@dataclass(slots=True)
class SiteMapView:
    columns: list[ColumnBlock]
    """every column; `entries` stays empty, the years are in `years`, by the column's slug"""
    years: dict[str, list[LinkView]]
    pages: list[LinkView]
    docs: list[LinkView]
    feeds: list[LinkView]
