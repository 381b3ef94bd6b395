"""Tables for Python-Markdown, as `tables` has written them: rows between pipes, one of dashes under the head."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from xuanlan.markup.rows import row, rule

_RULE = re.compile(r"^ *\|(?::?-+:?\|)+ *$", re.MULTILINE)


class Tables(BlockProcessor):
    """Takes a table out of a block; what stands before and behind it are blocks of their own."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's signature)
        return "|" in block and self._head(block.split("\n")) >= 0

    @staticmethod
    def _head(lines: list[str]) -> int:
        for at in range(1, len(lines)):
            if _RULE.match(lines[at]) and lines[at - 1].lstrip().startswith("|"):
                return at - 1
        return -1

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        head = self._head(lines)
        end = head + 2
        while end < len(lines) and lines[end].lstrip().startswith("|"):
            end += 1
        if end < len(lines):
            blocks.insert(0, "\n".join(lines[end:]))
        if head:
            self.parser.parseBlocks(parent, ["\n".join(lines[:head])])
        ways = rule(lines[head + 1]) or []
        table = SubElement(parent, "table")
        _add_row(SubElement(table, "thead"), "th", lines[head], ways)
        body = SubElement(table, "tbody")
        for line in lines[head + 2 : end] or [""]:
            _add_row(body, "td", line, ways)


def _add_row(parent: Element, tag: str, line: str, ways: list[str]) -> None:
    found = row(line)
    cells = [*(found.cells if found else ()), *[""] * len(ways)]
    element = SubElement(parent, "tr")
    for text, way in zip(cells, ways, strict=False):
        cell = SubElement(element, tag)
        cell.text = text
        if way:
            cell.set("align", way)


def register(md: Markdown) -> None:
    if "|" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("|")
    md.parser.blockprocessors.register(Tables(md.parser), "table", 75)
