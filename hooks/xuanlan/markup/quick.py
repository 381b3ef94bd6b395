"""What Python-Markdown need not do, because a text has nothing for it. The result is the same to the byte.

Most of a notice is plain paragraphs, and Python-Markdown tries each of its rules on every one. Here a text is first
searched for signs without which no rule of a kind applies. `tests/test_quick.py` holds this to the slow way.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import NormalizeWhitespace
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
    "delimiter": "=",
    "mark": "=",
    "not_tilde": "=",
}
"""Signs of each inline pattern: one of them stands in whatever it matches. The names are those of all releases that we
run with (`not_tilde` belongs to `pymdownx.mark`); a pattern with another name has the slow way taken."""
_INLINE_SIGN = re.compile(f"[{re.escape(''.join(sorted(set(''.join(INLINE_SIGNS.values())))))}]")
_LINE_SIGNS = frozenset(" :>#-_*+[!" + STX)
"""Besides digits, what a line begins with that is more than a paragraph, or the next line of a paragraph."""
_TO_NORMALIZE = re.compile(f"[{STX}{ETX}\\r\\t]")
NEEDED_BY = {
    "fenced_code_block": ("```", "~~~"),
    "html_block": ("<", "&"),
    "task-list": ("[",),
    "attr_list": ("{",),
    "unescape": ("\\",),
}
"""Processors of lines and trees: a source without any of these strings passes them unchanged."""


class QuickMarkdown(Markdown):
    """Python-Markdown that knows the source it is at work on."""

    source = ""
    """as the first preprocessor leaves it"""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._block_level = frozenset(self.block_level_elements)

    def is_block_level(self, tag: Any) -> bool:
        """As the base class says, without its search through a list."""
        return isinstance(tag, str) and tag.lower().rstrip("/") in self._block_level


class QuickWhitespace(NormalizeWhitespace):
    """Leaves a source that is normal already; remembers it."""

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
    """Takes the blocks that no processor before the last takes, before any of them is asked."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's signature)
        return "|" not in block and all(
            line and line[0] not in _LINE_SIGNS and not line[0].isdecimal() for line in block.split("\n")
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)


class QuickInline(InlineProcessor):
    """Applies the patterns whose signs are there, to the texts in which any sign is."""

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
        signed: list[str] = []
        for element in tree.iter():
            text, tail = element.text, element.tail
            if text and _INLINE_SIGN.search(text):
                signed.append(text)
            elif text:
                texts.append((element, text))
                element.text = None
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
        return tree


class QuickContents(TocTreeprocessor):
    """Makes the list of contents only for a source that has a place for it; headings have their anchors always."""

    md: QuickMarkdown

    def __init__(self, md: Markdown, config: dict[str, Any]) -> None:
        super().__init__(md, config)
        self._place = self.marker

    def run(self, doc: Element) -> None:
        self.marker = self._place if self._place in self.md.source else ""
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list if self.marker else [])


class Contents(TocExtension):
    """The extension `toc` with the quick tree processor."""

    TreeProcessorClass = QuickContents


class Quick(Extension):
    """Registers the processors above, and has others run only on a source that needs them. To be loaded last."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(QuickWhitespace(md), "normalize_whitespace", 30)
        md.parser.blockprocessors.register(PlainLines(md.parser), "plain-lines", 110)
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        for name, strings in NEEDED_BY.items():
            _run_if_needed(md, md.preprocessors[name] if name in md.preprocessors else md.treeprocessors[name], strings)


def _run_if_needed(md: Any, processor: Any, strings: tuple[str, ...]) -> None:
    run = processor.run
    processor.run = lambda given: run(given) if any(string in md.source for string in strings) else given
