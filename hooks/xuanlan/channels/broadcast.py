"""The text that is read out over loudspeakers: one sentence a line, everything spelled, what matters said again"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.channels.pieces import Piece, proven, sentences
from xuanlan.channels.source import Line, Source, Span, source_of
from xuanlan.channels.speech import readings, spoken
from xuanlan.library.entry import Entry
from xuanlan.render.facts import ROWS
from xuanlan.render.pages import Pages
from xuanlan.text.numerals import in_words
from xuanlan.tree.out import Out

TITLE = "广播稿"
NAME = "broadcast.txt"
A_MINUTE = 240
"""Characters that are read in a minute."""
NOTE = "【不念】"
"""Before lines that are for the reader alone."""
_AGAIN = ("event", "place", "open", "deadline")
_MASK = "**"
_LONG = 46
"""Characters from which on a sentence is given a breath."""


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    words = text(source_of(pages, entry))
    notes = [f"{NOTE}朗读大约 {minutes(words)} 分钟。"]
    for sign, reading in readings(words):
        notes.append(f"{NOTE}{sign}，读 {reading}。" if reading else f"{NOTE}{sign}，请先查好读音。")
    yield Out(NAME, ("\n".join([*notes, "", words]) + "\n").encode())


def note(pages: Pages, entry: Entry) -> str:
    return f"朗读大约 {minutes(text(source_of(pages, entry)))} 分钟"


def minutes(words: str) -> str:
    """How long it takes to read `words`, to half a minute, at least half a minute."""
    halves = max(round(2 * sum(not sign.isspace() for sign in words) / A_MINUTE), 1)
    return f"{halves / 2:g}"


def text(source: Source) -> str:
    """What is read out. Raises ContentError as `proven`."""
    return proven(source, TITLE, list(_pieces(source))).rstrip("\n")


def _pieces(source: Source) -> Iterator[Piece]:
    yield from _sentence(Piece("下面播送"), _say(source, "units"), Piece("的"), _say(source, "kind"))
    yield from _sentence(_say(source, "title"))
    if "state" in source.fields:
        yield from _sentence(_say(source, "state"))
        yield from _row(source, "result")
    else:
        if "to" in source.fields:
            yield from _sentence(_say(source, "to"), end="：")
        yield from _body(source)
        yield from _again(source)
    if "aigc" in source.fields:
        yield from _sentence(_say(source, "aigc"))
    yield from _sentence(Piece("播送完毕"))


def _say(source: Source, key: str) -> Piece:
    return spoken(source, source.fields[key])


def _sentence(*pieces: Piece, end: str = "。") -> Iterator[Piece]:
    yield from pieces
    yield Piece(("" if pieces[-1].text[-1:] in "。！？：；" else end) + "\n")


def _row(source: Source, *keys: str) -> Iterator[Piece]:
    for key in keys:
        if key in source.fields:
            yield from _sentence(Piece(f"{ROWS[key].short}："), _say(source, key))


def _again(source: Source) -> Iterator[Piece]:
    """What listeners must not have missed."""
    rows = list(_row(source, *_AGAIN))
    objections = "objections" in source.fields and source.entry.state == "open"
    contact = source.fields.get("objections" if objections else "contact")
    if rows:
        yield from [Piece("再说一遍要点。\n"), *rows]
    if contact:
        yield from _sentence(Piece("联系："), spoken(source, contact))


def _body(source: Source) -> Iterator[Piece]:
    number, listed = 0, False
    for line in source.lines:
        if line.cells and _MASK in line.span.text:  # a list of persons is looked up, not read out
            if not listed:
                yield Piece("名单请看原文。\n")
            listed = True
            continue
        number = number + 1 if line.sign and line.sign != "·" else 0
        if line.role == "addressees" and "to" in source.fields:
            continue
        yield from _numbered(number)
        for span in sentences(line.span):
            yield from _with_breath(source, line, span)


def _numbered(number: int) -> Iterator[Piece]:
    if 0 < number < 100:
        yield Piece(f"第{in_words(number)}，")


def _with_breath(source: Source, line: Line, span: Span) -> Iterator[Piece]:
    """A long sentence on several lines, divided behind semicolons; each row of a table is one sentence."""
    parts = span.text.split("；") if len(span.text) > _LONG and not line.cells else [span.text]
    for part in filter(None, (part.strip() for part in parts)):
        yield from _sentence(spoken(source, span.part(part)))
