"""What templates and browser code may see: flat values, ready to print. The public contract of the theme.

Every `href` is relative to the page it is printed on and ends in a file name, so that it works from a web server, under
any prefix, from a share or from a stick. Texts are plain (the templates escape them); only `Markup` is HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link, or plain text where `href` is empty."""

    title: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class StateView:
    """State of a notice at the time of the build, worded; the browser words it again by its own clock."""

    code: str
    """current, open, closed, expired, withdrawn, superseded, repealed"""
    label: str
    """短标签，如“公示中”“已失效”；空文字表示不必显示"""
    sentence: str
    """A full sentence for the banner at the top of the page; empty when there is nothing to say."""
    link: LinkView | None = None
    """Where to go from here: the notice that replaces this one, or the column."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One notice in a list."""

    id: str
    title: str
    href: str
    kind: str
    date: str
    """YYYY-MM-DD, the day of publication"""
    unit: str
    state: StateView
    urgent: bool
    pinned: bool
    column: str
    """slug of its column"""
    facts: str
    """JSON of the time facts, for the browser's clock (attribute data-facts)"""


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact or hotline entry; empty texts are not printed."""

    name: str
    number: str = ""
    tel: str = ""
    """the number for a tel: link, such as 057012345678;ext=801"""
    extension: str = ""
    purpose: str = ""
    unit: str = ""
    hours: str = ""
    hours_facts: str = ""
    """JSON for the browser: when it is answered (attribute data-hours); empty when the hours cannot be computed"""
    open_now: bool | None = None
    """whether it was answered at the time of the build; None when unknown"""
    address: str = ""
    email: str = ""
    page: str = ""
    checked_on: str = ""
    source: str = ""
    note: str = ""
    """a remark to print beside it, such as 归并中，以当地公布为准"""
    anchor: str = ""
    vcard: str = ""
    """href of the vCard"""
    href: str = ""
    """href of the entry on the hotline page"""


@dataclass(frozen=True, slots=True)
class FileView:
    """An attachment."""

    title: str
    href: str
    name: str
    size: str
    """such as 86 KB"""
    sha256: str


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A heading of the text, `level` 2 to 4."""

    title: str
    href: str
    level: int


@dataclass(frozen=True, slots=True)
class FactView:
    """A labelled line under the title: 发布单位, 发布时间, 失效日期, 公示期 …"""

    label: str
    value: str
    datetime: str = ""
    """machine-readable form for <time datetime>; empty when it is not a time"""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """公示期: first and last day, days left by the build's clock, who receives objections."""

    first: str
    last: str
    days_left: int | None
    objections: ContactView | None
    result: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One item of a rule set."""

    number: int
    anchor: str
    html: Markup


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice page."""

    id: str
    title: str
    kind: str
    layout: str
    """notice, letter or rules"""
    address: str
    """absolute canonical address, empty when the site has none"""
    doc_no: str
    state: StateView
    facts_json: str
    facts: list[FactView]
    to: str
    outline: list[OutlineView]
    body: Markup
    intro: Markup
    """layout rules: the text before the items"""
    rules: list[RuleView]
    """layout rules: the items; empty otherwise, and then everything is in `body`"""
    attachments: list[FileView]
    signature: list[str]
    """署名, one unit a line"""
    signed_on: str
    """成文日期 in words, such as 2026年3月8日"""
    period: PeriodView | None
    contact: ContactView | None
    related: list[EntryView]
    replaces: list[LinkView]
    basis: list[str]
    source: LinkView | None
    tags: list[str]
    values: list[LinkView]
    list_removed: bool
    """the period is over and the list has been taken down"""
    unit: str
    published: str
    """YYYY-MM-DD HH:MM, what the page tag PubDate says too"""
    author: str


@dataclass(frozen=True, slots=True)
class PagerView:
    """Pages of a list. `older` and `newer` are empty at the ends."""

    label: str
    """such as 第 3 页，共 7 页"""
    newer: LinkView | None
    older: LinkView | None
    pages: list[LinkView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column's front page or one of its archive pages."""

    slug: str
    title: str
    description: str
    heading: str
    """title of this page, such as 通知公告 · 2025 年"""
    total: int
    entries: list[EntryView]
    pinned: list[EntryView]
    pager: PagerView | None
    years: list[LinkView]
    units: list[LinkView]


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """A column on the home page."""

    slug: str
    title: str
    href: str
    entries: list[EntryView]


@dataclass(frozen=True, slots=True)
class ValueWordView:
    """One of the twelve words."""

    word: str
    english: str
    anchor: str
    href: str
    notices: list[EntryView] = field(default_factory=list)
    total: int = 0


@dataclass(frozen=True, slots=True)
class ValueLevelView:
    """One level: 国家, 社会 or 公民个人."""

    title: str
    aim: str
    words: list[ValueWordView]


@dataclass(frozen=True, slots=True)
class HotlineGroupView:
    title: str
    entries: list[ContactView]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page. `text` is docs/index.md."""

    text: Markup
    pinned: list[EntryView]
    columns: list[ColumnBlock]
    hotlines: list[ContactView]
    hotlines_href: str
    values: list[ValueLevelView]
    values_href: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class DocView:
    """A hand-written page of docs/ with its neighbours in the navigation."""

    title: str
    body: Markup
    outline: list[OutlineView]
    section: str
    siblings: list[LinkView]
    newer: LinkView | None = None
    older: LinkView | None = None


@dataclass(frozen=True, slots=True)
class SiteMapView:
    columns: list[ColumnBlock]
    """every column; `entries` stays empty, the years are in `years`"""
    years: dict[str, list[LinkView]]
    pages: list[LinkView]
    docs: list[LinkView]
    feeds: list[LinkView]
