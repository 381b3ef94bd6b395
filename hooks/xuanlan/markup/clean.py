"""The sanitiser: an allow-list of what of an author's HTML reaches a page; every reference goes through the resolver.

nh3 (the ammonia sanitiser) parses the HTML as a browser would. In its attribute filter links are rewritten, references
are reported, and ids get a prefix, so that no id of a text can shadow the page's own or a property of `document`.
After it, the HTML may only be wrapped in fixed markup.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote, unquote

import nh3

from xuanlan.diagnostics.report import Position, Report
from xuanlan.markup import rawhtml
from xuanlan.markup.links import Reference, Resolver, Use, disguise, host_of, mixed_host, scheme
from xuanlan.markup.places import Locator
from xuanlan.markup.rendered import ADDRESS, DECORATION, DONE, GIVEN, TABLE, TASK
from xuanlan.text.characters import seen

ID_PREFIX = "s-"

_INLINE = "a abbr b br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
_BLOCK = (
    "blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre "
    "summary table tbody td tfoot th thead tr ul audio video source"
)
_TAGS = set(f"{_INLINE} {_BLOCK}".split())
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "audio": {"src", "controls"},
    "video": {"src", "controls", "width", "height"},
    "source": {"src", "type"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "col": {"span"},
    "time": {"datetime"},
    "details": {"open"},
    "span": {"role", "aria-label"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# nh3 lets these schemes through to the filter, which reports and drops them.
_REFUSED = {"javascript", "vbscript", "data", "file", "ftp", "blob", "about", "view-source", "weixin", "ms-word", "smb"}
_DRIVES = {chr(code) for code in range(ord("a"), ord("z") + 1)}
_ASKED = _SCHEMES | _REFUSED | _DRIVES
_DROPPED = set(rawhtml.DROPPED)
_USES: dict[str, Use] = {"a": "link", "img": "image", "audio": "media", "video": "media", "source": "media"}
_TASK = re.compile(r'<input type="checkbox" disabled(?:="disabled")?( checked(?:="checked")?)?\s*/?>')
_HTTP = re.compile(r"https?://[^/\\]", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")
"""Characters that an address may only have percent-encoded."""
_EMPTY_IMAGE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_NOTHING = "<p></p>"
"""What the sanitiser leaves of a paragraph tag around a table or a list."""
_OURS = re.compile(r"(?:xl|md)-")
_BARE = re.compile(r'<a href="((?:https?://|mailto:)?([^"<>]+))"(?=>(?:\1|\2)</a>)')
"""A link whose text is its address."""


class Cleaned:
    """The result: the safe HTML and the ids in it, without their prefix."""

    def __init__(self) -> None:
        self.html = ""
        self.anchors: set[str] = set()
        self.local: list[tuple[str, Position]] = []
        """fragments of links within the page, to be compared with `anchors`"""


class _Filter(threading.local):
    """The attribute filter of the one sanitiser, set for the text that the thread is cleaning: creating a sanitiser
    takes as long as cleaning a text."""

    attribute: Callable[[str, str, str], str | None]

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        return self.attribute(tag, name, value)


_filter = _Filter()
_sanitiser = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes=_ASKED,
    strip_comments=True,
    link_rel=None,
)


def clean(raw: str, locator: Locator, resolve: Resolver, report: Report) -> Cleaned:
    """Sanitise `raw`, the HTML that Python-Markdown made of an author's text."""
    result = Cleaned()

    raw = rawhtml.prepare(_TASK.sub(_task, raw))
    trapped = rawhtml.trapped(raw)
    _unusable(raw, locator, report)

    def attribute(tag: str, name: str, value: str) -> str | None:
        try:
            return kept(tag, name, value)
        except (ValueError, OSError):  # nh3 would print the error and go on
            report.add("link-missing", locator.at(0), target=value[:60], suggestion="请检查这个链接的写法。")
            return None

    def kept(tag: str, name: str, value: str) -> str | None:
        if tag not in _TAGS:
            return None
        if name == "id":
            value = _named(value)
            result.anchors.add(value)
            return ID_PREFIX + value if value else None
        if name == "href" or name == "src":
            value = value.strip()
            return _reference(_USES.get(tag, "link"), value, value in trapped, locator, resolve, report, result)
        if name == "alt" and value.strip() == DECORATION:
            return ""
        if name == "class":
            return " ".join(filter(_class, seen(value).split())) or None
        return value

    _filter.attribute = attribute
    result.html = seen(_marked(_EMPTY_IMAGE.sub("", _sanitiser.clean(raw)))).replace(_NOTHING, "")
    for anchor, position in result.local:
        if anchor and anchor not in result.anchors:
            report.add("anchor-missing", position, anchor=anchor, where="本页")
    return result


def _named(anchor: str) -> str:
    """`anchor` without blanks, which no id in HTML may have; a footnote may be called [^注 1]."""
    return "-".join(anchor.split())


def _class(word: str) -> bool:
    plain = re.fullmatch(r"[A-Za-z][\w-]*", word)
    return bool(plain) and (word in GIVEN or not _OURS.match(word))


def _unusable(raw: str, locator: Locator, report: Report) -> None:
    """Report the addresses that the sanitiser drops without asking the filter."""
    for value in rawhtml.written_addresses(raw):
        kind = scheme(value)
        if kind in _SCHEMES and not _kept(value):
            report.add("url-invalid", _place(value, locator), found=value[:60])
        elif len(kind) > 1 and kind != "//" and kind not in _SCHEMES | _REFUSED:
            report.add("link-scheme", _place(value, locator), target=value[:60], scheme=kind)


@lru_cache(maxsize=4096)
def _kept(value: str) -> bool:
    return " href=" in nh3.clean(f'<a href="{html.escape(value)}">', url_schemes=_SCHEMES, link_rel=None)


def _place(value: str, locator: Locator) -> Position:
    bare = value.removeprefix("mailto:").removeprefix("http://")
    spellings = (value, unquote(value), html.escape(value), quote(value), value.replace("\\", "\\\\"), bare)
    return locator.find(*dict.fromkeys(spellings))


def _reference(
    use: Use, value: str, trapped: bool, locator: Locator, resolve: Resolver, report: Report, result: Cleaned
) -> str | None:
    kind = scheme(value)
    if kind == "" and value.startswith("\\"):
        value = "\\" + value  # Markdown has taken the first of two backslashes for an escape
    position = _place(value, locator)
    if kind in _SCHEMES or kind == "//":
        return _outside(use, kind, value, position, report)
    if len(kind) == 1 or kind == "file" or value.startswith("\\"):
        report.add("link-local-disk", position, target=value)
        return None
    if kind == "data" and use != "link":
        report.add("image-embedded", position)
        return None
    if kind:
        report.add("link-scheme", position, target=value[:60], scheme=kind)
        return None
    if value.startswith("#") and use == "link":
        anchor = _named(unquote(value[1:]))
        if anchor.startswith("fnref") and anchor not in result.anchors:
            return None  # the link back from a footnote that nothing refers to
        result.local.append((anchor, position))
        return "#" + quote(ID_PREFIX + anchor, safe=":-._~") if anchor else value
    return resolve(Reference(use, value, position, trapped))


def _outside(use: Use, kind: str, value: str, position: Position, report: Report) -> str | None:
    if kind == "//" and value.startswith("\\"):
        report.add("link-local-disk", position, target=value)
        return None
    if kind == "//":
        report.add("link-no-scheme", position, target=value)
        return None
    if use != "link":
        report.add("image-outside", position, target=value)
        return None
    if kind in ("http", "https") and not _HTTP.match(value):
        report.add("url-invalid", position, found=value)
        return None
    if kind != "tel" and (host := mixed_host(value)):
        report.add("link-lookalike", position, host=host)
    if name := disguise(value):
        report.add("link-disguised", position, name=name, host=host_of(value))
    if kind == "tel":
        value = "".join(value.split())
    return _NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0]), value)


def _task(match: re.Match[str]) -> str:
    done = bool(match[1])
    label = "已完成" if done else "未完成"
    return f'<span class="{TASK}{f" {DONE}" if done else ""}" role="img" aria-label="{label}"></span>'


def _marked(text: str) -> str:
    """Wrap tables, so that wide ones scroll, by keyboard too; let an address that is a link's text break anywhere."""
    text = _BARE.sub(rf'<a class="{ADDRESS}" href="\1"', text)
    opening = f'<div class="{TABLE}" tabindex="0" role="group" aria-label="表格"><table'
    return re.sub(r"<table(?=[\s>])", opening, text).replace("</table>", "</table></div>")
