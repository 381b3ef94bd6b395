"""What of the signs < and > in a text is HTML, by a strict grammar; everything else is text and stays on the page.

A tag has a name that HTML knows, and nothing in it but attributes. An element that is opened must be closed: 方案<A>
and 按<Menu>键 have tags in them by the grammar, yet nobody means any.
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
"""Elements without an end."""
PARTS = _set("p li dt dd tr td th thead tbody tfoot colgroup")
"""Paragraphs, and parts of tables and lists."""
_END_OPTIONAL = PARTS | _set("optgroup rt rp rb rtc")
"""Elements whose end may be left out. They stand in lines that begin with a tag, or are closed like the others."""
TAKEN_OUT = _set(
    "script style template noscript title textarea select svg math iframe object embed frame frameset applet form "
    "input button option meta base link marquee dialog portal plaintext xmp listing noembed noframes area param track"
)
"""Elements of which the author is told that they do not reach the page, closed or not."""
_OTHERS = _set(
    "a abbr acronym address article aside audio b bdi bdo big blockquote body canvas caption center cite code data "
    "datalist del details dfn dir div dl em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 head header "
    "hgroup html i ins kbd label legend main map mark menu meter nav nobr ol output p picture pre progress q ruby s "
    "samp search section slot small span strike strong sub summary sup table time tt u ul var video"
)
MEANT = _set("details summary blockquote figure figcaption h1 h2 h3 h4 h5 h6")
"""Elements around Markdown that mean something to a reader."""
CONTAINERS = MEANT | _set(
    "div section article aside header footer main nav center right left address hgroup fieldset form menu "
    "legend canvas map output progress dialog marquee search body html"
)
"""Those, and others that are only for the look: without a name or class they come to nothing. `htmlblocks` reads them
and tells of those that nothing answers."""
NAMES = VOID | _END_OPTIONAL | TAKEN_OUT | CONTAINERS | _OTHERS
"""All elements of HTML, those of old pages included."""
_STARTS = re.compile(r"[ \t\u3000\xa0>]*((?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)[ \t\u3000\xa0]+)*)<")
"""A line that begins with a tag, in a quote, an item, a footnote or a definition, too."""
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
"""Prefixes of the elements that word processors leave in what is pasted."""
AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\s]+|(?:mailto|tel):[^<>\s]+)>"
_AUTOLINK = re.compile(rf"{AUTOLINK}|<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")
_LINK_LIKE = re.compile(r"(?<=[A-Za-z])(?=://)|(?=@)|(?<=[wW])(?=[wW]{2}\.)", re.ASCII)
_HANDLER = re.compile(r"[\s/\"'](on[a-z]+)\s*=", re.IGNORECASE)
_ANGLES = re.compile(r"<[^<>\n]{0,500}>(?:[ ]+[\"'(][^\n]{0,300})?[ ]*(?:\)|$)", re.MULTILINE)
_BEFORE_ANGLES = re.compile(r"\[[^\[\]]*\](?:\([ ]*|:[ ]*)\Z")
_NOT_LINKED = frozenset(("a", "code", "kbd", "samp", "pre"))
"""Elements within which no bare address is made a link."""


_FAR = 10_000
"""Farther than this from the start of its line, a tag is not asked how the line begins."""


@dataclass(slots=True)
class Tag:
    """A tag at offset `start` of a text, up to `end`. `paired` tells whether its partner was found."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str
    paired: bool = False
    alone: bool = False
    """opened or closed where nothing answers it: it is text"""


def tags(markdown: str) -> list[Tag]:
    """Every tag in `markdown`, in which code and comments are blank; those that are `alone` are but text."""
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
    """Whether it divides paragraphs wherever it stands: 按<P>键 has no such tag."""
    return tag.name == "p" and (tag.closing or bool(tag.attributes.strip(" /\t\n")))


def _begins_with_tag(text: str, tag: Tag) -> bool:
    start = text.rfind("\n", max(tag.start - _FAR, 0), tag.start) + 1
    match = _STARTS.match(text, start) if tag.start - start < _FAR else None
    return match is not None and (tag.name == "p" or not match[1])  # <li> in an item would be an item more


def literal(text: str) -> str:
    """`text`, which has no comments, with `LESS` for every < that begins no tag, no address and no code."""
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
    """Spans of `markdown` that are a tag, or a < that is to be shown, in their order."""
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
    """Whether the < at `at` opens the address of a link or a definition: [x](<a b.md>)."""
    start = markdown.rfind("\n", max(at - _FAR, 0), at) + 1
    return bool(_ANGLES.match(markdown, at)) and bool(_BEFORE_ANGLES.search(markdown[max(start, at - 300) : at]))


def check(markdown: str, locator: Locator, report: Report) -> None:
    """Tell of tags that are taken out, and of those with attributes, or of ends, that nothing answers."""
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
