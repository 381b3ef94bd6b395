"""Messages for groups: at most six lines that say what, when, where, who, whom to ask, and where the whole text is"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.channels.pieces import Piece, cut, gist, proven, said
from xuanlan.channels.source import Source, source_of
from xuanlan.library.entry import Entry
from xuanlan.render.facts import ROWS
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out

TITLE = "群消息"
NAME, DINGTALK = "group.txt", "group-dingtalk.txt"
NAMES = {NAME: "微信群、QQ 群、企业微信群消息", DINGTALK: "钉钉群消息"}
"""What the files are for."""
LINES = 6
LONGEST = 90
"""Most characters of a line: six of them are below the 2048 bytes that one message of 企业微信 takes."""
_PERIODS = ("event", "open", "expires")
"""When: the first of these that the notice has."""
_GAP = "　"


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """The message for 微信, QQ and 企业微信, and the same for 钉钉, where two blanks end a line of Markdown."""
    message = text(source_of(pages, entry))
    yield Out(NAME, (message + "\n").encode())
    yield Out(DINGTALK, (message.replace("\n", "  \n") + "\n").encode())


def text(source: Source) -> str:
    """The message. Raises ContentError as `proven`."""
    lines = [line for line in _lines(source) if line]
    return proven(source, TITLE, [piece for line in lines for piece in (*line, Piece("\n"))]).rstrip("\n")


def _lines(source: Source) -> Iterator[list[Piece]]:
    gone = "state" in source.fields
    yield [*head(source), said(source.fields["title"])]
    if gone:
        yield [cut(source.fields["state"], LONGEST, source.names)]
    elif about := gist(source, LONGEST):
        yield [about]
    yield from rows(source)
    address = source.fields.get("address")
    mark = [Piece("（"), said(source.fields["aigc"]), Piece("）")] if "aigc" in source.fields else []
    yield ([Piece("全文："), said(address)] if address else []) + mark


def rows(source: Source) -> Iterator[list[Piece]]:
    """When and where, for whom and until when, whom to ask; of what is over, only the result."""
    if "state" in source.fields:
        yield _row(source, "result")
    else:
        when = next((key for key in _PERIODS if key in source.fields), "")
        yield _row(source, when, "place")
        yield _row(source, "audience", "deadline")
    yield _row(source, "objections" if "objections" in source.fields and source.entry.state == "open" else "contact")


def head(source: Source) -> list[Piece]:
    """【文种】, behind the state if there is anything to say of that."""
    label = [Piece("【"), said(source.fields["label"]), Piece("】")] if "label" in source.fields else []
    return [*label, Piece("【"), said(source.fields["kind"]), Piece("】")]


_LABELS = {"contact": "联系", "objections": "受理"}


def _row(source: Source, *keys: str) -> list[Piece]:
    """The fields `keys` behind their names, in one line."""
    known = [key for key in keys if key in source.fields]
    row: list[Piece] = []
    for key in known:
        label = _LABELS.get(key) or ROWS[key].short
        row += [Piece(_GAP)] if row else []
        row += [Piece(f"{label}："), cut(source.fields[key], LONGEST // len(known) - len(label), source.names)]
    return row
