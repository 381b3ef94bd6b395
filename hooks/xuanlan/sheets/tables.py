"""Tables on paper: the place of each cell, the size of the type, the width of each column.

A table is as wide as the type area of an official sheet. Its page is turned to landscape when it has more columns than
`UPRIGHT`, or when numbers or words would be broken in portrait. A number that is broken even so is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xuanlan.sheets.lines import CLOSING, OPENING, bare, ems, latin_words, narrowed, wholes

Block = dict[str, Any]

UPRIGHT = 18
"""Most columns in portrait."""
TURNED = 30
"""Most columns in landscape; more could not be read."""
_ROOM, _ROOM_TURNED = 156.0, 225.0
"""Width of the type area of GB/T 9704-2012 in portrait and in landscape, in millimetres."""
_SIZES = (14.0, 12.0, 10.5, 9.0, 8.0, 7.0)
_POINT = 25.4 / 72
_INSET = 2.8
"""Millimetres of padding in a cell, both sides together, a little more than the template has."""
_WORD = 12.0
"""Widest Latin word, in ems, that stays whole; a wider one is a web address, which may be divided anywhere."""
_WHOLE = 30.0
"""Widest number, in ems, that stays whole; a wider one is broken in any cell, as in any line."""
_FINE = ((6.0, 12.0), (4.0, 8.0), (2.0, 7.0))
"""Least width of a column of text in ems, and smallest type in points, to be tried in this order."""
_MARKS = 2
"""Most punctuation marks that stick to either end of a number."""
_NEAR = 0.05
"""Tolerance for rounded widths, in ems."""
_SHORT = 6
"""A column with no text wider than this, in ems, is centred, unless the author says otherwise."""


def table(rows: list[list[Block]], *, may_turn: bool = True) -> list[Block]:
    """One block {t: table, head, rows, columns, widths, size, turned, tight}, or none when there is no cell.

    `rows` are lists of cells {th, align, cs, rs, blocks}. Each cell gets its place, x and y, and its blocks become
    {t: p, sign, i}, {t: image} and {t: media}. The first `head` rows are repeated on each page; `widths` are in
    millimetres, `size` in points. `tight` is empty, or tells which numbers are broken: {found: one of them, columns:
    names of their columns, row: the texts beside it}. With `may_turn` false, the page is turned only for more columns
    than `UPRIGHT`.
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
    """Give each cell its place as a browser does; returns the number of columns. No cell spans from head into body."""
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
    """The content of a cell, flattened: lists, quotes and tables inside tables are not drawn as such."""
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
    """A text that is not to be broken; `ems` is its width with adjacent punctuation and the list sign before it."""

    text: str
    ems: float


def _numbers(blocks: Sequence[Block], level: int) -> Iterator[_Number]:
    """All numbers, dates, amounts in a cell; those joined by a / are one at level 0, and separate at level 1."""
    for block in blocks:
        for line in _lines([block]):
            for start, end in wholes(line, _WHOLE, level):
                before, after = line[max(start - _MARKS, 0) : start], line[end : end + _MARKS]
                marks = len(before) - len(before.rstrip(OPENING)) + len(after) - len(after.lstrip(CLOSING))
                yield _Number(line[start:end], ems(line[start:end]) + marks + _sign(block))


def _sign(block: Block) -> float:
    return ems(block["sign"]) + 0.3 if block["sign"] else 0.0


def _layout(cells: Sequence[Block], texts: Sequence[float], *, may_turn: bool) -> tuple[bool, float, list[float]]:
    """Whether the page is turned, the size of the type in points, the ems that each column needs: the first layout that
    breaks nothing, portrait and large type being tried first; else one that breaks as little as possible."""
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
    while max(least) > 1 and not _fits(least, _SIZES[-1], room):  # only the widest columns are narrowed
        most = max(max(least) * 0.98, 1.0)
        least = [min(one, most) for one in least]
    return turned, _SIZES[-1], least


def _fits(least: Sequence[float], size: float, room: float) -> bool:
    return sum(least) * size * _POINT + len(least) * _INSET <= room


def _columns(cells: Sequence[Block], columns: int, measure: Callable[[str], float]) -> list[float]:
    """For each column, the largest `measure` of a line in it."""
    found = [1.0] * columns
    for cell in (cell for cell in cells if cell["cs"] == 1):
        for line in _lines(cell["blocks"], signs=True):
            found[cell["x"]] = max(found[cell["x"]], measure(line))
    return found


def _longest_word(line: str) -> float:
    return max((word for word in latin_words(line) if word <= _WORD), default=0.0)


def _spans(cells: Sequence[Block], level: int) -> list[tuple[int, int, float]]:
    """First column, number of columns, ems that the widest number in them needs; narrow spans come first."""
    widest: dict[tuple[int, int], float] = {}
    for cell in cells:
        for found in _numbers(cell["blocks"], level):
            place = (cell["cs"], cell["x"])
            widest[place] = max(widest.get(place, 0.0), found.ems)
    return [(x, count, wide) for (count, x), wide in sorted(widest.items())]


def _least(columns: list[float], spans: Sequence[tuple[int, int, float]]) -> list[float]:
    """The widths `columns`, enlarged so that the numbers of all `spans` fit."""
    for x, count, wide in spans:
        missing = max(wide - sum(columns[x : x + count]), 0.0)
        columns[x : x + count] = [one + missing / count for one in columns[x : x + count]]
    return columns


def _widths(texts: Sequence[float], least: Sequence[float], size: float, room: float) -> list[float]:
    """Millimetres for each column: spare room goes to the columns whose texts need more than `least`."""
    em = size * _POINT
    widths = [one * em + _INSET for one in least]
    wanted = [max(text - one, 0) * em for text, one in zip(texts, least, strict=True)]
    spare = max(room - sum(widths), 0)
    share = min(1, spare / sum(wanted)) if sum(wanted) else 0
    widths = [width + want * share for width, want in zip(widths, wanted, strict=True)]
    return [round(width * room / sum(widths), 2) for width in widths]


def _told(broken: Sequence[tuple[Block, str]], rows: Sequence[Sequence[Block]], head: int) -> Mapping[str, Any]:
    """The `tight` of a table whose numbers `broken`, each given with its cell, are broken."""
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
