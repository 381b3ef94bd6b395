"""A text made flat: paragraphs in the order of reading, and the first of them up to a length"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.lines import signed
from xuanlan.text.excerpts import excerpt

LINE = 20
"""Characters in a line of a poster, roughly."""
NUMBER = re.compile("([一二三四五六七八九十]{1,3})、")
_HEADING = re.compile(NUMBER.pattern + "[^。；！？]{1,24}")
SENTENCE = re.compile(r"(?:[。！？…]|[!?](?![!-~]))[”’」』）)]*")


def pieces(blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks` flattened like `paragraphs`; a table is one part {table: {head, widths, rows}}, and what cannot be told
    by words is a part with `gap`."""
    for block in blocks:
        if block["t"] == "table":
            told = {name: block[name] for name in ("called", "where") if name in block}
            yield paragraph([]) | told | {"table": _drawn(block), "many": block.get("many", (0, "项"))}
        elif block["t"] == "names":
            yield paragraph([]) | block
        elif block["t"] in ("image", "media", "pre"):
            yield paragraph([]) | {"gap": True}
        else:
            yield from paragraphs([block])


def _drawn(table: Block) -> Block:
    def drawn(cell: Block) -> Block:
        words = text_of(cell["blocks"]).replace("\n", " ")
        return {name: cell[name] for name in ("x", "y", "cs", "rs", "th")} | {"side": cell["align"], "words": words}

    rows = [list(map(drawn, row)) for row in table["rows"]]
    return {"head": table["head"], "widths": table["widths"], "rows": rows}


def paragraphs(blocks: Sequence[Block], depth: int = 0) -> Iterator[Block]:
    """`blocks` flattened to paragraphs {sign, depth, head, role, i}, lists and tables included."""
    for block in blocks:
        kind = block["t"]
        if kind in ("p", "h"):
            yield paragraph(block["i"], depth, head=kind == "h", role=block.get("role", ""))
        elif kind == "list":
            for sign, item in zip(block["signs"], block["items"], strict=True):
                inner = list(paragraphs(item, depth + 1))
                if not inner or inner[0]["sign"]:
                    inner.insert(0, paragraph([], depth))
                inner[0] |= {"sign": sign, "depth": depth}
                yield from inner
        elif kind == "quote":
            yield from paragraphs(block["blocks"], depth)
        elif kind == "pre":
            yield from (paragraph([{"s": line}], depth) for line in block["text"].split("\n") if line.strip())
        elif kind == "table":
            for row in block["rows"]:
                cells = (text_of(cell["blocks"]).replace("\n", " ") for cell in row)
                yield paragraph([{"s": "　".join(cells)}], depth)
        elif kind in ("image", "media"):
            yield paragraph([{"s": "（此处有图片、音频或视频，请在网页上看。）"}], depth)


def item_paragraphs(html: str) -> list[Block]:
    """The paragraphs of an item of a numbered list; lists in it are numbered as the second level."""
    (whole,) = blocks_of(f"<ol><li>{html}</li></ol>")
    return list(paragraphs(whole["items"][0]))


def beginning(lines: Sequence[str], most: int, *, more: bool = False) -> list[str]:
    """The first of `lines`, at most `most` characters in all, cut at the end of a sentence or else with ……

    A short line counts as `LINE` characters. `more` says that the text goes on behind the last of `lines`.
    """
    kept: list[str] = []
    room = most
    for line in lines:
        if max(len(line), LINE) <= room:
            kept.append(line)
            room -= max(len(line), LINE)
            continue
        more = True
        if kept and room < LINE:
            break
        ends = [match.end() for match in SENTENCE.finditer(line) if match.end() <= room]
        if ends:
            kept.append(line[: ends[-1]])
        elif not kept:
            kept.append(excerpt(line, most - 1))
        break
    if kept and more and (kept[-1].endswith("…") or not SENTENCE.search(kept[-1][-2:])):
        kept[-1] = kept[-1].rstrip("：:，,；;、…") + "……"
    return kept


def paragraph(runs: list[Block], depth: int = 0, *, sign: str = "", head: bool = False, role: str = "") -> Block:
    return {"sign": sign, "depth": depth, "head": head, "role": role, "i": runs}


def is_heading(block: Block) -> bool:
    return block["t"] == "h" or (block["t"] == "p" and bool(_HEADING.fullmatch(text_of([block]))))


def lead(item: Sequence[Block]) -> str:
    """The bold words that a list item begins with."""
    runs = item[0].get("i", ()) if item else ()
    return str(runs[0]["s"]) if runs and runs[0].get("b") and "s" in runs[0] else ""


def opening(blocks: Sequence[Block]) -> tuple[list[str], bool]:
    """The paragraphs before the first heading, list or table, and whether more follows; without any, all lines."""
    start = list(takewhile(lambda block: block["t"] == "p" and not is_heading(block), blocks))
    if lines := [line_of(block["i"]) for block in start if not block["role"]]:
        return lines, len(start) < len(blocks)
    return [signed(part["sign"], line_of(part["i"])) for part in paragraphs(blocks) if not part["role"]], False


def line_of(runs: list[Block]) -> str:
    return text_of([{"i": runs}]).replace("\n", " ")
