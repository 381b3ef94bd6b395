"""Headings of an official text: which of its lines are some, and on which level"""

from __future__ import annotations

import re

from xuanlan.imports.official_lines import BLANKS, Line
from xuanlan.imports.original import Block, Paragraph
from xuanlan.markup.paragraphs import heading_level
from xuanlan.text.dates import read_date

_NUMERAL = "[一二三四五六七八九十百零\\d]{1,5}"
_NUMBERED = (
    (1, re.compile(rf"第{_NUMERAL}[章编篇](?![，。、]).*", re.DOTALL)),
    (2, re.compile(rf"第{_NUMERAL}节(?![，。、]).*", re.DOTALL)),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、.+", re.DOTALL)),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)].+", re.DOTALL)),
    (3, re.compile(r"\d{1,2}[.．、](?!\d).+", re.DOTALL)),
    (4, re.compile(r"[（(]\d{1,2}[）)].+", re.DOTALL)),
)
_CHAPTER = 2
"""How many of them are headings whatever they look like."""
_SENTENCE = re.compile(r"[。；！？;!?：:，,]$|。.")
_LONGEST, _LONGEST_CENTRED = 60, 40
_LARGER = 0.9
"""Points."""


def levels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks; `level` is 1 for headings right below the title, 0 for all that is no heading."""
    given = [block.level for block in blocks if isinstance(block, Paragraph) and block.level]
    highest, usual = min(given, default=1), _usual(blocks)
    return tuple(_with_level(block, highest, usual) if isinstance(block, Paragraph) else block for block in blocks)


def _with_level(paragraph: Paragraph, highest: int, usual: float) -> Paragraph:
    level = _level(paragraph, highest, usual)
    if not level:
        return paragraph._replace(level=0)
    # A heading is bold anyway.
    return paragraph._replace(level=level, runs=tuple(run._replace(is_bold=False) for run in paragraph.runs))


def _level(paragraph: Paragraph, highest: int, usual: float) -> int:
    words = paragraph.text.strip(BLANKS)
    if not words or "\n" in words or len(words) > _LONGEST or _SENTENCE.search(words.rstrip("。") + words[-1]):
        return 0
    if any(run.picture for run in paragraph.runs):
        return 0
    kind = next((number for number, (_, form) in enumerate(_NUMBERED) if form.fullmatch(words)), -1)
    if kind >= 0 and (kind < _CHAPTER or paragraph.level or heading_level(words)):
        return _NUMBERED[kind][0]
    if paragraph.level:
        return paragraph.level - highest + 1
    is_bold = all(run.is_bold for run in paragraph.runs if run.text.strip())
    is_set_off = is_bold or (usual and paragraph.size > usual + _LARGER)
    is_name = Line(0, paragraph).is_centred and len(words) <= _LONGEST_CENTRED and not read_date(words)
    return 1 if is_name and is_set_off and kind < 0 and words[0] not in "（(" else 0


def _usual(blocks: tuple[Block, ...]) -> float:
    """The size of most characters."""
    sizes: dict[float, int] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            sizes[block.size] = sizes.get(block.size, 0) + len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)
