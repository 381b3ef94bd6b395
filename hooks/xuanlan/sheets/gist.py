"""The gist of a notice, in versions of several lengths, of which a sheet takes the longest that it has room for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.rulesets import numeral
from xuanlan.render.entries import list_gone
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.lines import signed
from xuanlan.text.excerpts import excerpt

WHOLE = 600
"""Longest text, in characters, that is offered in full."""
CUTS = (420, 300, 220, 150, 100, 60)
"""Lengths in characters that a longer text may be cut to, tried from the first."""
HEADS = 8
"""Most headings that are listed to tell what a text is about."""
LINE = 20
"""Characters in a line of a poster, roughly."""
_WHOLE, _CUT, _SHORTEST = 16, 20, 12
"""Least size of type on A4, in points: for a text in full, for a part of it, for the shortest part."""
_SENTENCE = re.compile(r"(?:[。！？…]|[!?](?![!-~]))[”’」』）)]*")
_NUMBER = re.compile("([一二三四五六七八九十]{1,3})、")
_HEADING = re.compile(_NUMBER.pattern + "[^。；！？]{1,24}")
_PLAIN = frozenset({"p", "h", "list", "quote"})


def gists(library: Library, entry: Entry) -> list[dict[str, Any]]:
    """Versions of the text of `entry`, the longest first, each {least: size of type in points, parts: paragraphs}."""
    if list_gone(library, entry):
        result = entry.notice.result if entry.state != "withdrawn" else None
        return [{"least": _SHORTEST, "parts": [_paragraph([{"s": result}])] if result else []}]
    blocks = blocks_of(entry.rendered.html)
    found = []
    if _is_plain(blocks) and len(text_of(blocks)) <= WHOLE:
        parts = [part for part in paragraphs(blocks) if part["role"] != "signed"]
        found.append({"least": _WHOLE, "parts": parts})
    heads = _heads(blocks)
    lines, more = ([entry.notice.summary], True) if entry.notice.summary else opening(blocks)
    for after in (heads, []) if heads else ([],):
        for most in CUTS:
            cut = [_paragraph([{"s": line}]) for line in beginning(lines, most, more=more and not after)]
            found.append({"least": _CUT, "parts": cut + after})
    return [*found, found[-1] | {"least": _SHORTEST}]


def paragraphs(blocks: Sequence[Block], depth: int = 0) -> Iterator[Block]:
    """`blocks` flattened to paragraphs {sign, depth, head, role, i}, lists and tables included."""
    for block in blocks:
        kind = block["t"]
        if kind in ("p", "h"):
            yield _paragraph(block["i"], depth, head=kind == "h", role=block.get("role", ""))
        elif kind == "list":
            for sign, item in zip(block["signs"], block["items"], strict=True):
                inner = list(paragraphs(item, depth + 1))
                if not inner or inner[0]["sign"]:
                    inner.insert(0, _paragraph([], depth))
                inner[0] |= {"sign": sign, "depth": depth}
                yield from inner
        elif kind == "quote":
            yield from paragraphs(block["blocks"], depth)
        elif kind == "pre":
            yield from (_paragraph([{"s": line}], depth) for line in block["text"].split("\n") if line.strip())
        elif kind == "table":
            for row in block["rows"]:
                cells = (text_of(cell["blocks"]).replace("\n", " ") for cell in row)
                yield _paragraph([{"s": "　".join(cells)}], depth)
        elif kind in ("image", "media"):
            yield _paragraph([{"s": "（此处有图片、音频或视频，请在网页上看。）"}], depth)


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
        ends = [match.end() for match in _SENTENCE.finditer(line) if match.end() <= room]
        if ends:
            kept.append(line[: ends[-1]])
        elif not kept:
            kept.append(excerpt(line, most - 1))
        break
    if kept and more and (kept[-1].endswith("…") or not _SENTENCE.search(kept[-1][-2:])):
        kept[-1] = kept[-1].rstrip("：:，,；;、…") + "……"
    return kept


def _paragraph(runs: list[Block], depth: int = 0, *, sign: str = "", head: bool = False, role: str = "") -> Block:
    return {"sign": sign, "depth": depth, "head": head, "role": role, "i": runs}


def _is_plain(blocks: Sequence[Block]) -> bool:
    """Whether all of `blocks` can be printed as paragraphs."""
    inner = ([*block.get("items", ()), block.get("blocks", ())] for block in blocks)
    return all(block["t"] in _PLAIN for block in blocks) and all(_is_plain(part) for parts in inner for part in parts)


def _is_heading(block: Block) -> bool:
    return block["t"] == "h" or (block["t"] == "p" and bool(_HEADING.fullmatch(text_of([block]))))


def _heads(blocks: Sequence[Block]) -> list[Block]:
    """The headings of the text; without any, the bold beginnings of its numbered items, if all have one."""
    top = min((block["level"] for block in blocks if block["t"] == "h"), default=0)
    found = [_paragraph(b["i"], head=True) for b in blocks if _is_heading(b) and b.get("level", top) == top]
    numbers = [numeral(match[1]) for head in found if (match := _NUMBER.match(_line(head["i"])))]
    if numbers != list(range(1, len(numbers) + 1)):  # a missing number is a sentence, and so may these be
        return []
    if not found:
        for block in (block for block in blocks if block["t"] == "list" and block["ordered"]):
            leads = [lead(item) for item in block["items"]]
            numbered = zip(block["signs"], leads, strict=True)
            if all(leads):
                found += [_paragraph([{"s": words}], sign=sign, head=True) for sign, words in numbered]
    return found if 1 < len(found) <= HEADS else []


def lead(item: Sequence[Block]) -> str:
    """The bold words that a list item begins with."""
    runs = item[0].get("i", ()) if item else ()
    return str(runs[0]["s"]) if runs and runs[0].get("b") and "s" in runs[0] else ""


def opening(blocks: Sequence[Block]) -> tuple[list[str], bool]:
    """The paragraphs before the first heading, list or table, and whether more follows; without any, all lines."""
    start = list(takewhile(lambda block: block["t"] == "p" and not _is_heading(block), blocks))
    if lines := [_line(block["i"]) for block in start if not block["role"]]:
        return lines, len(start) < len(blocks)
    return [signed(part["sign"], _line(part["i"])) for part in paragraphs(blocks) if not part["role"]], False


def _line(runs: list[Block]) -> str:
    return text_of([{"i": runs}]).replace("\n", " ")
