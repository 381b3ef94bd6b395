"""Links that lead to other sites: they say so, and readers of an authority's site are told before they leave."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

from xuanlan.library.render import Library
from xuanlan.library.site_settings import own_hosts, trusted_hosts
from xuanlan.markup.links import belongs, site_of
from xuanlan.markup.rendered import ADDRESS

_LINK = re.compile(r'<a (?=[^<>]*?href="https?://)([^<>]*)>', re.IGNORECASE)
_HREF = re.compile(r'href="([^"]*)"')
_ADDRESS = re.compile(rf'class="[^"]*\b{ADDRESS}\b')
_RELATION = ' rel="external noopener"'
"""What the style sheet knows such a link by; authors can give no link a relation."""


def body(library: Library, fragment: str) -> Markup:
    """The HTML of an author's text for a page, where each link to another site is marked.

    A link whose words are its address says by itself where it leads.
    """
    if "://" not in fragment:
        return Markup(fragment)
    own = own_hosts(library.site, library.settings)

    def marked(link: re.Match[str]) -> str:
        href = _HREF.search(link[1])
        if href is None or _ADDRESS.search(link[1]) or belongs(site_of(unescape(href[1])), own):
            return link[0]
        return f"<a {link[1]}{_RELATION}>"

    return Markup(_LINK.sub(marked, fragment))


def trusted(library: Library) -> str:
    """The hosts, divided by blanks and as browsers write them, to which a link leads without a word; "" where readers
    are never told: only authorities have to.

    《互联网政务应用安全管理规定》, 2024; 《政府网站发展指引》, 国办发〔2017〕47号.
    """
    gate = library.settings.gate
    if gate is None or gate.profile != "office":
        return ""
    return " ".join(sorted(map(_ascii, trusted_hosts(library.site, library.settings))))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:  # too long for a host
        return host
