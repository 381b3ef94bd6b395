"""A rendered text as blocks for paper: what the templates of sheets set, without a tag in it.

The HTML comes from `markup`, so it is well formed and holds nothing but the tags that its allow-list names. Python's
own parser tells what begins and ends; a tree (selectolax) would save 0.8 of the 37 ms that a sheet takes, but no line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from xuanlan.markup.rendered import ADDRESSEES, DONE, NOTE_TITLE, SIGNED, TASK
from xuanlan.sheets.lines import bare
from xuanlan.sheets.tables import table

Block = dict[str, Any]
Run = dict[str, Any]
"""A piece of text, `s`, with the marks that apply to it: b i u sup sub code strike mark link; or {"br": true}, the end
of a line; or {"task": done}, a box to be ticked."""

_MARKS = {
    "b": "b", "strong": "b", "em": "i", "i": "i", "u": "u", "ins": "u", "sup": "sup", "sub": "sub", "code": "code",
    "kbd": "code", "samp": "code", "s": "strike", "del": "strike", "mark": "mark",
}  # fmt: skip
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TITLES = {"dt", "summary", "caption"}
_WHOLE = {"p", "dd", "div", "figure", "figcaption", "details", "section", "dl", *_TITLES, *_HEADINGS}
"""Elements whose text is a block by itself."""
_HOLDING = {"ul", "ol", "li", "blockquote", "table", "tr", "td", "th"}
"""Elements that become a block, or a part of one, that holds others."""
_ROLES = {SIGNED: "signed", ADDRESSEES: "addressees", NOTE_TITLE: "title"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RANKS = (
    r"[一二三四五六七八九十百]+、",
    r"[（(][一二三四五六七八九十百]+[）)]",
    r"[0-9０-９]+[.．、]",
    r"[（(][0-9０-９]+[）)]",
)
"""The numbers of headings of the four ranks of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(slots=True)
class _Frame:
    """An element that is open and holds blocks."""

    tag: str
    blocks: list[Block] = field(default_factory=list)
    facts: Block = field(default_factory=dict)


def blocks_of(html: str, *, may_turn: bool = True) -> list[Block]:
    """The blocks of `html`, in order; `i` is a list of runs, `role` addressees, signed or empty. `may_turn` is for
    `tables.table`.

    {t: h, level 2-6, rank, i}, {t: p, role, i}, {t: list, ordered, signs, items: [blocks]}, {t: quote, blocks},
    {t: pre, text}, {t: image, src, alt}, {t: media, src}, {t: rule} and the tables of `tables.table`. What bears an
    `id` in the HTML has it, too; a list has the `ids` of its items by their numbers from 0.
    """
    reader = _Reader(may_turn)
    reader.feed(html)
    reader.close()
    return reader.finish()


def text_of(blocks: list[Block]) -> str:
    """All text of `blocks`, one block a line: what must be readable on the sheet. Signs of lists are not part of it."""
    lines: list[str] = []
    for block in blocks:
        if "i" in block:
            lines.append("".join(run.get("s", "\n" if "br" in run else "") for run in block["i"]))
        lines += [text_of(item) for item in block.get("items", ())]
        lines += [text_of(cell["blocks"]) for row in block.get("rows", ()) for cell in row]
        if "blocks" in block:
            lines.append(text_of(block["blocks"]))
        if "text" in block:
            lines.append(block["text"])
    return bare("\n".join(line for line in lines if line))


class _Reader(HTMLParser):
    def __init__(self, may_turn: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._may_turn = may_turn
        self._stack = [_Frame("")]
        self._runs: list[Run] = []
        self._marks: list[tuple[str, str, Any]] = []
        self._role = ""
        self._id = ""
        self._pre: list[str] | None = None
        self._back = False
        """inside the arrow that leads from a footnote back to the text: of no use on paper"""

    def finish(self) -> list[Block]:
        self._end_block()
        while len(self._stack) > 1:
            self._close(self._stack[-1].tag)
        return self._stack[0].blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        classes = facts.get("class", "").split()
        if tag in _MARKS:
            self._marks.append((tag, _MARKS[tag], True))
        elif tag == "a":
            self._back = "footnote-backref" in classes
            self._marks.append((tag, "link", facts.get("href", "")))
        elif tag == "br" and self._pre is None:
            self._runs.append({"br": True})
        elif tag == "span" and TASK in classes:
            self._runs.append({"task": DONE in classes})
        elif tag == "hr":
            self._add({"t": "rule"})
        elif tag == "img":
            self._add({"t": "image", "src": facts.get("src", ""), "alt": facts.get("alt", "")})
        elif tag in ("audio", "video"):
            self._add({"t": "media", "src": facts.get("src", "")})
        elif tag == "pre":
            self._end_block()
            self._pre = self._pre or []
        elif tag in _HOLDING:
            self._open(tag, facts)
        elif tag in _WHOLE:
            self._end_block()
            self._role = next((_ROLES[name] for name in classes if name in _ROLES), "title" if tag in _TITLES else "")
            self._id = facts.get("id", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS or tag == "a":
            self._back = self._back and tag != "a"
            places = [number for number, mark in enumerate(self._marks) if mark[0] == tag]
            del self._marks[places[-1] : places[-1] + 1 if places else 0]
        elif tag == "pre":
            text = "".join(self._pre or []).strip("\n")
            self._pre = None
            if text.strip():
                self._stack[-1].blocks.append({"t": "pre", "text": text})
        elif tag in _HOLDING:
            self._close(tag)
        elif tag in _WHOLE:
            self._end_block(_HEADINGS.get(tag, 0))

    def handle_data(self, data: str) -> None:
        if self._pre is not None:
            self._pre.append(data)
            return
        text = _SPACE.sub(" ", data)
        if text and not self._back and (text != " " or self._runs):
            self._runs.append({"s": text} | {name: value for _, name, value in self._marks})

    def _add(self, block: Block) -> None:
        self._end_block()
        self._stack[-1].blocks.append(block)

    def _open(self, tag: str, facts: dict[str, str]) -> None:
        self._end_block()
        kept: Block = {}
        if tag in ("ul", "ol"):
            kept = {"first": _number(facts.get("start", ""), 1), "style": facts.get("type", ""), "depth": self._depth()}
        elif tag == "li":
            kept = {"value": _number(facts.get("value", ""), -1), "id": facts.get("id", "")}
        elif tag in ("td", "th"):
            spans = {"cs": facts.get("colspan", ""), "rs": facts.get("rowspan", "")}
            kept = {name: max(_number(value, 1), 1) for name, value in spans.items()}
            kept |= {"th": tag == "th", "align": facts.get("align", "")}
        self._stack.append(_Frame(tag, facts=kept))

    def _depth(self) -> int:
        return sum(frame.tag == "ol" for frame in self._stack)

    def _end_block(self, level: int = 0) -> None:
        runs, self._runs = _trimmed(self._runs), []
        role, self._role = self._role, ""
        ident, self._id = self._id, ""
        if not runs:
            return
        block: Block = {"t": "p", "role": role, "i": runs}
        if level:
            block = {"t": "h", "level": level, "rank": _rank(runs, level), "i": runs}
        elif role == "title":
            bold = [run | {"b": True} if "s" in run else run for run in runs]
            block = {"t": "p", "role": "", "title": True, "i": bold}
        self._stack[-1].blocks.append(block | ({"id": ident} if ident else {}))

    def _close(self, tag: str) -> None:
        """End `tag`, and whatever inside it was left open."""
        self._end_block()
        if not any(frame.tag == tag for frame in self._stack[1:]):
            return
        while self._stack[-1].tag != tag:
            self._close(self._stack[-1].tag)
        frame = self._stack.pop()
        into = self._stack[-1].blocks
        if tag in ("ul", "ol"):
            items: list[Block] = [
                block if block["t"] == "li" else {"value": -2, "blocks": [block]} for block in frame.blocks
            ]
            signs = _signs(tag, frame.facts, [item["value"] for item in items])
            made = {"t": "list", "ordered": tag == "ol", "signs": signs, "items": [b["blocks"] for b in items]}
            ids = {number: item["id"] for number, item in enumerate(items) if item.get("id")}
            into.append(made | ({"ids": ids} if ids else {}))
        elif tag == "li" and self._stack[-1].tag not in ("ul", "ol"):
            into += frame.blocks
        elif tag == "blockquote":
            into.append({"t": "quote", "blocks": frame.blocks})
        elif tag == "table":
            into += [block for block in frame.blocks if block["t"] != "tr"]  # the caption
            into += table([block["cells"] for block in frame.blocks if block["t"] == "tr"], may_turn=self._may_turn)
        elif tag == "tr":
            into.append({"t": "tr", "cells": [block for block in frame.blocks if block["t"] == "cell"]})
        elif tag in ("td", "th"):
            into.append({"t": "cell", **frame.facts, "blocks": frame.blocks})
        else:
            into.append({"t": "li", **frame.facts, "blocks": frame.blocks})


def _rank(runs: list[Run], level: int) -> int:
    """The rank of a heading, 1 to 4, by its number whatever its level; by its level when it has no number."""
    words = "".join(run.get("s", "") for run in runs)
    return next((rank for rank, number in enumerate(_RANKS, 1) if re.match(number, words)), min(level, 4) - 1)


def _number(written: str, otherwise: int) -> int:
    return int(written) if re.fullmatch(r"[0-9]{1,6}", written) else otherwise


def _signs(tag: str, facts: Block, values: list[int]) -> list[str]:
    """What stands before each item: 1. then （1） then ① as lists are nested, letters where the author wants them.

    A value of -1 is the number after the one before; -2 is no item, but text that stands between items.
    """
    signs, number = [], facts["first"]
    for value in values:
        if value == -2:
            signs.append("")
            continue
        number = number if value == -1 else value
        letter = chr((number - 1) % 26 + 97)
        if tag == "ul":
            signs.append("·")
        elif facts["style"] in ("a", "A"):
            signs.append((letter if facts["style"] == "a" else letter.upper()) + ".")
        elif facts["depth"] == 0:
            signs.append(f"{number}.")
        elif facts["depth"] == 1 or not 1 <= number <= len(_CIRCLED):
            signs.append(f"（{number}）")
        else:
            signs.append(_CIRCLED[number - 1])
        number += 1
    return signs


def _trimmed(runs: list[Run]) -> list[Run]:
    """`runs` without space at either end, and without breaks there; a box to be ticked is kept wherever it is."""
    runs = [dict(run) for run in runs]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and ("br" in runs[end] or not runs[end].get("s", "x").strip()):
            del runs[end]
        if runs and "s" in runs[end]:
            runs[end]["s"] = strip(runs[end]["s"])
    return runs
