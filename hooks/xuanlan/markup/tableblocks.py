"""Tables for Python-Markdown, in the form that `tables` writes: rows between pipes, a delimiter row under the head."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from xuanlan.markup.rows import row, rule

_RULE = re.compile(r"^ *\|(?::?-+:?\|)+ *$")


class Tables(BlockProcessor):
    """Takes a table out of a block; the lines before and after it become blocks of their own."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's signature)
        return "|" in block and _head(block.split("\n"), 0) >= 0

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        at = 0
        while (head := _head(lines, at)) >= 0:
            end = head + 2
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            if head > at:
                self.parser.parseBlocks(parent, ["\n".join(lines[at:head])])
            _add_table(parent, lines[head:end])
            at = end
        if at < len(lines):
            blocks.insert(0, "\n".join(lines[at:]))


def _head(lines: list[str], start: int) -> int:
    """Index of the next line, from `start` on, that is the head of a table; -1 when there is none."""
    for at in range(start + 1, len(lines)):
        if _RULE.match(lines[at]) and lines[at - 1].lstrip().startswith("|"):
            head, alignments = row(lines[at - 1]), rule(lines[at])
            if head and alignments and len(head.cells) == len(alignments):
                return at - 1
    return -1


def _add_table(parent: Element, lines: list[str]) -> None:
    alignments = rule(lines[1]) or []
    table = SubElement(parent, "table")
    _add_row(SubElement(table, "thead"), "th", lines[0], alignments)
    body = SubElement(table, "tbody")
    for line in lines[2:] or [""]:
        _add_row(body, "td", line, alignments)


def _add_row(parent: Element, tag: str, line: str, alignments: list[str]) -> None:
    found = row(line)
    cells = [*(found.cells if found else ()), *[""] * len(alignments)]
    element = SubElement(parent, "tr")
    for text, alignment in zip(cells, alignments, strict=False):
        cell = SubElement(element, tag)
        cell.text = text
        if alignment:
            cell.set("align", alignment)


def register(md: Markdown) -> None:
    if "|" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("|")
    md.parser.blockprocessors.register(Tables(md.parser), "table", 75)
