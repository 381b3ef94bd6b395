"""The blocks of a text (`sheets.blocks`) as paragraphs and tables of Word, set as sheets set them"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from xuanlan.channels.word_values import (
    CELL,
    PITCH,
    POINT,
    SMALL,
    TAB,
    WIDTH,
    Cell,
    Pages,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Side,
    Table,
    twips,
)
from xuanlan.sheets.blocks import Block
from xuanlan.sheets.lines import bare, ems, signed
from xuanlan.text.characters import CONTROL

MEDIA = "（此处有音频或视频，请在网页上收听、收看。）"
TALLEST, TALLEST_IN_CELL = 100.0, 60.0
"""Greatest heights of pictures in millimetres."""
_FACES = {1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4"}
_SHOWN = {"b": "b", "mark": "b", "u": "u", "strike": "strike", "sup": "sup", "sub": "sub"}
_LEADING, _INSET = 1.4, twips(1.5)
"""Lines of a table are so many times as high as its type; white above and below the text of a cell."""
_WHOLE = 8
"""Lines up to which a row is not divided between pages."""
_GAP = 195
"""White above and below a table."""

_LABEL = re.compile("[^：]{1,2}：")

Pictures = Callable[[Block, float, float], Picture | None]
"""The picture of a block, not wider or higher than so many millimetres; None for one that is no file of the text."""


def plain_run(words: str, **looks: Any) -> Run:
    """`words` as they can stand in XML, without the unseen signs that the typesetter needs."""
    return Run(CONTROL.sub("", bare(words)).replace("\t", "    "), **looks)


class Flow:
    """Gathers the `parts` of a document."""

    def __init__(self, pictures: Pictures, *, foot: bool) -> None:
        """`foot` tells whether the first page has a foot of its own."""
        self.parts: list[Part] = []
        self._pictures = pictures
        self._foot = foot

    def add(self, words: str, style: str = "", **layout: Any) -> Paragraph:
        """A paragraph of plain words."""
        paragraph = Paragraph(style, [plain_run(words)] if words else [], **layout)
        self.parts.append(paragraph)
        return paragraph

    def imprint(self, rows: Sequence[tuple[str, str]]) -> None:
        """A 版记: rows of words at the left and at the right, one hanzi in, lines behind the label of the first.

        Word draws one rule between paragraphs, and sets them in one frame, only if they are laid out alike.
        """
        label = _LABEL.match(rows[0][0]) if rows else None
        hang = SMALL + round(ems(label[0]) * SMALL if label else 0)
        for words, end in rows:
            runs = [plain_run(f"　{words}"), *([TAB, plain_run(end)] if end else [])]
            self.parts.append(Paragraph("Imprint", runs, hang, -hang, tab=WIDTH - SMALL, foot=True))
        if rows:
            self.add("", "Between")

    def blocks(self, blocks: Sequence[Block], face: str = "") -> None:
        """Add `blocks`, their text in the typeface `face` where no style says another."""
        for number, block in enumerate(blocks):
            kind = block["t"]
            if kind == "h":
                after = blocks[number + 1] if number + 1 < len(blocks) else None
                holds = after is not None and (after["t"] != "h" or after["level"] > block["level"])
                self.parts.append(Paragraph(_FACES[block["rank"]], _runs(block), holds=holds))
            elif kind == "p":
                self.parts.append(Paragraph("Addressee" if block["role"] == "addressees" else "", _runs(block, face)))
            elif kind == "list":
                for sign, item in zip(block["signs"], block["items"], strict=True):
                    first = item[0] if item and item[0]["t"] in ("p", "h") else {"t": "p", "role": "", "i": []}
                    self.blocks([first | {"sign": sign}, *item[1 if first in item else 0 :]], face)
            elif kind == "table":
                self._table(block)
            elif kind == "quote":
                self.blocks(block["blocks"], "kai")
            elif kind == "pre":
                lines = block["text"].split("\n")
                runs = [run for line in lines for run in (Run(ends_line=True), plain_run(line, face=face))][1:]
                self.parts.append(Paragraph("", runs, first=0, side="left"))
            elif kind == "signed":
                self.signature(block["names"], block["date"])
            elif kind == "media":
                self.parts.append(Paragraph("", [plain_run(MEDIA, face="kai")]))
            elif kind == "image" and (picture := self._pictures(block, 156.0, TALLEST)):
                self.parts.append(Paragraph("Picture", [Run(picture=picture)]))
            elif kind == "rule":
                self.add("", "Rule")

    def signature(
        self, names: Sequence[str], date: str, *, before: int | None = None, holds: bool = False, sealed: bool = False
    ) -> None:
        """署名 and 成文日期 without a seal: the date two hanzi further in, the longer of them two from the right.
        `holds` tells whether something follows that is to stand beneath them. `sealed`: the date four hanzi from the
        right, each name in the middle above it, with room for its seal."""
        if sealed and names and date:
            self._sealed(names, date, holds=holds)
            return
        room = WIDTH // CELL - 2.0
        wide = max(map(ems, names), default=0.0)
        at = max(0.0, min(room - wide, room - ems(date) - 2))
        self._hold()
        rows = [(name, "Signature", at) for name in names]
        rows += [(date, "Date", at + 2 if names else room - ems(date))] if date else []
        for number, (words, style, left) in enumerate(rows, 1):
            self.add(words, style, left=round(left * CELL), before=before, holds=holds or number < len(rows))
            before = None

    def _sealed(self, names: Sequence[str], date: str, *, holds: bool) -> None:
        room = WIDTH / CELL
        middle = room - 4 - ems(date) / 2
        self._hold()
        for number, name in enumerate(names):
            left = max(0.0, min(middle - ems(name) / 2, room - ems(name)))
            self.add(name, "Signature", left=round(left * CELL), before=(4 if number else 2) * PITCH, holds=True)
        self.add(date, "Date", left=round((room - 4 - ems(date)) * CELL), holds=holds)

    def finished(self) -> tuple[list[Part], Pages]:
        """All parts, and the last pages. Behind a table there is a paragraph."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Paragraph) and last.ends:
            pages, last.ends = last.ends, None
            return self.parts, pages
        if isinstance(last, Table):
            self.add("", "Between")
        return self.parts, self._pages(turned=False)

    def _pages(self, *, turned: bool) -> Pages:
        ended = (part for part in self.parts if isinstance(part, Paragraph) and part.ends)
        return Pages(turned, self._foot and not any(ended))

    def _hold(self) -> None:
        """Keep the last paragraph with what follows."""
        if self.parts and isinstance(last := self.parts[-1], Paragraph) and not last.ends:
            last.holds = True

    def _table(self, block: Block) -> None:
        turned, last = block["turned"], self.parts[-1] if self.parts else None
        if turned and not (isinstance(last, Paragraph) and last.ends and last.ends.turned):
            if not isinstance(last, Paragraph) or last.ends:
                last = self.add("", "Between")
            last.ends = self._pages(turned=False)
        elif isinstance(last, Table):
            self.add("", "Between")
        elif isinstance(last, Paragraph):
            last.after = _GAP
        self.parts.append(self._made(block))
        if turned:
            self.add("", "Between", ends=self._pages(turned=True))

    def _made(self, block: Block) -> Table:
        widths, size = [twips(width) for width in block["widths"]], block["size"]
        places = {(cell["x"], cell["y"] + down): (cell, down) for row in block["rows"] for cell in row
                  for down in range(cell["rs"])}  # fmt: skip
        rows = []
        for y in range(len(block["rows"])):
            row: list[Cell] = []
            x = 0
            while x < block["columns"]:
                cell, down = places.get((x, y), ({"cs": 1, "rs": 1}, 0))
                wide = sum(widths[x : x + cell["cs"]])
                paragraphs = self._cell(cell, size, wide) if not down and "blocks" in cell else []
                row.append(
                    Cell(wide, cell["cs"], paragraphs or [Paragraph("Cell")], cell["rs"] > 1 and not down, down > 0)
                )
                x += cell["cs"]
            rows.append(Row(row, all(_length(cell) <= _WHOLE * cell.width for cell in row)))
        spare = round((_LEADING - 1) / 2 * size * POINT)
        return Table(widths, rows, block["head"], max(_INSET - spare, 0))

    def _cell(self, cell: Block, size: float, wide: int) -> list[Paragraph]:
        side: Side = "center" if cell["th"] else cell["align"] or "left"
        line, found = round(_LEADING * size * POINT), []
        for block in cell["blocks"]:
            if block["t"] == "p":
                runs = _runs(block, "hei" if cell["th"] else "")
            elif block["t"] == "media":
                runs = [plain_run(MEDIA, face="kai")]
            elif picture := self._pictures(block, wide / 1440 * 25.4 - 2.8, TALLEST_IN_CELL):
                found.append(Paragraph("Cell", [Run(picture=picture)], side=side))
                continue
            else:
                continue
            for run in runs:
                run.size = round(2 * size)
            found.append(Paragraph("Cell", runs, line=line, side=side))
        return found


def _length(cell: Cell) -> float:
    """The length of the text of `cell` in one line."""
    return sum(ems(run.text) * run.size / 2 * POINT for paragraph in cell.paragraphs for run in paragraph.runs)


def _runs(block: Block, face: str = "") -> list[Run]:
    """The runs of a paragraph, behind the sign that it has in a list: 1.本院, but 1. 11月."""
    found, runs = [], block["i"]
    if (sign := block.get("sign", "")) and not (runs and "task" in runs[0]):
        words = "".join(run.get("s", "") for run in runs)
        found.append(plain_run(signed(sign, words).removesuffix(words), face=face))
    for run in runs:
        if "br" in run:
            found.append(Run(ends_line=True))
        elif "task" in run:
            found.append(plain_run("☑ " if run["task"] else "☐ ", face=face))
        else:
            marks = frozenset(_SHOWN[mark] for mark in run if mark in _SHOWN)
            found.append(plain_run(run["s"], face="kai" if run.get("i") else face, marks=marks))
    return found
