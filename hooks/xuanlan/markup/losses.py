"""A final check: words that an author wrote and no reader would see are reported.

Every rule of the markup removes some characters. Where it removes words too, because it is wrong or because the author
meant something else, they would be lost silently. So the words of the source, except those that are known to be syntax,
are counted and compared with those of the page. Lines that already have a finding are left out.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, islice

from xuanlan.diagnostics.report import Report
from xuanlan.markup.places import Locator, blank, blanked, comments, without_code
from xuanlan.markup.rawhtml import DROPPED
from xuanlan.markup.tags import CONTAINERS, PARTS, Tag, tags

_WORD = re.compile(r"(?:[^\W_]|[，。、；？“”‘’《》…])+")
"""Letters, digits, hanzi, and Chinese marks that are never markup."""
_BUDGET = 50_000_000
"""Characters of a page that are searched for words that markup has split or joined."""
_LONGEST = 30
"""How many characters of lost words a finding quotes."""

_QUOTED = r"^[ \t\u3000\xa0>]*"
_SYNTAX = tuple(
    (signs, re.compile(pattern, re.MULTILINE))
    for signs, pattern in (
        # the address of a link or image
        (("](",), r"\]\([^()\n\"']*(?:\([^()\n]*\)[^()\n\"']*)*"),
        # a link reference definition
        (
            ("]:",),
            _QUOTED + r"(?:(?:[-*+]|\d{1,9}[.)])[ \t\u3000\xa0]+)*\[[^\]\n]+\]:[ \t]*"
            r"(?:<[^<>\n]+>|(?:[A-Za-z][\w+.-]*:|#|\.{0,2}/)\S*|[!-~]+|\S+\.[A-Za-z]\w{0,4}(?=[ \t]*(?:[\"'(]|$)))",
        ),
        # the name of a reference link or a footnote
        (("][", "[^"), r"\]\[[^\]\n]*\]|\[\^[^\]\n]*\]"),
        # list numbers, task boxes
        (
            ("",),
            r"^(?:[ \t\u3000\xa0>]|&#?\w{1,8};)*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t\u3000\xa0]+|$))+(?:\[[ xX]\](?=\s))?",
        ),
        # the marker for a table of contents
        (("[",), _QUOTED + r"(?i:[@\[]?\[_?toc_?\]\]?)[ \t]*$"),
        # attributes
        (("{",), r"\{:?[ ]*(?:[#.][!-z]+[ ]*|[A-Za-z0-9_:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)[ ]*)+\}"),
    )
)
"""Patterns of words that are syntax, each with strings, one of which every match contains."""
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z]\w{1,30});")
_MARKS = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t\u3000\xa0]+|^#{1,6} |\*\*")
_NUMBER = re.compile(r"[ \t\u3000\xa0]*\d{1,9}[.)][ \t\u3000\xa0]+")
_HEAD = re.compile(
    r"^[ \t\u3000>]*(?:[-*+][ \t\u3000\xa0]+|\d{1,9}[.)][ \t\u3000\xa0]+)*"
    r"(?:[!！]{3}|[?？]{3}|[:：]{3}|///|===|[\[［【][!！]|`{3}|~{3}).*",
    re.MULTILINE,
)
"""The head of an admonition or of a fenced code block: its types, languages and options are ASCII."""
_ASCII = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*|[“”]|^[ \t>]*？+")
_SPOKEN = re.compile(r"""\s(?:alt|title)=(?:"([^"]*)"|'([^']*)')""")


def tell_losses(body: str, text: str, raw: str, title: str, locator: Locator, report: Report) -> None:
    """Report the words of `body` that are neither in `text`, the visible text of the page, nor in its `title`, unless
    their line already has a finding in `report`.

    `raw` is the HTML before sanitising, with the alternative texts of images that were removed, which is reported
    elsewhere.
    """
    shown = Counter(text.split("\n"))
    shown[title] += 1
    written = (_without_elements(body) if "<" in body else body).split("\n")
    for number, line in enumerate(written):
        if line and (shown.get(line) or shown.get(line := _MARKS.sub("", line.strip()))):
            shown[line] -= 1  # the page has the whole line, as it has most
            written[number] = ""
    if not any(written):
        return
    rest = _without_syntax(_ENTITY.sub(lambda match: blank(match[0]), "\n".join(written)))
    words = _WORD.findall(rest)
    left = "\n".join(shown.elements())
    wanted = Counter(words)
    missing = wanted - Counter(_WORD.findall(left))
    if missing and (lost := _lost(missing, wanted, _words(f"{left}\n{_spoken(raw)}"))):
        _tell(rest.split("\n"), lost, body, locator, report)


def without_markup(body: str) -> str:
    """`body` with blanks for what markup keeps for itself: comments, tags, addresses; every word, and every
    entity of a text, stays in its place."""
    return _without_syntax(_without_elements(body) if "<" in body else body)


def _lost(missing: Iterable[str], wanted: Counter[str], page: str) -> set[str]:
    """Those of `missing` that occur in `page` less often than `wanted`, even inside other words."""
    enough = max(_BUDGET // (len(page) + 1), 1)
    return {word for word in islice(missing, enough) if page.count(word) < wanted[word]}


def _tell(lines: list[str], lost: set[str], body: str, locator: Locator, report: Report) -> None:
    told = {item.position.line for item in report}
    starts = accumulate((len(line) + 1 for line in body.split("\n")), initial=0)
    for start, line in zip(starts, lines, strict=False):
        matches = [match for match in _WORD.finditer(line) if match[0] in lost]
        if not matches:
            continue
        place = locator.at(start + matches[0].start())
        if place.line not in told:
            found = line[matches[0].start() : matches[-1].end()]
            report.add("text-lost", place, found=found if len(found) <= _LONGEST else found[:_LONGEST] + "…")


def _without_elements(body: str) -> str:
    """`body` with blanks for comments, tags and dropped elements; all other characters keep their places."""
    body = blanked(body, [(start, end) for start, end in comments(without_code(body)) if end >= 0])
    body = blanked(body, _dropped(body))
    # Their end tags may be left out; any other unpaired tag is text on the page.
    markup = (tag for tag in tags(without_code(body)) if not tag.alone or tag.name in PARTS)
    return blanked(body, [(tag.start, _end(body, tag)) for tag in markup])


def _end(body: str, tag: Tag) -> int:
    """The end of `tag`, with the number of an item that begins right behind it."""
    number = _NUMBER.match(body, tag.end) if tag.name in PARTS | CONTAINERS else None
    return number.end() if number else tag.end


def _without_syntax(lines: str) -> str:
    """`lines` with blanks for words that are syntax; all other characters keep their places."""
    for signs, pattern in _SYNTAX:
        if any(sign in lines for sign in signs):
            lines = pattern.sub(lambda match: blank(match[0]), lines)
    return _HEAD.sub(lambda head: _ASCII.sub(lambda word: blank(word[0]), head[0]), lines)


def _dropped(body: str) -> list[tuple[int, int]]:
    """Spans of the elements that are dropped with their content, which `rawhtml.check` reports."""
    spans: list[tuple[int, int]] = []
    start, name = -1, ""
    for match in re.finditer(rf"<(/?)({'|'.join(DROPPED)})\b[^<>]*>", body, re.IGNORECASE):
        if start < 0 and not match[1]:
            start, name = match.start(), match[2].lower()
        elif start >= 0 and match[1] and match[2].lower() == name:
            spans.append((start, match.end()))
            start = -1
    return spans


def _spoken(raw: str) -> str:
    """The alternative texts and title attributes in `raw`, which assistive technology reads aloud."""
    return html.unescape("\n".join(match[1] or match[2] or "" for match in _SPOKEN.finditer(raw)))


def _words(text: str) -> str:
    return "".join(_WORD.findall(text))
