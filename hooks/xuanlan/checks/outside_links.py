"""Links that leave the site: which there are, which only work inside an office, which leave an authority's site."""

from __future__ import annotations

import html
import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.docs import DocPage
from xuanlan.library.read import Sources
from xuanlan.library.render import Library
from xuanlan.library.site_settings import trusted_hosts
from xuanlan.markup.links import belongs, site_of
from xuanlan.markup.places import Locator
from xuanlan.markup.rendered import Rendered
from xuanlan.models.notice import field_position
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.source import body_of, read_text
from xuanlan.runtime.cache import Key, digest

_NOTICE = "# notices/a.md\n---\ntitle: 关于报名的通知\nkind: 通知\ndate: 2026-02-02\nid: a\n---\n请在{}报名。\n"
_OFFICE = "# notices/settings.yml\n审读: {单位类型: 机关}\nlink_hosts: www.college.example\n"
RULES = (
    SiteRule(
        "link-intranet",
        "公开的网站上，链接的网址只在单位内部或者本机打得开，外面的读者打不开。",
        "RFC 1918、RFC 6761 等保留给内部网络的地址和名称",
        tuple(_NOTICE.format(address) for address in ("[系统](http://10.1.2.3/oa)", "http://localhost:8080/ ")),
        tuple(_NOTICE.format(words) for words in ("[系统](https://www.example.cn/)", "`http://10.1.2.3/`")),
    ),
    SiteRule(
        "link-outside",
        "链接离开本网站，去的也不是政府网站；写了单位类型才查，机关是提醒，学校、医院是提示。"
        "可靠的网站写进 settings.yml 的 link_hosts，或者放行。",
        "《互联网政务应用安全管理规定》（2024年7月1日起施行）；《政府网站发展指引》（国办发〔2017〕47号）",
        (_NOTICE.format("[网站](https://www.example.cn/)") + _OFFICE,),
        (
            _NOTICE.format("[网站](https://www.gov.cn/)和[学院](https://www.college.example/)") + _OFFICE,
            _NOTICE.format("[网站](https://www.example.cn/)"),
        ),
    ),
)
_LINK = re.compile(r'<a\b[^<>]*?\shref="(https?://[^"]*)"', re.IGNORECASE)
_INSIDE = tuple(
    ipaddress.ip_network(block)
    for block in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)
_INSIDE_NAMES = (".localhost", ".local", ".lan", ".intranet", ".internal", ".corp", ".home.arpa")


def is_inside(host: str) -> bool:
    """Whether `host` is an address or a name that only works on one machine or in one office's network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = "." + host.rstrip(".").lower()
        return name.count(".") == 1 or name.endswith(_INSIDE_NAMES)
    return any(address.version == block.version and address in block for block in _INSIDE)


@dataclass(frozen=True, slots=True)
class OutsideLinks:
    """The rules over links in texts, for one site: they look at one text at a time, so that findings are cached."""

    trusted: frozenset[str]
    """hosts that are the site itself, or are relied on"""
    public: bool
    """whether readers elsewhere can reach the site"""
    told: bool
    """whether links that leave are told at all"""

    @classmethod
    def of(cls, sources: Sources) -> OutsideLinks:
        settings, gate = sources.settings, sources.settings.gate
        host = site_of(sources.site.url)
        told = gate is not None and (gate.profile is not None or "link-outside" in gate.strengths)
        return cls(trusted_hosts(sources.site, settings), bool(host) and not is_inside(host), told)

    @property
    def key(self) -> Key:
        """Digest of what the rules go by."""
        return digest("outside links", *sorted(self.trusted), str(self.public), str(self.told))

    def notice(self, manuscript: Manuscript, report: Report) -> None:
        """Look at the links of a notice, and at the address that it was taken from."""
        entry = manuscript.entry
        source = entry.notice.source_url
        fixed = {source: field_position(entry.places, "source_url")} if source else {}
        self._look(manuscript.rendered.html, fixed, manuscript.body, entry.path, entry.body_line, report)

    def page(self, page: DocPage, body: str, rendered: Rendered, report: Report) -> None:
        """Look at the links of a hand-written page."""
        self._look(rendered.html, {}, body, page.path, page.body_line, report)

    def _look(
        self, fragment: str, fixed: Mapping[str, Position], body: str, path: str, line: int, report: Report
    ) -> None:
        if not fixed and 'href="http' not in fragment:
            return
        hosts: set[str] = set()
        for link in _links(fragment, fixed, body, path, line):
            host = site_of(link.address)
            if self.public and is_inside(host):
                report.add("link-intranet", link.position, found=link.address)
            elif self.told and host not in hosts and not belongs(host, self.trusted):
                hosts.add(host)
                report.add("link-outside", link.position, found=host)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another site, and where it is written."""

    address: str
    position: Position


def outside(library: Library) -> list[Link]:
    """Every link to another site on the public pages, each address once, where it stands first."""
    own = site_of(library.site.url)
    found: dict[str, Link] = {}
    for link in _every(library):
        if site_of(link.address) != own:
            found.setdefault(link.address.partition("#")[0], link)
    return list(found.values())


def _every(library: Library) -> Iterator[Link]:
    for entry in library.public:
        source = entry.notice.source_url
        fixed = {source: field_position(entry.places, "source_url")} if source else {}
        fragment = entry.rendered.html if entry.state != "withdrawn" else ""
        text = read_text(library.root / entry.file, entry.path, Report()) if 'href="http' in fragment else None
        body = body_of(text, entry.body_line) if text else ""
        yield from _links(fragment, fixed, body, entry.path, entry.body_line)
    for page in library.docs.pages.values():
        yield from _links(page.rendered.html, {}, page.body, page.path, page.body_line)
    for hotline in library.hotlines:
        if hotline.page:
            yield Link(hotline.page, hotline.position)
    badge = library.settings.badge
    for key, address in (("finder", library.settings.finder), ("badge", badge.url if badge else None)):
        if address:
            label = {"finder": "找错", "badge": "网站标识"}[key]
            written = key if key in library.settings_written.value else label
            yield Link(address, library.settings_written.position((written,)))


def _links(fragment: str, fixed: Mapping[str, Position], body: str, path: str, line: int) -> Iterator[Link]:
    """The links of a text in order, those whose place is known first."""
    yield from (Link(address, place) for address, place in fixed.items())
    written: Iterable[str] = map(html.unescape, _LINK.findall(fragment)) if 'href="http' in fragment else ()
    locator = Locator(body, path, line)
    for address in written:
        if _well_formed(address):
            yield Link(address, locator.find(address, address.removeprefix("http://")))


def _well_formed(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
