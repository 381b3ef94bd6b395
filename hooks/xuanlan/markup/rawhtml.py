"""HTML that authors write themselves: what is reported about it, and what is changed before it is sanitised."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from xuanlan.diagnostics.report import Report
from xuanlan.markup import tags
from xuanlan.markup.places import Locator, comments, without_code, without_comments
from xuanlan.reading import outside
from xuanlan.text.characters import CONTROL, UNSEEN

DROPPED = frozenset(
    ("script", "style", "template", "noscript", "title", "textarea", "select", "svg", "math", "iframe", "object")
)
"""Elements that are dropped with their content."""
_LITERAL = "plaintext|xmp|listing|noembed|noframes"
"""Obsolete elements in which a browser reads no markup; only their tags are dropped."""


def _any_of(names: Collection[str]) -> str:
    """Pattern for one of `names`; the first two letters rule out most others, in half the time."""
    first, second = ("".join(sorted({name[place] for name in names})) for place in (0, 1))
    return rf"(?=[{first}][{second}])(?:{'|'.join(names)})"


_LITERAL_TAG = re.compile(rf"</?{_any_of(_LITERAL.split('|'))}\b[^<>]*>", re.IGNORECASE)
_DROPPED_TAG = re.compile(rf"<{_any_of(DROPPED)}", re.IGNORECASE)
_HANDLER_LIST = re.compile(r"\{:?[^{}\n]*?\b(on[a-z]+)\s*=", re.IGNORECASE)
_HANDLED = re.compile(r"<[a-z][^<>]*[\s/\"']on[a-z]+\s*=[^<>]*", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:href|src)(?![\w-])(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""", re.IGNORECASE)
_TAG_WITH_ADDRESS = re.compile(
    r"""<(?:a|img|audio|video|source)\b[^<>]*?\b(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z]{2,30});")


def check(body: str, locator: Locator, report: Report) -> str:
    """Report markup that will not reach the page; returns `body` without its comments."""
    if "<" not in body and "{" not in body and "&" not in body:
        return body
    text = without_code(body)
    body = _close_comments(body, text, locator, report)
    body = _drop_comments(body)
    text = without_comments(text)
    if "<" in text:
        tags.check(text, locator, report)
    for match in _HANDLER_LIST.finditer(text) if "{" in text else ():
        report.add("html-removed", locator.at(match.start()), found=match[1])
    for at, address in outside.of_text(text):
        report.add("image-outside", locator.at(at), target=address)
    for match in _ENTITY.finditer(text):
        sign = html.unescape(match[0])
        if not sign or UNSEEN.search(sign) or CONTROL.search(sign):
            report.add("character-zero-width", locator.at(match.start()), name=match[0])
    return body


def _close_comments(body: str, text: str, locator: Locator, report: Report) -> str:
    """Close an unclosed comment at the end of its line: that stays hidden, and nothing else is."""
    told = 0
    for start, end in comments(text):
        if end < 0:
            place = locator.at(start)
            if place.line != told:  # one finding per line is enough
                report.add("comment-unclosed", place)
            told = place.line
        elif (inner := text.find("<!--", start + 4, end)) >= 0:
            report.add("comment-nested", locator.at(inner), first=locator.at(start).line)
    last = max((end for _, end in comments(text)), default=-1)
    head, tail = (body[:last], body[last:]) if last >= 0 else ("", body)
    blanked = text[max(last, 0) :]
    lines = [
        line + "-->" if "<!--" in seen else line
        for line, seen in zip(tail.split("\n"), blanked.split("\n"), strict=True)
    ]
    return head + "\n".join(lines)


def _drop_comments(body: str) -> str:
    """`body` without comments (those in code stay); the number of lines stays."""
    parts: list[str] = []
    done = 0
    for start, end in comments(without_code(body)):
        if end >= 0:
            parts += [body[done:start], "\n" * body.count("\n", start, end)]
            done = end
    return "".join(parts) + body[done:]


def prepare(raw: str) -> str:
    """Remove tags that would make a parser swallow the text behind them: they are unclosed, or never end."""
    raw = _LITERAL_TAG.sub("", raw)
    for name in DROPPED if _DROPPED_TAG.search(raw) else ():
        if f"<{name}" in raw.lower():
            last = max((match.end() for match in re.finditer(rf"</{name}\b", raw, re.IGNORECASE)), default=0)
            raw = raw[:last] + re.sub(rf"<{name}\b[^<>]*>", "", raw[last:], flags=re.IGNORECASE)
    return raw


def trapped(raw: str) -> frozenset[str]:
    """Addresses in elements with an event handler: such an element is an attack, not a missing image."""
    found: set[str] = set()
    for element in _HANDLED.finditer(raw):
        for match in _ADDRESS.finditer(element[0]):
            found.add(html.unescape((match[1] or "").strip("\"'")).strip())
    return frozenset(found)


def written_addresses(raw: str) -> list[str]:
    """Every href and src, decoded as a browser would, of the elements that may have one."""
    return [html.unescape(match[1].strip("\"'")).strip() for match in _TAG_WITH_ADDRESS.finditer(raw)]
