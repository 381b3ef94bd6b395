"""The allow-list: what of an author's HTML reaches a page, and every reference passed through the resolver.

nh3 (the ammonia sanitiser) parses the HTML as a browser would; its attribute filter is where links are rewritten,
ids get their prefix (so that no id of a text can shadow the page's own, or a property of `document`) and
references are reported. Nothing else may touch the HTML afterwards but fixed wrapping.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote, unquote

import nh3

from xuanlan.diagnostics import Position, Report
from xuanlan.markup.links import Locator, Reference, Resolver, Use, mixed_host, scheme

ID_PREFIX = "s-"

_INLINE = "a abbr b br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
_BLOCK = (
    "blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre "
    "summary table tbody td tfoot th thead tr ul audio video source"
)
_TAGS = set(f"{_INLINE} {_BLOCK}".split())
_DROPPED = {"script", "style", "template", "noscript", "title", "textarea", "select", "svg", "math", "iframe", "object"}
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
# Seen by the filter only so that it can report them; it drops each one.
_REFUSED = {"javascript", "vbscript", "data", "file", "ftp", "blob", "about", "view-source", "weixin", "ms-word", "smb"}
_DRIVES = {chr(code) for code in range(ord("a"), ord("z") + 1)}
_USES: dict[str, Use] = {"a": "link", "img": "image", "audio": "media", "video": "media", "source": "media"}
_ACTIVE = re.compile(
    r"<\s*(script|iframe|frame|frameset|object|embed|applet|style|svg|math|form|input|button|textarea|select|meta|base|"
    r"link|template|noscript)\b|<[a-z][^<>]*\s(on[a-z]+)\s*=",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_TASK = re.compile(r'<input type="checkbox" disabled(?:="disabled")?( checked(?:="checked")?)?\s*/?>')
_OPEN_COMMENT = re.compile(r"<!--(?!.*?-->)", re.DOTALL)


class Cleaned:
    """Result of one pass: the safe HTML and the ids in it (without prefix)."""

    def __init__(self) -> None:
        self.html = ""
        self.anchors: set[str] = set()
        self.local: list[tuple[str, Position]] = []
        """Links to anchors of the page itself, to be compared with `anchors`."""


def clean(raw: str, locator: Locator, resolve: Resolver, report: Report) -> Cleaned:
    """Sanitise `raw`, the HTML that Python-Markdown made of an author's text."""
    result = Cleaned()

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            result.anchors.add(value)
            return ID_PREFIX + value
        if name == "href" or name == "src":
            return _reference(_USES.get(tag, "link"), value, locator, resolve, report, result)
        if name == "class":
            return " ".join(word for word in value.split() if re.fullmatch(r"[A-Za-z][\w-]*", word)) or None
        return value

    raw = _TASK.sub(_task, raw)
    result.html = _wrap_tables(
        nh3.clean(
            raw,
            tags=_TAGS,
            clean_content_tags=_DROPPED,
            attributes=_ATTRIBUTES,
            attribute_filter=attribute,
            url_schemes=_SCHEMES | _REFUSED | _DRIVES,
            strip_comments=True,
            link_rel=None,
        )
    )
    for anchor, position in result.local:
        if anchor and anchor not in result.anchors:
            report.add("anchor-missing", position, anchor=anchor, where="本页")
    return result


def check_raw(body: str, locator: Locator, report: Report) -> None:
    """Tell the author about markup that will not reach the page, and about a comment that swallows the rest."""
    text = _CODE.sub(lambda match: " " * len(match[0]), body)
    for match in _ACTIVE.finditer(text):
        report.add("html-removed", locator.at(match.start()), found=match[1] or match[2])
    unclosed = _OPEN_COMMENT.search(text)
    if unclosed:
        report.add("comment-unclosed", locator.at(unclosed.start()))


def _reference(
    use: Use, value: str, locator: Locator, resolve: Resolver, report: Report, result: Cleaned
) -> str | None:
    position = locator.find(value, unquote(value), html.escape(value), quote(value))
    kind = scheme(value)
    if kind in _SCHEMES or kind == "//":
        return _outside(use, kind, value, position, report)
    if len(kind) == 1 or kind == "file" or value.startswith("\\"):
        report.add("link-local-disk", position, target=value)
        return None
    if kind:
        report.add("link-scheme", position, target=value[:60], scheme=kind)
        return None
    if value.startswith("#") and use == "link":
        anchor = unquote(value[1:])
        result.local.append((anchor, position))
        return "#" + quote(ID_PREFIX + anchor, safe=":-._~") if anchor else value
    return resolve(Reference(use, value, position))


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
    if kind in ("http", "https") and (host := mixed_host(value)):
        report.add("link-lookalike", position, host=host)
    return value


def _task(match: re.Match[str]) -> str:
    done = bool(match[1])
    label = "已完成" if done else "未完成"
    return f'<span class="xl-task{" xl-task--done" if done else ""}" role="img" aria-label="{label}"></span>'


def _wrap_tables(text: str) -> str:
    """Wide tables scroll by themselves, by keyboard too."""
    opening = '<div class="xl-table" tabindex="0" role="region" aria-label="表格"><table'
    return re.sub(r"<table(?=[\s>])", opening, text).replace("</table>", "</table></div>")
