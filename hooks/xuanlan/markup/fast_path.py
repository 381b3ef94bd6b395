"""The fast path: skips those rules of Python-Markdown that cannot apply to a text. The HTML is the same to the byte.

Most of a notice is plain paragraphs, and Python-Markdown tries each of its rules on every one. Here a text is first
searched for the characters that a rule needs. `tests/markup/test_quick.py` compares the results with the slow path.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor, nest_toc_tokens, run_postprocessors, unique
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import RE_AMP, to_html_string
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX

from xuanlan.markup.paragraphs import LineParagraphs

INLINE_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
    "em_strong2": "_",
    "not_strong": "*_",
    "bare-address": "/@wW",
    "marked": "=",
    "deleted": "~",
}
"""For each inline pattern: characters, one of which every match contains. The names are those of all supported
releases; with a pattern of another name, the slow path is taken."""
_SIGNS = re.escape("".join(sorted(set("".join(INLINE_SIGNS.values())))))
_INLINE_SIGN = re.compile(f"[{_SIGNS}]")
_PLAIN, _STRONG = f"[^{_SIGNS}{STX}]", rf"\*\*(?!\s)[^{_SIGNS}{STX}]+(?<!\s)\*\*"
_SOME_STRONG = re.compile(f"{_PLAIN}*{_STRONG}(?:{_PLAIN}+{_STRONG})*{_PLAIN}*")
"""A text whose only markup is **bold**."""
_LINE_SIGNS = frozenset(" :>#-_*+[!" + STX)
"""What a line begins with, besides digits, that may not simply be a paragraph."""
_TO_NORMALIZE = re.compile(f"[{STX}{ETX}\\r\\t]")
NEEDED_BY = {
    "fenced_code_block": ("```", "~~~"),
    "html-within": ("<",),
    "html_block": ("<", "&"),
    "task-list": ("[",),
    "attr_list": ("{",),
    "unescape": ("\\",),
}
"""Strings that preprocessors and tree processors need: without any of them, they leave a source unchanged."""


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MANY_HEADINGS = 100
"""With more headings, Python-Markdown finds free anchors faster than `_name_plain`, which tries them."""
_MARKED = re.compile(f"[&<>{STX}{ETX}]")


class _Unusual(Exception):  # noqa: N818  (not an error)
    """An element that only Python-Markdown can serialise."""


def to_html(root: Element) -> str:
    """Does the same as `to_html_string`, without checks that elements made from a text never need."""
    pieces: list[str] = []
    try:
        _write(root, pieces.append)
    except _Unusual:
        return to_html_string(root)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    if not isinstance(tag, str) or not tag.islower() or tag in ("script", "style"):
        raise _Unusual
    write(f"<{tag}")
    for name, value in sorted(element.items()):
        if not isinstance(name, str) or not isinstance(value, str) or name == value:
            raise _Unusual
        write(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"')
    write(">")
    if text:
        write(_escaped(text))
    for child in element:
        _write(child, write)
    if tag not in HTML_EMPTY:
        write(f"</{tag}>")
    if tail:
        write(_escaped(tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


class QuickMarkdown(Markdown):
    """Python-Markdown that knows the source that it is converting."""

    output_formats: ClassVar = {**Markdown.output_formats, "html": to_html}
    source = ""
    """as the first preprocessor leaves it"""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._block_level = frozenset(self.block_level_elements)

    def is_block_level(self, tag: Any) -> bool:
        """Like the base class, without its search through a list."""
        return isinstance(tag, str) and tag.lower().rstrip("/") in self._block_level


class QuickWhitespace(NormalizeWhitespace):
    """Skips a source that is normalised already; remembers the source."""

    md: QuickMarkdown

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if _TO_NORMALIZE.search(source) or any(line.isspace() for line in lines):
            lines = super().run(lines)
            source = "\n".join(lines)
        else:
            lines = [*lines, "", ""]
        self.md.source = source
        return lines


class PlainLines(LineParagraphs):
    """Takes plain paragraphs, which only the last processor would take, before the others are asked."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's signature)
        return "|" not in block and all(
            line and line[0] not in _LINE_SIGNS and not line[0].isdecimal() for line in block.split("\n")
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)


class QuickInline(InlineProcessor):
    """Applies only the patterns whose characters occur, and only to texts in which any occurs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        known = sorted(
            (md.inlinePatterns.get_index_for_name(name), name) for name in INLINE_SIGNS if name in md.inlinePatterns
        )
        self._patterns = [(md.inlinePatterns[index], INLINE_SIGNS[name]) for index, name in known]
        self._knows_all = len(known) == len(md.inlinePatterns)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        if not self._knows_all:
            return super().run(tree, ancestors)
        texts: list[tuple[Element, str]] = []
        tails: list[tuple[Element, str]] = []
        strong: list[tuple[Element, str]] = []
        signed: list[str] = []
        for element in tree.iter():
            text, tail = element.text, element.tail
            if text and not _INLINE_SIGN.search(text):
                texts.append((element, text))
                element.text = None
            elif text and type(text) is str and _SOME_STRONG.fullmatch(text):
                strong.append((element, text))
                element.text = None
            elif text:
                signed.append(text)
            if tail and _INLINE_SIGN.search(tail):
                signed.append(tail)
            elif tail:
                tails.append((element, tail))
                element.tail = None
        written = "".join(signed)
        self.inlinePatterns = [  # type: ignore[assignment]
            pattern for pattern, signs in self._patterns if any(sign in written for sign in signs)
        ]
        super().run(tree, ancestors)
        for element, text in texts:
            element.text = text
        for element, tail in tails:
            element.tail = tail
        for element, text in strong:
            element.text, *pieces = text.split("**")
            for place, words in enumerate(pieces[::2]):
                child = Element("strong")
                child.text, child.tail = words, pieces[2 * place + 1]
                element.insert(place, child)
        return tree


class QuickContents(TocTreeprocessor):
    """Makes a table of contents only where a source has a marker for it; headings always get their anchors."""

    md: QuickMarkdown

    def __init__(self, md: Markdown, config: dict[str, Any]) -> None:
        super().__init__(md, config)
        self._place = self.marker

    def run(self, doc: Element) -> None:
        self.marker = self._place if self._place in self.md.source else ""
        if self.marker or not self._name_plain(doc):
            super().run(doc)

    def _name_plain(self, doc: Element) -> bool:
        """Give anchors to all headings if they are plain text; returns whether they are."""
        headings = [element for element in doc.iter() if element.tag in _HEADINGS]
        names = [" ".join((heading.text or "").split()) for heading in headings]
        written = "\n".join(names)
        if (
            len(headings) > _MANY_HEADINGS
            or _MARKED.search(written)
            or any(len(heading) or heading.attrib for heading in headings)
            or run_postprocessors(written, self.md) != written.strip()
        ):
            return False
        taken = {ident for element in doc.iter() if (ident := element.get("id")) is not None}
        tokens: list[Any] = []
        for heading, name in zip(headings, names, strict=True):
            ident = unique(self.slugify(name, self.sep), taken)
            heading.set("id", ident)
            level = int(heading.tag[1])
            if self.toc_top <= level <= self.toc_bottom:
                tokens.append({"level": level, "id": ident, "name": name})
        self.md.toc_tokens = nest_toc_tokens(tokens)  # type: ignore[attr-defined]
        return True

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list if self.marker else [])


class Contents(TocExtension):
    """The extension `toc` with the quick tree processor."""

    TreeProcessorClass = QuickContents


class Quick(Extension):
    """Registers the processors above, and makes others run only on a source that needs them. To be loaded last."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(QuickWhitespace(md), "normalize_whitespace", 30)
        md.parser.blockprocessors.register(PlainLines(md.parser), "plain-lines", 110)
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        for name, strings in NEEDED_BY.items():
            _run_if_needed(md, md.preprocessors[name] if name in md.preprocessors else md.treeprocessors[name], strings)


def _run_if_needed(md: Any, processor: Any, strings: tuple[str, ...]) -> None:
    run = processor.run
    processor.run = lambda given: run(given) if any(string in md.source for string in strings) else given
