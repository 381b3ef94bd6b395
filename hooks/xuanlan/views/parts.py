"""Views that several pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class LinkView:
    """A link, or plain text where `href` is empty."""

    title: str
    href: str = ""
    current: bool = False


@dataclass(slots=True)
class StateView:
    """State of a notice at the time of the build, in words; the browser updates them by its own clock."""

    code: str
    """current, open, closed, expired, withdrawn, superseded, repealed"""
    label: str
    """short label, such as 公示中 or 已失效; empty when nothing is to be shown"""
    sentence: str
    """a full sentence for the banner at the top of the page; empty when there is nothing to say"""
    link: LinkView | None = None
    """where to go from here: the notice that replaces this one, or the column"""
    listed: bool = True
    """whether it is in force; only archives name the others, in grey"""


@dataclass(slots=True)
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


@dataclass(slots=True)
class ContactView:
    """A contact or hotline entry; empty texts are not printed."""

    labels: Mapping[str, str]
    """label of each part, by its key: name, phone, hours, unit, address, email, page, note"""
    name: str
    number: str = ""
    tel: str = ""
    """the number for a tel: link, such as 057012345678;ext=801"""
    extension: str = ""
    phone: str = ""
    """number and extension in one line"""
    purpose: str = ""
    unit: str = ""
    hours: str = ""
    hours_facts: str = ""
    """JSON of the hours, for the browser's clock (attribute data-hours); empty when they cannot be computed"""
    open_now: bool | None = None
    """whether calls were answered at the time of the build; None when unknown"""
    address: str = ""
    email: str = ""
    page: str = ""
    checked_on: str = ""
    """in words, such as 2026年3月8日"""
    source: str = ""
    note: str = ""
    """a remark to print beside it, such as 归并中，以当地公布为准"""
    anchor: str = ""
    vcard: str = ""
    """href of the vCard"""
    href: str = ""
    """href of the entry on the hotline page"""


@dataclass(slots=True)
class FileView:
    """An attachment."""

    title: str
    href: str
    name: str
    size: str
    """such as 86 KB"""
    sha256: str


@dataclass(slots=True)
class CodeView:
    """The QR code of a page."""

    svg: str
    """href of the image"""
    png: str
    address: str
    """what the code says"""


@dataclass(slots=True)
class OutlineView:
    """A heading of the text, `level` 2 to 4."""

    title: str
    href: str
    level: int


@dataclass(slots=True)
class FactView:
    """A labelled line under the title: 发布单位, 发布时间, 失效日期, 公示期 …"""

    label: str
    value: str
    datetime: str = ""
    """machine-readable form for <time datetime>; empty when it is not a time"""


@dataclass(slots=True)
class PagerView:
    """Pages of a list. `older` and `newer` are empty at the ends."""

    label: str
    """such as 第 3 页，共 7 页"""
    newer: LinkView | None
    older: LinkView | None
    pages: list[LinkView] = field(default_factory=list)
