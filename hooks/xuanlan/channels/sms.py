"""The short message: signature, title, the fact that matters, address; counted as operators bill it"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.channels.pieces import Piece, cut, gist, proven, said, text_of
from xuanlan.channels.source import Source, Span, source_of
from xuanlan.checks.columns import SETTINGS
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.render.facts import ROWS
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out

TITLE = "短信"
NAME = "sms.txt"
ONE, PART = 70, 67
"""Characters of a message that is billed as one, and of each part of a longer one."""
MOST = 500
"""Characters that a template of an operator takes; a longer text is cut, the address never."""
_ROWS = ("event", "place", "open", "deadline")
_TITLE = 60
_FACT = 70


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    yield Out(NAME, (text(source_of(pages, entry)) + "\n").encode())


def note(pages: Pages, entry: Entry) -> str:
    message = text(source_of(pages, entry))
    return f"{length(message)} 字，按 {parts(message)} 条计费"


def findings(pages: Pages, entry: Entry, report: Report) -> None:
    if not pages.library.settings.sms_signature:
        report.add("channel-unsigned", Position(SETTINGS), found=signature(source_of(pages, entry)))


def signature(source: Source) -> str:
    """The signature that the site has had filed; its unit as long as none is registered."""
    settings = source.library.settings
    return settings.sms_signature or settings.unit or source.library.site.name


def length(message: str) -> int:
    """UTF-16 units, which is what operators count."""
    return len(message.encode("utf-16-le", "surrogatepass")) // 2


def parts(message: str) -> int:
    """As how many messages it is billed."""
    count = length(message)
    return 1 if count <= ONE else -(-count // PART)


def text(source: Source) -> str:
    """The message. Raises ContentError as `proven`."""
    own = Span("sms_signature", signature(source))
    start = [Piece("【"), said(own), Piece("】")]
    end = [Piece("。")]
    if "aigc" in source.fields:
        end += [said(source.fields["aigc"]), Piece("。")]
    if "address" in source.fields:
        end += [Piece("全文 "), said(source.fields["address"])]
    title = cut(source.fields["title"], _TITLE, source.names)
    said_so_far = [*start, title]
    for fact in _facts(source):
        room = MOST - length(text_of([*said_so_far, *end])) - 1
        if length(text_of(fact)) <= room:
            said_so_far += [Piece("：" if said_so_far[-1] is title and "：" not in title.text else "，"), *fact]
    return proven(source, TITLE, [*said_so_far, *end])


def _facts(source: Source) -> Iterator[list[Piece]]:
    """What must be told, each as few words as can be understood."""
    if "state" in source.fields:
        yield [cut(Span("state", source.words("state").rstrip("。")), _FACT, source.names)]
        return
    rows = [key for key in _ROWS if key in source.fields]
    if not rows and (about := gist(source, _FACT)):
        yield [about._replace(text=about.text.rstrip("。"))]
    for key in rows[:3]:
        label = "" if key in ("event", "place") else ROWS[key].short
        yield [Piece(label), cut(source.fields[key], _FACT, source.names)]
