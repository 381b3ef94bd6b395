"""The renderer: one Python-Markdown instance, reused for every body of a run."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension

from xuanlan.diagnostics.report import Position, Report
from xuanlan.markup import codeboxes, containers, limits, rawhtml, slips, tables, tags
from xuanlan.markup.attributes import Attributes
from xuanlan.markup.boxes import without_marks
from xuanlan.markup.clean import ID_PREFIX, clean
from xuanlan.markup.fast_path import Contents, Quick, QuickMarkdown
from xuanlan.markup.inline import Inline
from xuanlan.markup.items import plain_text, split_items
from xuanlan.markup.links import Resolver
from xuanlan.markup.losses import tell_losses
from xuanlan.markup.paragraphs import ChineseProse
from xuanlan.markup.places import Locator
from xuanlan.markup.prepare import prepare
from xuanlan.markup.rendered import ADDRESSEES, SIGNED, Heading, Rendered
from xuanlan.markup.signs import in_html, shown

EXTENSIONS = (
    "footnotes",
    "def_list",
    "pymdownx.tasklist",
)


def ours(prose: ChineseProse) -> list[Extension]:
    """Our extensions, which read Markdown as Chinese prose needs it; `prose` is one of them."""
    return [Attributes(), Inline(), prose]


_NO_NAME = re.compile(r"[^\w\u4e00-\u9fff]+")


def slugify(text: str, _separator: str) -> str:
    """The anchor of a heading: its letters, digits and hanzi. It does not depend on other headings."""
    plain = html.unescape(tags.TAG.sub("", shown(text)))
    return _NO_NAME.sub("-", plain.lower()).strip("-_")[:60] or "section"


CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slugify, "permalink": False, "toc_depth": "2-4"},
    "footnotes": {"BACKLINK_TITLE": "回到正文"},
}


@dataclass(slots=True)
class Renderer:
    """Turns bodies into `Rendered`."""

    prose: ChineseProse = field(default_factory=ChineseProse)
    markdown: Markdown | None = None
    """which has `prose` among its extensions; one is made when there is none"""

    def render(self, body: str, title: str, file: str, first_line: int, resolve: Resolver, report: Report) -> Rendered:
        """Render `body`, whose first line is line `first_line` of `file`. All findings go to `report`."""
        locator = Locator(body, file, first_line)
        try:
            return self._render(body, title, locator, resolve, report)
        except (RecursionError, ValueError):  # too deep nesting, numbers of thousands of digits
            self.markdown = None
            report.add("body-too-deep", Position(file, first_line, 1))
            return Rendered("", "")

    def _render(self, body: str, title: str, locator: Locator, resolve: Resolver, report: Report) -> Rendered:
        if not limits.acceptable(body, locator, report):
            return Rendered("", "")
        written = codeboxes.closed(rawhtml.check(body, locator, report), locator, report)
        markdown = self._instance()
        self.prose.headings.title = title
        ready, numbers = tables.read(written, locator, report)
        ready, self.prose.boxes.boxes = containers.read(ready, numbers, locator, report)
        ready = limits.without_gaps(prepare(tags.literal(ready)))
        markdown.references.text = ready  # type: ignore[attr-defined]
        raw = without_marks(in_html(markdown.convert(ready)))
        _slips(markdown, body, locator, report)
        tokens = list(markdown.toc_tokens)  # type: ignore[attr-defined]
        cleaned = clean(raw, locator, resolve, report)
        items, around = split_items(cleaned.html, self.prose.items.places(written), locator)
        text = plain_text(cleaned.html)
        tell_losses(body, text, raw, title, locator, report)
        return Rendered(
            html=cleaned.html,
            text=text,
            outline=tuple(_outline(tokens)),
            anchors=frozenset(cleaned.anchors),
            items=tuple(items),
            around_items=around,
            signed=_paragraphs(SIGNED, cleaned.html),
            addressees=_paragraphs(ADDRESSEES, cleaned.html),
            media=bool(_MEDIA.search(cleaned.html)),
        )

    def _instance(self) -> Markdown:
        if self.markdown is None:
            self.markdown = QuickMarkdown(
                extensions=[*EXTENSIONS, Contents(**CONFIGS["toc"]), *ours(self.prose), Quick()],
                extension_configs=CONFIGS,
                output_format="html",
            )
        self.markdown.reset()
        return self.markdown


_MEDIA = re.compile(r"<(?:img|audio|video)\b")


def _paragraphs(role: str, html: str) -> tuple[str, ...]:
    """The paragraphs with the class `role` in safe HTML, as plain text; the tree has placeholders for some words."""
    if role not in html:
        return ()
    return tuple(plain_text(words) for words in re.findall(rf'<p class="{role}">(.*?)</p>', html, re.DOTALL))


def _slips(markdown: Any, body: str, locator: Locator, report: Report) -> None:
    notes = next(each for each in markdown.registeredExtensions if isinstance(each, FootnoteExtension))
    texts = {shown(name): text for name, text in notes.footnotes.items()}
    slips.check(body, locator, report, markdown.references, texts, map(shown, notes.footnote_order))


def _outline(tokens: list[dict[str, Any]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        title, anchor = shown(html.unescape(str(token["name"]))), shown(str(token["id"]))
        found.append(Heading(title, ID_PREFIX + anchor, int(token["level"])))
        found += _outline(token["children"])
    return found
