"""The text of a file as the search has it: what its readers see, a paragraph or a row of a table a line"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from xuanlan.office.contents import Contents
from xuanlan.text.characters import CONTROL

MOST = 200_000
"""Characters from the beginning of a file that can be found."""
_NO_TEXT = re.compile(f"{CONTROL.pattern}|[\ud800-\udfff]")
_FULL, _SHORTEST = 0.9, 30
"""So long is a line that goes on in the next: of the longest of its page, and in halves of an ideograph."""
_GOES_ON, _WENT_ON = re.compile("[\u4e00-\u9fff，、；]$"), re.compile("[\u4e00-\u9fff]")


def plain_text(found: Contents) -> str:
    """All that is seen in a file, at most `MOST` characters: first what stands outside tables, then their rows."""
    lines: list[str] = []
    room = MOST
    for line in _lines(found):
        lines.append(line[:room])
        room -= len(line) + 1
        if room <= 0:
            break
    return "\n".join(lines)


def _lines(found: Contents) -> Iterator[str]:
    for piece in found.prose:
        yield from _paragraphs([line for part in piece.text.splitlines() if (line := _clean(part))])
    for table in found.tables:
        for row in table.rows:
            if line := _clean(" ".join(row.cells.values())):
                yield line


def _clean(text: str) -> str:
    return _NO_TEXT.sub("", " ".join(text.split()))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines as a page of a PDF has them, those of one paragraph joined. Folding finds words over the end of a line
    anyway; a reader of an excerpt would see a blank in them."""
    if len(lines) < 2:
        yield from lines
        return
    widths = [_width(line) for line in lines]
    full = max(_FULL * max(widths), _SHORTEST)
    paragraph = lines[0]
    for before, line, width in zip(lines, lines[1:], widths, strict=False):
        if width >= full and _GOES_ON.search(before) and _WENT_ON.match(line):
            paragraph += line
        else:
            yield paragraph
            paragraph = line
    yield paragraph


def _width(line: str) -> int:
    """The room that a line takes, in halves of an ideograph."""
    return len(line) + sum(east_asian_width(sign) in "WF" for sign in line)
