"""What of a text is cited and underlined: named sections, or else the sentences that tell of an indicator"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from xuanlan.sheets.blocks import Block, Run, text_of
from xuanlan.sheets.lines import bare
from xuanlan.text.folding import fold

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)]*")
_LEAST = 3
"""Fewest characters of a name that tells by itself what a sentence is about."""
_ENOUGH = 2
"""How many telling words of one name or task a sentence has that is about it; a word of four characters is as good as
two."""

Tells = Callable[[str], bool]
"""Whether a sentence tells of what is to be proved."""


class Passage(NamedTuple):
    """A cited part of a text."""

    anchor: str
    """of its section; "" for a sentence"""
    sentences: tuple[str, ...]
    """without headings and lists' signs"""
    rows: tuple[str, ...] = ()
    """rows of tables: 9月：收运 12.5 吨，分类率 81%"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence may be about: a name, and the words in it that tell something."""

    name: str
    words: frozenset[str]

    def is_in(self, sentence: str) -> bool:
        """Whether the folded `sentence` names it, or has enough of its words."""
        if len(self.name) >= _LEAST and self.name in sentence:
            return True
        return sum(max(len(word) // 2, 1) for word in self.words if word in sentence) >= _ENOUGH


def subject(name: str, words: Iterable[str]) -> Subject:
    """`words` are those of `name` that tell something."""
    return Subject(fold(name), frozenset(map(fold, words)))


def tells(subjects: Sequence[Subject]) -> Tells:
    def told(sentence: str) -> bool:
        folded = fold(sentence)
        return any(one.is_in(folded) for one in subjects)

    return told


def underlined(blocks: list[Block], anchors: Collection[str], told: Tells | None) -> tuple[list[Block], list[Passage]]:
    """`blocks` with `cited` at the runs that are cited, and these as passages, in the order of the text.

    `anchors` are ids of headings, whose sections reach up to the next heading of the same or a higher level, of items
    and of paragraphs. `told` tells which sentences outside of them are cited, too; None: no others.
    """
    passages: list[Passage] = []
    return list(_marked(blocks, anchors, told, passages)), passages


def _marked(
    blocks: Sequence[Block], anchors: Collection[str], told: Tells | None, passages: list[Passage]
) -> Iterator[Block]:
    section: list[Block] = []
    level, name = 0, ""
    for block in blocks:
        if level and block["t"] == "h" and block["level"] <= level:
            passages.append(_passage(name, section))
            section, level = [], 0
        ident = block.get("id", "")
        if not level and block["t"] == "h" and ident in anchors:
            level, name = block["level"], ident
        if level:
            section.append(block)
            yield _whole(block)
        elif ident and ident in anchors:
            passages.append(_passage(ident, [block]))
            yield _whole(block)
        else:
            yield _inside(block, anchors, told, passages)
    if level:
        passages.append(_passage(name, section))


def _passage(anchor: str, blocks: Sequence[Block]) -> Passage:
    lines = (line for block in _told(blocks, "p", "pre") for line in text_of([block]).split("\n"))
    sentences = (match[0].strip() for line in lines for match in _SENTENCE.finditer(line))
    rows = (row for block in _told(blocks, "table") for row in _rows(block))
    return Passage(anchor, tuple(filter(None, sentences)), tuple(rows))


def _told(blocks: Sequence[Block], *kinds: str) -> Iterator[Block]:
    """The blocks of these `kinds`, those in lists and boxes too."""
    for block in blocks:
        if block["t"] in kinds:
            yield block
        for inner in (block.get("blocks", ()), *block.get("items", ())):
            yield from _told(inner, *kinds)


def _rows(table: Block) -> Iterator[str]:
    """The rows of a table in words, each value with the head of its column: 9月：收运（吨）12.5，分类率 81%."""
    heads = {cell["x"]: text_of(cell["blocks"]) for row in table["rows"][: table["head"]] for cell in row}
    for row in table["rows"][table["head"] :]:
        texts = [(heads.get(cell["x"], ""), text_of(cell["blocks"]).replace("\n", " ")) for cell in row]
        if texts:
            values = (
                f"{head}{' ' if text[:1].isascii() and head[-1:].isalnum() else ''}{text}"
                for head, text in texts[1:]
                if text
            )
            yield "：".join(filter(None, (texts[0][1], "，".join(values))))


def _whole(block: Block) -> Block:
    """`block` with all of its text cited, list signs included."""
    new = block | {"cited": True}
    if "i" in block:
        new["i"] = [run | {"cited": True} if "s" in run else run for run in block["i"]]
    if "blocks" in block:
        new["blocks"] = list(map(_whole, block["blocks"]))
    if "items" in block:
        new["items"] = [list(map(_whole, item)) for item in block["items"]]
    if "rows" in block:
        new["rows"] = [[_whole(cell) for cell in row] for row in block["rows"]]
    return new


def _inside(block: Block, anchors: Collection[str], told: Tells | None, passages: list[Passage]) -> Block:
    new = dict(block)
    if block["t"] == "list":
        ids = block.get("ids", {})
        new["items"] = [_item(item, ids.get(at, ""), anchors, told, passages) for at, item in enumerate(block["items"])]
    elif block["t"] == "table":
        new["rows"] = [
            [cell | {"blocks": list(_marked(cell["blocks"], anchors, told, passages))} for cell in row]
            for row in block["rows"]
        ]
    elif "blocks" in block:
        new["blocks"] = list(_marked(block["blocks"], anchors, told, passages))
    elif block["t"] == "p" and told and not block.get("title"):
        new["i"] = _sentences(block["i"], told, passages)
    return new


def _item(
    item: list[Block], ident: str, anchors: Collection[str], told: Tells | None, passages: list[Passage]
) -> list[Block]:
    if ident and ident in anchors:
        passages.append(_passage(ident, item))
        return list(map(_whole, item))
    return list(_marked(item, anchors, told, passages))


def _sentences(runs: Sequence[Run], told: Tells, passages: list[Passage]) -> list[Run]:
    """`runs`, divided where a cited sentence begins and ends."""
    text = "".join(run.get("s", "\n") for run in runs)
    spans = []
    for match in _SENTENCE.finditer(text):
        sentence = bare(match[0]).strip()
        if sentence and told(sentence):
            blank = len(match[0]) - len(match[0].lstrip())
            spans.append((match.start() + blank, match.end()))
            passages.append(Passage("", (sentence,)))
    if not spans:
        return list(runs)
    made: list[Run] = []
    begin = 0
    for run in runs:
        if "s" not in run:
            made.append(run)
            begin += 1
            continue
        end = begin + len(run["s"])
        edges = sorted({begin, end, *(edge for span in spans for edge in span if begin < edge < end)})
        for start, stop in pairwise(edges):
            piece = run | {"s": text[start:stop]}
            cited = any(first <= start < last for first, last in spans)
            made.append(piece | {"cited": True} if cited else piece)
        begin = end
    return made
