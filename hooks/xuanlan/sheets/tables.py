"""Tables for paper: where each cell lies, how large the type is, how wide each column.

A table is as wide as the type area of an official sheet. It lies on a turned page when it has more columns than
`UPRIGHT`, or when numbers and words would be broken on an upright one. A number that is broken even there is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xuanlan.sheets.lines import CLOSING, OPENING, bare, ems, latin_words, narrowed, wholes

Block = dict[str, Any]

UPRIGHT = 18
"""Most columns on an upright page."""
TURNED = 30
"""Most columns on a turned page; more could not be read."""
_ROOM, _ROOM_TURNED = 156.0, 225.0
"""Millimetres, GB/T 9704-2012: the type area, and the same on its side."""
_SIZES = (14.0, 12.0, 10.5, 9.0, 8.0, 7.0)
_POINT = 25.4 / 72
_INSET = 2.8
"""Millimetres of white beside the text of a cell, both sides together, and a little more than the template has."""
_WORD = 12.0
"""Ems of the longest Latin word that is to stay whole; what is longer is an address, which may be divided anywhere."""
_WHOLE = 30.0
"""A number of more ems is broken in any cell, as it is in any line."""
_FINE = ((6.0, 12.0), (4.0, 8.0), (2.0, 7.0))
"""How narrow a column may become for its text, in ems, and how small the type, in points: to be tried in this order."""
_MARKS = 2
"""Most marks that stand by a number where a line begins or ends."""
_NEAR = 0.05
"""Ems that widths may be wrong by, since they are rounded."""
_SHORT = 6
"""A column whose texts are no longer than this, in ems, is centred, unless the author says otherwise."""


def table(rows: list[list[Block]], *, may_turn: bool = True) -> list[Block]:
    """One block {t: table, head, rows, columns, widths, size, turned, tight}, or none when there is no cell.

    `rows` are of cells {th, align, cs, rs, blocks}; each gets its place, x and y, and holds only {t: p, sign, i},
    {t: image} and {t: media}. `head` rows are repeated on each page, `widths` are millimetres, `size` is points.
    `tight` is empty, or tells which numbers are broken: {found: one of them, columns: their names, row: the texts
    beside it}. Unless it `may_turn`, a table of so few columns that they stand on an upright page does so.
    """
    rows = [row for row in rows if row]
    if not rows:
        return []
    head = next((number for number, row in enumerate(rows) if not all(cell["th"] for cell in row)), 0)
    columns = _place(rows, head)
    cells = [cell for row in rows for cell in row]
    for cell in cells:
        cell["cs"] = min(cell["cs"], columns - cell["x"])
        cell["blocks"] = _plain(cell["blocks"])
    texts = _columns(cells, columns, ems)
    turned, size, least = _layout(cells, texts, may_turn=may_turn)
    widths = _widths(texts, least, size, _ROOM_TURNED if turned else _ROOM)
    broken: list[tuple[Block, str]] = []
    for cell in cells:
        if cell["cs"] == 1 and not cell["align"]:
            cell["align"] = "center" if texts[cell["x"]] <= _SHORT else "left"
        room = (sum(widths[cell["x"] : cell["x"] + cell["cs"]]) - _INSET) / (size * _POINT) + _NEAR
        broken += [(cell, found.text) for found in _numbers(cell["blocks"], 1) if found.ems > room]
        for block in cell["blocks"]:
            if "i" in block:
                block["i"] = narrowed(block["i"], room - _sign(block))
    return [
        {"t": "table", "head": head, "rows": rows, "columns": columns, "widths": widths, "size": size, "turned": turned,
         "tight": _told(broken, rows, head)}
    ]  # fmt: skip


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


class _Number(NamedTuple):
    """What is not to be broken, and the ems of it, with the marks beside it and the sign of the list before it."""

    text: str
    ems: float


def _numbers(blocks: Sequence[Block], level: int) -> Iterator[_Number]:
    """All numbers, dates, amounts in a cell: at level 0 those beside a / together, at level 1 each by itself."""
    for block in blocks:
        for line in _lines([block]):
            for start, end in wholes(line, _WHOLE, level):
                before, after = line[max(start - _MARKS, 0) : start], line[end : end + _MARKS]
                marks = len(before) - len(before.rstrip(OPENING)) + len(after) - len(after.lstrip(CLOSING))
                yield _Number(line[start:end], ems(line[start:end]) + marks + _sign(block))


def _sign(block: Block) -> float:
    return ems(block["sign"]) + 0.3 if block["sign"] else 0.0


def _layout(cells: Sequence[Block], texts: Sequence[float], *, may_turn: bool) -> tuple[bool, float, list[float]]:
    """Whether the page is turned, the size of the type, and the ems that each column needs: of all ways in which
    nothing is broken the first, by an upright page and by large type; or one in which as little is as can be."""
    pages = [(False, _ROOM)] if len(texts) <= UPRIGHT else []
    pages += [(True, _ROOM_TURNED)] if may_turn or not pages else []
    words = _columns(cells, len(texts), _longest_word)
    numbers = [_spans(cells, level) for level in (0, 1)]
    least: list[float] = []
    for wide, word, steps in ((numbers[0], _WORD, _FINE), (numbers[0], 2.0, _FINE[2:]), (numbers[1], 2.0, _FINE[2:])):
        for turned, room in pages:
            for narrow, smallest in steps:
                least = _least(
                    [max(min(text, narrow), min(own, word)) for text, own in zip(texts, words, strict=True)], wide
                )
                for size in _SIZES:
                    if size >= smallest and _fits(least, size, room):
                        return turned, size, least
    turned, room = pages[-1]
    while max(least) > 1 and not _fits(least, _SIZES[-1], room):  # the widest give way, the others keep what they need
        most = max(max(least) * 0.98, 1.0)
        least = [min(one, most) for one in least]
    return turned, _SIZES[-1], least


def _fits(least: Sequence[float], size: float, room: float) -> bool:
    return sum(least) * size * _POINT + len(least) * _INSET <= room


def _columns(cells: Sequence[Block], columns: int, measure: Callable[[str], float]) -> list[float]:
    """The most that `measure` says of a line, for each column."""
    found = [1.0] * columns
    for cell in (cell for cell in cells if cell["cs"] == 1):
        for line in _lines(cell["blocks"], signs=True):
            found[cell["x"]] = max(found[cell["x"]], measure(line))
    return found


def _longest_word(line: str) -> float:
    return max((word for word in latin_words(line) if word <= _WORD), default=0.0)


def _spans(cells: Sequence[Block], level: int) -> list[tuple[int, int, float]]:
    """First column, number of columns and the ems that the numbers in there need, the narrowest spans first."""
    widest: dict[tuple[int, int], float] = {}
    for cell in cells:
        for found in _numbers(cell["blocks"], level):
            place = (cell["cs"], cell["x"])
            widest[place] = max(widest.get(place, 0.0), found.ems)
    return [(x, count, wide) for (count, x), wide in sorted(widest.items())]


def _least(columns: list[float], spans: Sequence[tuple[int, int, float]]) -> list[float]:
    """What `columns` need when `spans` of them hold numbers."""
    for x, count, wide in spans:
        missing = max(wide - sum(columns[x : x + count]), 0.0)
        columns[x : x + count] = [one + missing / count for one in columns[x : x + count]]
    return columns


def _widths(texts: Sequence[float], least: Sequence[float], size: float, room: float) -> list[float]:
    """Millimetres for each column: what is left over is given to those whose texts are longer."""
    em = size * _POINT
    widths = [one * em + _INSET for one in least]
    wanted = [max(text - one, 0) * em for text, one in zip(texts, least, strict=True)]
    spare = max(room - sum(widths), 0)
    share = min(1, spare / sum(wanted)) if sum(wanted) else 0
    widths = [width + want * share for width, want in zip(widths, wanted, strict=True)]
    return [round(width * room / sum(widths), 2) for width in widths]


def _told(broken: Sequence[tuple[Block, str]], rows: Sequence[Sequence[Block]], head: int) -> Mapping[str, Any]:
    """What there is to tell of the numbers that are `broken`, each with its cell."""
    if not broken:
        return {}
    names = {cell["x"]: " ".join(_lines(cell["blocks"])) for row in rows[:head] for cell in row if cell["cs"] == 1}
    columns = sorted({cell["x"] for cell, _ in broken})
    cell, found = broken[0]
    return {
        "found": found,
        "columns": [names.get(x, "").strip() or f"第 {x + 1} 列" for x in columns],
        "row": [line for other in rows[cell["y"]] for line in _lines(other["blocks"]) if line],
    }


def _lines(blocks: Sequence[Block], *, signs: bool = False) -> list[str]:
    texts = (
        (block["sign"] if signs else "") + "".join(run.get("s", "\n") for run in block["i"])
        for block in blocks
        if block["t"] == "p"
    )
    return [line for text in texts for line in bare(text).split("\n")]
