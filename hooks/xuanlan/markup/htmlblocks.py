"""HTML around Markdown: which tags of a text are containers, and how they pair up.

Python-Markdown does not read Markdown inside a block of HTML, but authors who write `<div align="right">` or
`<details>` mean it to be read. HTML whose parts must stay together, such as tables and lists, is left to
Python-Markdown.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from xuanlan.markup import fences
from xuanlan.markup.boxes import Box
from xuanlan.markup.places import escaped
from xuanlan.markup.tags import CONTAINERS, MEANT, PARTS, TAG

_WHOLE = frozenset(
    [
        "table",
        "ul",
        "ol",
        "dl",
        "pre",
        "video",
        "audio",
        "picture",
        "select",
        "script",
        "style",
        "svg",
        "math",
        "textarea",
        "object",
        "iframe",
    ]
)
"""Elements whose parts must stay together."""
_KEPT = frozenset(("id", "class", "title", "lang", "dir", "open"))
_NAMES = CONTAINERS | _WHOLE | PARTS
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_HOLDING = ("table", "ul", "ol", "dl")
_MARKDOWN = re.compile(r"\*\*[^*\s][^*\n]*\*\*|!?\[[^\[\]\n]+\]\([^()\n]+\)|==[^=\s][^=\n]*==")
_STAYS_WHOLE = re.compile(r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^|:[ \t])")
"""Beginnings of lines that cannot be split at a tag: items, footnotes, definitions."""


_WITHIN = re.compile(r"((?:[ ]*>[ ]?)*)((?:[ ]*(?:[-*+]|\d{1,9}[.)])(?=[ ]))*[ ]+)(?=<)")
"""What stands before an element that is in an item or indented: quote markers, then list markers."""


class Tag(NamedTuple):
    """A container tag. Without a `box` it does no more than end a paragraph."""

    end: int
    """its length in characters"""
    opens: bool
    box: Box | None
    paired: bool


class Tags(NamedTuple):
    """The container tags of a text by line and column (from 0), and those that are never closed."""

    by_place: dict[tuple[int, int], Tag]
    unclosed: list[tuple[int, int, str]]
    """line, column, the tag as written"""
    literal: list[tuple[int, int, str]]
    """line, column and words of the first Markdown in each HTML table or list, where it is not read"""
    whole: set[int]
    """lines of the elements in `_WHOLE`, except their first lines"""


def _tags(text: str) -> Iterator[re.Match[str]]:
    return (match for match in TAG.finditer(text) if match[2].lower() in _NAMES and not escaped(text, match.start()))


def in_one_line(body: str) -> str:
    """`body` with each container tag on one line; empty lines behind it keep the number of lines."""

    def joined(match: re.Match[str]) -> str:
        breaks = match[0].count("\n") if match[2].lower() in _NAMES else 0
        return match[0].replace("\n", " ") + "\n" * breaks if breaks else match[0]

    return TAG.sub(joined, body)


def tags_of(text: str, boxes: list[Box]) -> Tags:
    """The container tags of `text`, in which code is blanked; adds their boxes to `boxes`."""
    text_lines = text.split("\n")
    lines = [(number, line) for number, line in enumerate(text_lines) if "<" in line]
    found = [(number, match) for number, line in lines for match in _tags(line)]
    divisible = {number for number, line in lines if "|" not in line and not _STAYS_WHOLE.match(line)}
    ends = Counter(match[2].lower() for _, match in found if match[1])
    tags = Tags({}, [], [], set())
    opened: list[tuple[str, int, re.Match[str]]] = []
    waiting = Counter[str]()
    whole, depth, start = "", 0, (0, 0)
    for number, match in found:
        name = match[2].lower()
        ends[name] -= bool(match[1])
        if whole:
            depth += (-1 if match[1] else 1) if name == whole else 0
            if not depth:
                if _apart(text_lines[start[0]], several=number > start[0]):
                    tags.whole.update(range(start[0] + 1, number + 1))
                    _literal(text_lines, whole, start, (number, match.start()), tags)
                whole = ""
        elif name in _WHOLE:
            if not match[1] and ends[name] > 0:
                whole, depth, start = name, 1, (number, match.end())
            elif not match[1] and name in _HOLDING:
                _drop(divisible, (name, number, match), tags)
        elif name in PARTS:
            _paragraph(divisible, number, match, tags, boxes)
        elif not match[1] and not match[0].endswith("/>"):
            opened.append((name, number, match))
            waiting[name] += 1
        elif not match[1] or not waiting[name]:
            _drop(divisible, (name, number, match), tags)
        else:
            while (last := opened.pop())[0] != name:
                waiting[last[0]] -= 1
                _drop(divisible, last, tags)
            waiting[name] -= 1
            _pair(divisible, last, (name, number, match), tags, boxes)
    for dropped in opened:
        _drop(divisible, dropped, tags)
    return tags


def _apart(line: str, *, several: bool) -> bool:
    """Whether an element that begins in `line`, and has `several` lines or one, is kept whole."""
    within = _WITHIN.match(line)
    return line.startswith("<") or bool(within and (several or not within[2].strip()))


def _literal(lines: list[str], name: str, start: tuple[int, int], end: tuple[int, int], tags: Tags) -> None:
    """Add the first Markdown between two places to `tags.literal`."""
    if name not in _HOLDING:
        return
    for number in range(start[0], end[0] + 1):
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(lines[number])
        if match := _MARKDOWN.search(lines[number], first, last):
            tags.literal.append((number, match.start(), match[0]))
            return


def _paragraph(divisible: set[int], number: int, match: re.Match[str], tags: Tags, boxes: list[Box]) -> None:
    """A tag of a paragraph, or of part of a table or list outside of any: only a paragraph's attributes are kept."""
    line, name = match.string, match[2].lower()
    meant = match[1] or match[3].strip() or line.lstrip(" \t\u3000\xa0>")[:1] == "<" or f"</{name}" in line.lower()
    if number not in divisible or not meant:
        return
    attributes = _attributes(match[3]) if name == "p" and not match[1] else {}
    box = _new(Box("p", attributes), boxes) if attributes else None
    tags.by_place[number, match.start()] = Tag(len(match[0]), True, box, paired=False)


def _pair(
    divisible: set[int],
    first: tuple[str, int, re.Match[str]],
    last: tuple[str, int, re.Match[str]],
    tags: Tags,
    boxes: list[Box],
) -> None:
    """An opening and its closing tag; they stay as they are when one is in a line that cannot be split."""
    name, number, match = first
    if not divisible.issuperset((number, last[1])):
        return
    attributes = _attributes(match[3])
    tag = name if name in MEANT else "div" if attributes else ""
    box = _new(Box(tag, attributes), boxes) if tag else None
    tags.by_place[number, match.start()] = Tag(len(match[0]), True, box, paired=True)
    tags.by_place[last[1], last[2].start()] = Tag(len(last[2][0]), False, box, paired=True)


def _drop(divisible: set[int], one: tuple[str, int, re.Match[str]], tags: Tags) -> None:
    """A tag without its partner: it is removed (reported), or a parser would lose text with it."""
    _, number, match = one
    alone = not match.string[: match.start()].strip() and not match.string[match.end() :].strip()
    if not (alone or match[1] or match[3].strip()):
        return  # 按<Menu>键: not meant as a tag
    tags.unclosed.append((number, match.start(), match[0]))
    if number in divisible:
        tags.by_place[number, match.start()] = Tag(len(match[0]), True, None, paired=False)


def _new(box: Box, boxes: list[Box]) -> Box:
    box.number = len(boxes)
    boxes.append(box)
    return box


def _attributes(written: str) -> dict[str, str]:
    found = {}
    for match in _ATTRIBUTE.finditer(written.rstrip("/")):
        name = match[1].lower()
        if name in _KEPT:
            found[name] = html.unescape((match[2] or "").strip("\"'")) or ("open" if name == "open" else "")
    return found


class HtmlWithin(Preprocessor):
    """Replaces each element of `_WHOLE` that is in an item or indented by a placeholder; Python-Markdown would move it
    out of the item, or make paragraphs of its lines."""

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        done = 0
        for first, last, end in _elements(lines):
            match = _WITHIN.match(lines[first])
            if first < done or not match or not _apart(lines[first], several=last > first):
                continue
            quotes, own = match[1].count(">"), len(match[2])
            code = [lines[first], *(fences.inner(line, quotes, own) for line in lines[first + 1 : last + 1])]
            rest = lines[last][end:].strip()
            code[-1] = code[-1][: len(code[-1]) - len(lines[last]) + end]
            code[0] = code[0][match.end() :]
            kept += [*lines[done:first], match[0] + self.md.htmlStash.store("\n".join(code))]
            kept += [match[1] + " " * own + rest] if rest else []
            done = last + 1
        return kept + lines[done:]


def _elements(lines: list[str]) -> list[tuple[int, int, int]]:
    """First line, last line, and the column behind the closing tag, of each element of `_WHOLE` that begins a line;
    outer elements come before those inside them."""
    opened: dict[str, list[tuple[int, bool]]] = {}
    found: list[tuple[int, int, int]] = []
    for number, line in enumerate(lines):
        within = _WITHIN.match(line) if "<" in line else None
        for match in TAG.finditer(line) if "<" in line else ():
            name = match[2].lower()
            if name in _WHOLE and not match[1]:
                opened.setdefault(name, []).append((number, bool(within and within.end() == match.start())))
            elif name in _WHOLE and opened.get(name):
                first, begins = opened[name].pop()
                found += [(first, number, match.end())] if begins else []
    return sorted(found, key=lambda element: (element[0], -element[1]))


def register(md: Markdown) -> None:
    md.preprocessors.register(HtmlWithin(md), "html-within", 22)
