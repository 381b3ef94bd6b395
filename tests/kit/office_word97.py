"""Documents of Word 97 as the published format ([MS-DOC]) lays them down, with as many pieces as one likes

Nothing here is taken from the program's reader: places are those of FibRgFcLcb97 (2.5.6), counted by pairs of four bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from office_legacy import compound_file, summary

_HEAD = 32 + 2 + 28 + 2 + 88 + 2
"""FibBase, csw, FibRgW97, cslw, FibRgLw97, cbRgFcLcb: the pairs of places begin behind these."""
_PAIRS = 0x5D
_STSH, _CHPX, _PAPX, _CLX, _SAVED_BY = 1, 12, 13, 33, 71
"""Numbers of pairs: fcStshf, fcPlcfBteChpx, fcPlcfBtePapx, fcClx, fcSttbSavedBy."""
_TEXTS = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
_FIRST_TEXT = 3
"""Of the numbers in FibRgLw97: ccpText."""
VANISH, DELETED, INSERTED = b"\x3c\x08\x01", b"\x00\x08\x01", b"\x01\x08\x01"
WHITE = b"\x70\x68\xff\xff\xff\x00"
"""Properties of characters (2.6.1)."""


class Run(NamedTuple):
    """Text that is one piece of its own: `narrow` has a byte for a character; `look` are properties of characters;
    `style` is the number of the paragraph's. `change` is what the piece itself says of all of it (2.9.215), `by_number` whether that is one of a list (2.9.214)."""

    text: str
    narrow: bool = False
    look: bytes = b""
    change: int = 0
    changes: bytes = b""
    style: int = 0


class Style(NamedTuple):
    """A style of paragraphs or (`kind` 2) of characters with properties of characters, based on another."""

    look: bytes = b""
    based: int = 0xFFF
    kind: int = 1


def word97(
    *body: Run | str,
    footnotes: Sequence[Run | str] = (),
    headers: Sequence[Run | str] = (),
    comments: Sequence[Run | str] = (),
    endnotes: Sequence[Run | str] = (),
    boxes: Sequence[Run | str] = (),
    header_boxes: Sequence[Run | str] = (),
    left: str = "",
    styles: Sequence[Style] = (),
    savers: Sequence[str] = (),
    version: int = 0xC1,
    streams: dict[str, bytes] | None = None,
    author: str = "",
) -> bytes:
    """A document whose texts are these runs. `left` was deleted and still stands in the stream between the pieces;
    `savers` are names and paths in turn."""
    given = {"body": body, "footnotes": footnotes, "headers": headers, "macros": (), "comments": comments,
             "endnotes": endnotes, "boxes": boxes, "header_boxes": header_boxes}  # fmt: skip
    lengths, runs = [], []
    for name in _TEXTS:
        own = [run if isinstance(run, Run) else Run(run) for run in given[name]]
        lengths.append(sum(len(run.text) for run in own))
        runs += own
    start = (_HEAD + 8 * _PAIRS + 511) // 512 * 512
    text, places = _laid_out(runs, start, left)
    end = start + len(text)
    text += b"\0" * (-len(text) % 512)
    order = sorted(range(len(runs)), key=lambda at: places[at])
    groups = [order[at : at + 8] for at in range(0, len(order), 8)]
    pages = [_page([places[at] for at in group], [runs[at] for at in group]) for group in groups]
    first_page = (start + len(text)) // 512
    table = _changes(runs) + _pieces(runs, places)
    looks = struct.pack(f"<{len(pages) + 1}I", *(places[group[0]][0] for group in groups), end)
    looks += struct.pack(f"<{len(pages)}I", *range(first_page, first_page + len(pages)))
    paragraphs = [_page([places[at] for at in group], [runs[at] for at in group], True) for group in groups]
    used = struct.pack(f"<{len(pages) + 1}I", *(places[group[0]][0] for group in groups), end)
    used += struct.pack(f"<{len(pages)}I", *range(first_page + len(pages), first_page + 2 * len(pages)))
    sheet = _sheet(styles)
    names = struct.pack("<HHH", 0xFFFF, len(savers), 0)
    names += b"".join(struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in savers)
    pairs = [(0, 0)] * _PAIRS
    pairs[_CLX] = (0, len(table))
    pairs[_CHPX] = (len(table), len(looks))
    pairs[_SAVED_BY] = (len(table) + len(looks), len(names)) if savers else (0, 0)
    if styles:
        begin = len(table) + len(looks) + len(names)
        pairs[_STSH], pairs[_PAPX] = (begin, len(sheet)), (begin + len(sheet), len(used))
    head = struct.pack("<HHHHHHHIBBHHII", 0xA5EC, version, 0, 0x0804, 0, 0x1200, 0xBF, 0, 0, 0, 0, 0, start, end)
    head += struct.pack("<H28xH", 14, 22)
    numbers = [0] * 22
    numbers[_FIRST_TEXT : _FIRST_TEXT + len(lengths)] = lengths
    head += struct.pack("<22I", *numbers) + struct.pack("<H", _PAIRS)
    head += b"".join(struct.pack("<II", *pair) for pair in pairs)
    document = head.ljust(start, b"\0") + text + b"".join(pages + paragraphs)
    return compound_file({
        "WordDocument": document.ljust(4096, b"\0"), "1Table": table + looks + names + sheet + used, "Data": b"\0" * 8,
        "\5SummaryInformation": summary({4: author}), **(streams or {}),
    })  # fmt: skip


def _laid_out(runs: Sequence[Run], start: int, left: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The text of the stream, in which the pieces stand in an order of their own, and where each begins and ends."""
    text, places = b"", [(0, 0)] * len(runs)
    for turn, at in enumerate(sorted(range(len(runs)), key=lambda at: (at % 2 == 0, at))):
        if turn == 1 and left:
            text += left.encode("utf-16-le")
        raw = runs[at].text.encode("cp1252" if runs[at].narrow else "utf-16-le")
        places[at] = (start + len(text), start + len(text) + len(raw))
        text += raw
    return text, places


def _pieces(runs: Sequence[Run], places: Sequence[tuple[int, int]]) -> bytes:
    bounds, rows = [0], b""
    number = 0
    for run, (place, _) in zip(runs, places, strict=True):
        bounds.append(bounds[-1] + len(run.text))
        change = run.change
        if run.changes:
            change, number = number << 1 | 1, number + 1
        rows += struct.pack("<HIH", 0, place * 2 | 0x40000000 if run.narrow else place, change)
    table = struct.pack(f"<{len(bounds)}I", *bounds) + rows
    return b"\2" + struct.pack("<I", len(table)) + table


def _changes(runs: Sequence[Run]) -> bytes:
    return b"".join(b"\1" + struct.pack("<H", len(run.changes)) + run.changes for run in runs if run.changes)


def _sheet(styles: Sequence[Style]) -> bytes:
    """The sheet of styles (2.9.271), each named 样式."""
    sheet = struct.pack("<HHH", 4, len(styles), 10)
    for style in styles:
        made = struct.pack("<HHHHH", 0, style.kind | style.based << 4, 2, 0, 0) + struct.pack("<H", 2)
        made += "样式\0".encode("utf-16-le")
        made += struct.pack("<HH", 2, 0) if style.kind == 1 else b""
        made += struct.pack("<H", len(style.look)) + style.look
        sheet += struct.pack("<H", len(made)) + made + b"\0" * (len(made) % 2)
    return sheet


def _page(places: Sequence[tuple[int, int]], runs: Sequence[Run], of_paragraphs: bool = False) -> bytes:
    """A page of looks (2.9.33) of runs in the order of the stream, or of their paragraphs (2.9.174)."""
    bounds = [place for place, _ in places] + [places[-1][1]]
    page = bytearray(512)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    behind = 510
    for turn, run in enumerate(runs):
        if of_paragraphs:
            behind -= 4
            page[behind : behind + 4] = struct.pack("<BBH", 0, 1, run.style)
            page[4 * len(bounds) + 13 * turn] = behind // 2
        elif run.look:
            behind = (behind - 1 - len(run.look)) // 2 * 2
            page[behind : behind + 1 + len(run.look)] = bytes((len(run.look),)) + run.look
            page[4 * len(bounds) + turn] = behind // 2
    page[511] = len(runs)
    return bytes(page)
