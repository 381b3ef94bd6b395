"""Tables for paper: where each cell lies, how large the type is, how wide each column.

A table is as wide as the type area of an official sheet; with more columns than `UPRIGHT` it lies on a turned page.
"""

from __future__ import annotations

from typing import Any

from xuanlan.sheets.lines import bare, ems, longest_word, narrowed

Block = dict[str, Any]

UPRIGHT = 18
"""So many columns at most stand on an upright page."""
TURNED = 30
"""So many at most on a turned one; more cannot be read."""
_ROOM, _ROOM_TURNED = 156.0, 225.0
"""Millimetres, GB/T 9704-2012: the type area, and the same on its side."""
_SIZES = (14.0, 12.0, 10.5, 9.0, 8.0, 7.0)
_POINT = 25.4 / 72
_INSET = 2.8
"""Millimetres of white beside the text of a cell, both sides together, and a little more than the template has."""
_LEAST = ((6.0, 8.0, 12.0), (4.0, 8.0, 8.0), (2.0, 2.0, 7.0))
"""How narrow a column may become, in ems, for its text and for its longest Latin word, and how small the type, in
points: what is tried first, and what then."""
_SHORT = 6
"""A column whose texts are no longer than so many ems is centred, unless the author says otherwise."""


def table(rows: list[list[Block]]) -> list[Block]:
    """One block {t: table, head, rows, columns, widths, size, turned}, or none when there is no cell.

    `rows` are of cells {th, align, cs, rs, blocks}; each gets its place, x and y, and holds only {t: p, sign, i},
    {t: image} and {t: media}. `head` rows are repeated on each page, `widths` are millimetres, `size` is points.
    """
    rows = [row for row in rows if row]
    if not rows:
        return []
    head = next((number for number, row in enumerate(rows) if not all(cell["th"] for cell in row)), 0)
    columns = _place(rows, head)
    for row in rows:
        for cell in row:
            cell["cs"] = min(cell["cs"], columns - cell["x"])
            cell["blocks"] = _plain(cell["blocks"])
    turned = columns > UPRIGHT
    size, widths = _measured(rows, columns, _ROOM_TURNED if turned else _ROOM)
    for row in rows:
        for cell in row:
            room = (sum(widths[cell["x"] : cell["x"] + cell["cs"]]) - _INSET) / (size * _POINT)
            for block in cell["blocks"]:
                if "i" in block:
                    block["i"] = narrowed(block["i"], room)
    return [
        {"t": "table", "head": head, "rows": rows, "columns": columns, "widths": widths, "size": size, "turned": turned}
    ]


def _place(rows: list[list[Block]], head: int) -> int:
    """Give each cell its place as a browser does; returns the number of columns. None reaches out of head or body."""
    taken: set[tuple[int, int]] = set()
    columns = 1
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            cell["rs"] = min(cell["rs"], (head if y < head else len(rows)) - y)
            free = next((n for n in range(1, cell["cs"]) if (x + n, y) in taken), cell["cs"])
            cell |= {"x": x, "y": y, "cs": free}
            taken |= {(x + dx, y + dy) for dx in range(cell["cs"]) for dy in range(cell["rs"])}
            columns = max(columns, x + 1)
            x += cell["cs"]
    return columns


def _plain(blocks: list[Block]) -> list[Block]:
    """What is in a cell, one after the other: lists, quotes and tables inside tables are not drawn as such."""
    plain: list[Block] = []
    for block in blocks:
        if block["t"] in ("p", "h"):
            plain.append({"t": "p", "role": "", "sign": "", "i": block["i"]})
        elif block["t"] == "pre":
            plain.append({"t": "p", "role": "", "sign": "", "i": [{"s": block["text"]}]})
        elif block["t"] == "list":
            for mark, item in zip(block["signs"], block["items"], strict=True):
                inner = _plain(item)
                if not inner or inner[0]["t"] != "p" or inner[0]["sign"]:
                    inner.insert(0, {"t": "p", "role": "", "sign": "", "i": []})
                inner[0]["sign"] = mark
                plain += inner
        elif block["t"] == "table":
            plain += [inner for row in block["rows"] for cell in row for inner in cell["blocks"]]
        elif block["t"] == "quote":
            plain += _plain(block["blocks"])
        elif block["t"] in ("image", "media"):
            plain.append(block)
    return plain


def _measured(rows: list[list[Block]], columns: int, room: float) -> tuple[float, list[float]]:
    """The largest size at which every column has the width it needs, and the widths in millimetres."""
    texts = [1.0] * columns
    words = [1.0] * columns
    for cell in (cell for row in rows for cell in row if cell["cs"] == 1):
        for line in _lines(cell["blocks"]):
            texts[cell["x"]] = max(texts[cell["x"]], ems(line))
            words[cell["x"]] = max(words[cell["x"]], longest_word(line))
    size, least = _SIZES[-1], [1.0] * columns
    for narrow, word, smallest in _LEAST:
        least = [max(min(text, narrow), min(longest, word)) for text, longest in zip(texts, words, strict=True)]
        fitting = [s for s in _SIZES if s >= smallest and sum(least) * s * _POINT + columns * _INSET <= room]
        if fitting:
            size = fitting[0]
            break
    for cell in (cell for row in rows for cell in row if cell["cs"] == 1 and not cell["align"]):
        cell["align"] = "center" if texts[cell["x"]] <= _SHORT else "left"
    em = size * _POINT
    widths = [one * em + _INSET for one in least]
    wanted = [max(text - one, 0) * em for text, one in zip(texts, least, strict=True)]
    spare = max(room - sum(widths), 0)
    share = min(1, spare / sum(wanted)) if sum(wanted) else 0
    widths = [width + want * share for width, want in zip(widths, wanted, strict=True)]
    return size, [round(width * room / sum(widths), 2) for width in widths]


def _lines(blocks: list[Block]) -> list[str]:
    texts = (block["sign"] + "".join(run.get("s", "\n") for run in block["i"]) for block in blocks if block["t"] == "p")
    return [line for text in texts for line in bare(text).split("\n")]
