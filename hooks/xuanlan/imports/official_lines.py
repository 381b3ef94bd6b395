"""Lines of a text as they lie on its page: what stands at the right, what is in the middle, and their bare words"""

from __future__ import annotations

import re
from typing import NamedTuple

from xuanlan.imports.original import Block, Paragraph, Table

BLANKS = " \t\u3000\xa0\u2002\u2003\n"
_FAR = 6.0
"""Characters from which on a line that begins so far in stands at the right: a usual paragraph has two."""
_WIDTHS = {"\u3000": 1.0, "\t": 2.0, "\u2003": 1.0}
_SPACED = re.compile(rf"[^{BLANKS}](?:[{BLANKS}]+[^{BLANKS}]){{1,7}}")
_GAP = re.compile(rf"(?<=[\u3000-\u9fff\uff00-\uffef])(?:[{BLANKS}]{{2,}}|\n)(?=[\u3000-\u9fff\uff00-\uffef])")
_RUN = re.compile(rf"[{BLANKS}]+")


class Line(NamedTuple):
    """A paragraph that stands outside tables."""

    place: int
    """its index among the blocks"""
    paragraph: Paragraph

    @property
    def words(self) -> str:
        return self.paragraph.text.strip(BLANKS)

    @property
    def where(self) -> str:
        return self.paragraph.where or "正文"

    @property
    def is_far(self) -> bool:
        """Whether it stands at the right, however that is done."""
        text = self.paragraph.text
        blanks = text[: len(text) - len(text.lstrip(BLANKS))]
        lead = sum(_WIDTHS.get(sign, 0.5) for sign in blanks) + self.paragraph.indent
        return self.paragraph.align == "right" or (self.paragraph.align != "center" and lead >= _FAR)

    @property
    def is_centred(self) -> bool:
        return self.paragraph.align == "center"

    @property
    def is_note(self) -> bool:
        """Whether it is a note at the foot of the text."""
        return self.paragraph.where.startswith(("脚注", "尾注"))


def lines(blocks: tuple[Block, ...]) -> list[Line]:
    """The paragraphs among blocks that have words."""
    found = (Line(place, block) for place, block in enumerate(blocks) if isinstance(block, Paragraph))
    return [line for line in found if line.words]


def table_words(table: Table) -> str:
    """A table as lines, a row each."""
    rows = ("\u3000".join(p.text.strip(BLANKS) for cell in row for p in cell.paragraphs) for row in table.rows)
    return "\n".join(row for row in rows if row.strip(BLANKS))


def closed_up(text: str) -> str:
    """A title or a name without the blanks that only set it: 通　　知 is 通知."""
    text = text.strip(BLANKS)
    if _SPACED.fullmatch(text) and not text.isascii():
        return _RUN.sub("", text)
    return _RUN.sub(" ", _GAP.sub("", text))


def shown(text: str, longest: int = 40) -> str:
    """The beginning of a text, for a sentence about it."""
    text = closed_up(text)
    return text if len(text) <= longest else f"{text[:longest]}…"
