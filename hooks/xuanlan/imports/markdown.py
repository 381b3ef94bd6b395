"""Paragraphs and tables as Markdown of this project: the page shows every character that the original shows

What Markdown would take for its own is escaped, and as little else as can be, because people go on writing in it. The
renderer itself is the judge: each block is written as it is, then with the usual escapes, then with all of them, until
its page shows what it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xuanlan.diagnostics.report import Report
from xuanlan.imports.inline import AS_IS, FULLY, line_of, lines_of, merged, squeezed, words_of
from xuanlan.imports.original import Block, Paragraph, Run, Table
from xuanlan.imports.table_markdown import table_forms
from xuanlan.markup.links import Reference
from xuanlan.markup.paragraphs import heading_level
from xuanlan.markup.render import Renderer

_BULLETS = frozenset("•◦▪")
"""What stands before an item of a list without numbers: the page draws its own."""
_SUSPECT = re.compile(
    r"[\\`*_\[\]<>#|｜{}~=&^$\t]|^[-+:!?/.)(（［【！？：]|^[0-9０-９]+[.)]|[-—:：!！?？/+]{3}"
)  # fmt: skip
"""Without any of this a line means itself, wherever it stands."""
_MOST_JUDGED = 3000
"""Blocks that are tried one by one; so many take three seconds."""
_LONGEST, _MOST = 30_000, 100_000
"""Characters of a block, and of all, that are tried: a renderer takes the square of the length of a line."""
_HIGHEST, _LOWEST = 2, 4
"""Levels of headings in a text: the page's own is the first."""


class _Written(NamedTuple):
    """A block as Markdown, and the characters that its page must show."""

    source: str
    words: str


class _Shown(NamedTuple):
    """The characters that the page of a text shows, blanks aside, and whether its author is told of something."""

    words: str
    told: bool


def body(blocks: Iterable[Block], pictures: Mapping[str, str] | None = None) -> str:
    """The blocks as Markdown. `pictures` has the address of each picture by its name; without it they are named as in
    the original. A picture that it does not know is left out."""
    writer = _Writer(pictures)
    given = _ranked([part for block in blocks for part in _parts(block)])
    least = AS_IS if len(given) < _MOST_JUDGED else AS_IS + 1
    for level in range(least, FULLY + 1):
        written = [writer.written(block, level, judge=least == AS_IS) for block in given]
        text = _joined(given, [one.source for one in written])
        if len(text) > _MOST or writer.shown(text).words == "".join(one.words for one in written):
            break
    return text + "\n" if text else ""


def _ranked(blocks: list[Block]) -> list[Block]:
    """The blocks with levels of headings without gaps, as the page will have them."""
    levels = sorted({block.level for block in blocks if isinstance(block, Paragraph) and block.level})
    rank = {level: min(_HIGHEST + at, _LOWEST) for at, level in enumerate(levels)} | {0: 0}
    return [block._replace(level=rank[block.level]) if isinstance(block, Paragraph) else block for block in blocks]


def _parts(block: Block) -> Iterator[Block]:
    """A block, or what takes its place: a paragraph for each of its lines, and for each picture in it."""
    if isinstance(block, Table):
        yield block
        return
    runs = merged(block.runs)
    if block.level:
        yield block._replace(runs=_in_one_line(runs), depth=0)
        return
    parts: list[list[Run]] = [[]]
    for line in lines_of(runs):
        parts.append([])
        for run in line:
            if run.picture:
                parts += [[run], []]
            else:
                parts[-1].append(run)
    filled = [part for part in parts if any(run.picture or not run.text.isspace() for run in part)]
    number = block.number.strip()
    if number and (not filled or filled[0][0].picture):
        filled.insert(0, [])
    for at, part in enumerate(filled):
        is_item = bool(block.depth and number in _BULLETS)
        yield block._replace(
            runs=tuple(part), number="" if at else number, depth=block.depth if is_item and not at else 0
        )


def _in_one_line(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of a heading, which has no lines: between ideographs nothing stands in the place of a break."""
    kept: list[Run] = []
    for run in runs:
        words = re.sub(r"(?<=[^\x00-\xff])\s*\n\s*|\s*\n\s*(?=[^\x00-\xff])", "", run.text).replace("\n", " ")
        kept.append(run._replace(text=words, is_bold=False))
    return tuple(kept)


def _joined(blocks: list[Block], sources: list[str]) -> str:
    text, before = "", 0
    for block, source in zip(blocks, sources, strict=True):
        if not source:
            continue
        depth = block.depth if isinstance(block, Paragraph) and not block.level else 0
        depth = min(depth, before + 1)
        gap = "\n" if depth and before else "\n\n"
        indented = "    " * (depth - 1) + source if depth else source
        text += (gap if text else "") + indented
        before = depth
    return text


class _Writer:
    def __init__(self, pictures: Mapping[str, str] | None) -> None:
        self._pictures = pictures
        self._renderer = Renderer()

    def written(self, block: Block, level: int, *, judge: bool) -> _Written:
        """A block with at least the escapes of `level`; with more where its page shows something else, or where its
        author would be told of slips that are none."""
        right = None
        for each in range(level, FULLY + 1):
            found = self._table(block, each) if isinstance(block, Table) else self._paragraph(block, each)
            if len(found.source) > _LONGEST and each == AS_IS:
                continue
            if not judge or len(found.source) > _LONGEST or self._means_itself(block, found.source):
                return found
            shown = self.shown(found.source)
            if shown.words == found.words:
                right = right or found
                if not shown.told:
                    return found
        return right or found

    def shown(self, source: str) -> _Shown:
        report = Report()
        rendered = self._renderer.render(source, "", "", 1, _as_written, report)
        return _Shown(squeezed(rendered.text), any(True for _ in report))

    def _means_itself(self, block: Block, source: str) -> bool:
        return not isinstance(block, Table) and not block.level and not _SUSPECT.search(source)

    def _paragraph(self, block: Paragraph, level: int) -> _Written:
        runs = block.runs
        is_item = bool(block.depth)
        number = "" if is_item else block.number.strip()
        words = number + words_of(runs)
        if heading_level(words.strip()):
            runs = tuple(run._replace(is_bold=False) for run in runs)  # it is a heading by its number
        gap = " " if number and words_of(runs)[:1].isascii() else ""
        if number:
            runs = (Run(number + gap), *runs)
        line = line_of(runs, level, self._pictures)
        if not line:
            return _Written("", "")
        head = "- " if is_item else ""
        if block.level:
            head = "#" * block.level + " "
        return _Written(head + line, squeezed(words_of(runs)))

    def _table(self, table: Table, level: int) -> _Written:
        source, words = table_forms(table, level, self._pictures)
        return _Written(source, squeezed(words))


def _as_written(reference: Reference) -> str:
    return reference.target
