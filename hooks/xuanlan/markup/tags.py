"""Which `<` and `>` in a text are HTML tags, by a strict grammar; all others are text and stay on the page.

A tag has a name that HTML knows, and nothing else but attributes. An unpaired tag is text: 方案<A> and 按<Menu>键 fit
the grammar, but nobody means a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuanlan.diagnostics.report import Report
from xuanlan.markup.places import Locator, escaped, without_code
from xuanlan.markup.signs import APART, LESS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _set("area base basefont br col embed frame hr img input keygen link meta param source track wbr")
"""Elements without an end tag."""
PARTS = _set("p li dt dd tr td th thead tbody tfoot colgroup")
"""Paragraphs, and parts of tables and lists."""
_END_OPTIONAL = PARTS | _set("optgroup rt rp rb rtc")
"""Elements whose end tag may be left out, but only in a line that begins with a tag."""
TAKEN_OUT = _set(
    "script style template noscript title textarea select svg math iframe object embed frame frameset applet form "
    "input button option meta base link marquee dialog portal plaintext xmp listing noembed noframes area param track"
)
"""Elements that do not reach the page, which is reported, closed or not."""
_OTHERS = _set(
    "a abbr acronym address article aside audio b bdi bdo big blockquote body canvas caption center cite code data "
    "datalist del details dfn dir div dl em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 head header "
    "hgroup html i ins kbd label legend main map mark menu meter nav nobr ol output p picture pre progress q ruby s "
    "samp search section slot small span strike strong sub summary sup table time tt u ul var video"
)
MEANT = _set("details summary blockquote figure figcaption h1 h2 h3 h4 h5 h6")
"""Elements around Markdown that have a meaning."""
CONTAINERS = MEANT | _set(
    "div section article aside header footer main nav center right left address hgroup fieldset form menu "
    "legend canvas map output progress dialog marquee search body html"
)
"""Those, and elements without a meaning, which become <div> if they have attributes, else nothing. `htmlblocks` reads
them, and reports unpaired ones."""
NAMES = VOID | _END_OPTIONAL | TAKEN_OUT | CONTAINERS | _OTHERS
"""All elements of HTML, obsolete ones included."""
_STARTS = re.compile(r"[ \t\u3000\xa0>]*((?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)[ \t\u3000\xa0]+)*)<")
"""A line that begins with a tag, also in a quote, an item, a footnote or a definition."""
_BOOLEAN = (
    "allowfullscreen|async|autofocus|autoplay|border|checked|compact|controls|default|defer|disabled|download|hidden|inert|"
    "ismap|itemscope|loop|markdown|multiple|muted|nohref|noresize|noshade|novalidate|nowrap|open|playsinline|readonly|"
    "required|reversed|selected"
)
TAG = re.compile(
    rf"""<(/?)([a-z][a-z0-9]*+(?::[a-z][a-z0-9]*+)?)
    ((?:[\s/]++(?:[a-z_:@][a-z0-9_:.-]*+\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)|(?:{_BOOLEAN})(?=[\s/>])))*+)
    [\s/]*+>""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_OFFICE = frozenset(("o", "w", "v", "m", "x", "st1", "u1", "wps"))
"""Prefixes of the elements that word processors leave in pasted text."""
AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\s]+|(?:mailto|tel):[^<>\s]+)>"
_AUTOLINK = re.compile(rf"{AUTOLINK}|<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")
_LINK_LIKE = re.compile(r"(?<=[A-Za-z])(?=://)|(?=@)|(?<=[wW])(?=[wW]{2}\.)", re.ASCII)
_HANDLER = re.compile(r"[\s/\"'](on[a-z]+)\s*=", re.IGNORECASE)
_ANGLES = re.compile(r"<[^<>\n]{0,500}>(?:[ ]+[\"'(][^\n]{0,300})?[ ]*(?:\)|$)", re.MULTILINE)
_BEFORE_ANGLES = re.compile(r"\[[^\[\]]*\](?:\([ ]*|:[ ]*)\Z")
_NOT_LINKED = frozenset(("a", "code", "kbd", "samp", "pre"))
"""Elements in which bare addresses do not become links."""


_FAR = 10_000
"""Characters: the start of a line is not examined for tags farther away."""


@dataclass(slots=True)
class Tag:
    """A tag from offset `start` of a text to `end`; `paired` says whether its partner was found."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str
    paired: bool = False
    alone: bool = False
    """unpaired where it must not be: it is text"""


def tags(markdown: str) -> list[Tag]:
    """Every tag in `markdown`, in which code and comments are blanked; those that are `alone` are text."""
    found = [
        Tag(match.start(), match.end(), name, bool(match[1]), match[3])
        for match in TAG.finditer(markdown)
        if _known(name := match[2].lower()) and not escaped(markdown, match.start())
    ]
    opened: dict[str, list[Tag]] = {}
    for tag in found:
        if tag.name in VOID or ":" in tag.name:
            continue
        if not tag.closing:
            opened.setdefault(tag.name, []).append(tag)
        elif opened.get(tag.name):
            tag.paired = opened[tag.name].pop().paired = True
    for tag in found:
        if not tag.paired and tag.name not in VOID and tag.name not in TAKEN_OUT and ":" not in tag.name:
            tag.alone = tag.name not in _END_OPTIONAL or not (_parts(tag) or _begins_with_tag(markdown, tag))
    return found


def _known(name: str) -> bool:
    prefix, colon, _ = name.partition(":")
    return prefix in _OFFICE if colon else name in NAMES


def _parts(tag: Tag) -> bool:
    """Whether it separates paragraphs wherever it stands; the tag in 按<P>键 does not."""
    return tag.name == "p" and (tag.closing or bool(tag.attributes.strip(" /\t\n")))


def _begins_with_tag(text: str, tag: Tag) -> bool:
    start = text.rfind("\n", max(tag.start - _FAR, 0), tag.start) + 1
    match = _STARTS.match(text, start) if tag.start - start < _FAR else None
    return match is not None and (tag.name == "p" or not match[1])  # <li> in an item would begin another one


def literal(text: str) -> str:
    """`text`, which has no comments, with `LESS` for every < that is neither in code nor begins a tag or an address."""
    if "<" not in text:
        return text
    markdown = without_code(text)
    parts: list[str] = []
    done, within = 0, 0
    for start, end, tag in _pieces(markdown):
        piece = text[done:start]
        parts.append(_LINK_LIKE.sub(APART, piece) if within else piece)
        parts.append(text[start:end] if tag else LESS)
        if tag and tag.paired and tag.name in _NOT_LINKED:
            within += -1 if tag.closing else 1
        done = end
    return "".join(parts) + text[done:]


def _pieces(markdown: str) -> Iterator[tuple[int, int, Tag | None]]:
    """Spans of `markdown` that are a tag, or a literal <, in order."""
    real = {tag.start: tag for tag in tags(markdown) if not tag.alone}
    at = markdown.find("<")
    while at >= 0:
        tag = real.get(at)
        end = tag.end if tag else at + 1
        if tag:
            yield at, end, tag
        elif link := _AUTOLINK.match(markdown, at):
            end = link.end()
        elif not escaped(markdown, at) and not _in_angles(markdown, at):
            yield at, end, None
        at = markdown.find("<", end)


def _in_angles(markdown: str, at: int) -> bool:
    """Whether the < at `at` begins the address of a link or a definition: [x](<a b.md>)."""
    start = markdown.rfind("\n", max(at - _FAR, 0), at) + 1
    return bool(_ANGLES.match(markdown, at)) and bool(_BEFORE_ANGLES.search(markdown[max(start, at - 300) : at]))


def check(markdown: str, locator: Locator, report: Report) -> None:
    """Report tags that are taken out, and unpaired end tags and tags with attributes."""
    for tag in tags(markdown):
        if tag.name in TAKEN_OUT and not tag.closing:
            report.add("html-removed", locator.at(tag.start), found=tag.name)
        elif tag.alone and tag.name not in CONTAINERS and (tag.closing or tag.attributes.strip(" /\t\n")):
            mark = "" if tag.closing else "/"
            report.add(
                "tag-alone",
                locator.at(tag.start),
                found=markdown[tag.start : tag.end][:60],
                missing=f"<{mark}{tag.name}>",
            )
        elif not tag.closing and (match := _HANDLER.search(tag.attributes)):
            report.add("html-removed", locator.at(tag.start), found=match[1])
