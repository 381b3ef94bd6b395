"""The renderer: one Python-Markdown instance, reused for every body of a run."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown

from xuanlan.diagnostics import Position, Report
from xuanlan.markup import codeboxes, limits, rawhtml, tables
from xuanlan.markup.clean import ID_PREFIX, clean
from xuanlan.markup.items import Item, plain_text, split_items
from xuanlan.markup.links import Resolver
from xuanlan.markup.notes import Notes
from xuanlan.markup.paragraphs import ChineseProse
from xuanlan.markup.places import Locator
from xuanlan.markup.prepare import prepare
from xuanlan.markup.quick import Contents, Quick, QuickMarkdown

EXTENSIONS = (
    "footnotes",
    "attr_list",
    "def_list",
    "abbr",
    "md_in_html",
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
    "footnotes": {"BACKLINK_TITLE": "回到正文"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; `anchor` is the id in the page, prefix included."""

    title: str
    anchor: str
    level: int


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
    """HTML around the items, when there is exactly one list of them"""


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
        written = codeboxes.closed(rawhtml.check(body, locator, report), locator, report)
        markdown = self._instance()
        self._prose.headings.title = title
        raw = markdown.convert(limits.without_gaps(prepare(tables.read(written, locator, report))))
        tokens = list(markdown.toc_tokens)  # type: ignore[attr-defined]
        cleaned = clean(raw, locator, resolve, report)
        before, items, after = split_items(cleaned.html, self._prose.items.places(written), locator)
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
                extensions=[*EXTENSIONS, Contents(**CONFIGS["toc"]), Notes(), self._prose, Quick()],
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
