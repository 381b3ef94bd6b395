"""The renderer: one Python-Markdown instance, reused for every body of a run."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown

from xuanlan.diagnostics import Position, Report
from xuanlan.markup import containers, limits, rawhtml
from xuanlan.markup.boxes import without_marks
from xuanlan.markup.clean import ID_PREFIX, clean
from xuanlan.markup.links import Resolver
from xuanlan.markup.paragraphs import ChineseProse
from xuanlan.markup.places import Locator
from xuanlan.markup.prepare import prepare
from xuanlan.markup.quick import Contents, Quick, QuickMarkdown

EXTENSIONS = (
    "tables",
    "footnotes",
    "attr_list",
    "def_list",
    "abbr",
    "sane_lists",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.tasklist",
    "pymdownx.mark",
)


_TAG = re.compile(r"<[^>]*>")
_NO_NAME = re.compile(r"[^\w\u4e00-\u9fff]+")


def slugify(text: str, _separator: str) -> str:
    """The anchor of a heading: its letters, digits and hanzi, so that it stays when other headings come and go."""
    plain = html.unescape(_TAG.sub("", text))
    return _NO_NAME.sub("-", plain.lower()).strip("-_")[:60] or "section"


CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slugify, "permalink": False, "toc_depth": "2-4"},
    "tables": {"use_align_attribute": True},
    "pymdownx.highlight": {"use_pygments": False},
    "footnotes": {"BACKLINK_TITLE": "回到正文"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; `anchor` is the id in the page, prefix included."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the top-level ordered list."""

    number: int
    anchor: str
    html: str
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body, ready for the page."""

    html: str
    text: str
    """visible text, a line for each block"""
    outline: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    """ids that links may name, without the prefix"""
    items: tuple[Item, ...] = ()
    before_items: str = ""
    after_items: str = ""
    """HTML around the items, when there is exactly one top-level ordered list"""


@dataclass(slots=True)
class Renderer:
    """Turns bodies into `Rendered`."""

    _prose: ChineseProse = field(default_factory=ChineseProse)
    _markdown: Markdown | None = None

    def render(self, body: str, title: str, file: str, first_line: int, resolve: Resolver, report: Report) -> Rendered:
        """Render `body`, whose first line is line `first_line` of `file`. All findings go to `report`."""
        locator = Locator(body, file, first_line)
        try:
            return self._render(body, title, locator, resolve, report)
        except (RecursionError, ValueError):  # nesting without end, numbers of thousands of digits
            self._markdown = None
            report.add("body-too-deep", Position(file, first_line, 1))
            return Rendered("", "")

    def _render(self, body: str, title: str, locator: Locator, resolve: Resolver, report: Report) -> Rendered:
        if not limits.acceptable(body, locator, report):
            return Rendered("", "")
        written = rawhtml.check(body, locator, report)
        markdown = self._instance()
        self._prose.headings.title = title
        written, self._prose.boxes.boxes = containers.read(written, locator, report)
        raw = without_marks(markdown.convert(limits.without_gaps(prepare(written))))
        tokens = list(markdown.toc_tokens)  # type: ignore[attr-defined]
        cleaned = clean(raw, locator, resolve, report)
        before, items, after = _split_items(cleaned.html, body, locator)
        return Rendered(
            html=cleaned.html,
            text=plain_text(cleaned.html),
            outline=tuple(_outline(tokens)),
            anchors=frozenset(cleaned.anchors),
            items=tuple(items),
            before_items=before,
            after_items=after,
        )

    def _instance(self) -> Markdown:
        if self._markdown is None:
            self._markdown = QuickMarkdown(
                extensions=[*EXTENSIONS, Contents(**CONFIGS["toc"]), self._prose, Quick()],
                extension_configs=CONFIGS,
                output_format="html",
            )
        self._markdown.reset()
        return self._markdown


def _outline(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(html.unescape(str(token["name"])), ID_PREFIX + str(token["id"]), int(token["level"])))
        found += _outline(token["children"])
    return found


_BREAK = re.compile(
    r"</(?:p|li|h[1-6]|td|th|tr|div|dt|dd|pre|blockquote|summary|figcaption|caption)>|<(?:br|hr)\b[^>]*>"
)


def plain_text(fragment: str) -> str:
    """Visible text of sanitised HTML: inline markup leaves no trace, every block ends a line."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", fragment.replace("\n", " "))))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


_LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_NUMBERED = re.compile(r"^ {0,3}\d+[.)][ \t]+\S", re.MULTILINE)


def _split_items(fragment: str, body: str, locator: Locator) -> tuple[str, list[Item], str]:
    """The items of the top-level ordered lists, and what stands before and after when there is just one list."""
    if "xl-items" not in fragment:
        return "", [], ""
    starts: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    depth = 0
    opened = 0
    inside = False
    for match in _LIST_TAG.finditer(fragment):
        closing, tag, attributes = match[1], match[2], match[3]
        if tag == "ol" and not closing and depth == 0 and "xl-items" in attributes:
            inside = True
            starts.append((match.start(), 0))
        if inside and tag == "li" and depth == 1 and not closing:
            opened = match.end()
        if inside and tag == "li" and depth == 2 and closing:
            spans.append((opened, match.start()))
        depth += -1 if closing else 1
        if inside and depth == 0:
            inside = False
            starts[-1] = (starts[-1][0], match.end())
    lines = [locator.at(match.start()) for match in _NUMBERED.finditer(body)]
    items = [
        Item(
            number=number,
            anchor=f"{ID_PREFIX}item-{number}",
            html=fragment[start:end].strip(),
            text=plain_text(fragment[start:end]),
            position=lines[number - 1] if number <= len(lines) else locator.at(0),
        )
        for number, (start, end) in enumerate(spans, start=1)
    ]
    if len(starts) != 1:
        return "", items, ""
    return fragment[: starts[0][0]].strip(), items, fragment[starts[0][1] :].strip()
