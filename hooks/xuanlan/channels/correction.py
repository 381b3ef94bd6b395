"""The 更正 of a notice that has changed: for each channel that had the old fact, what was wrong and what is right"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from xuanlan.channels import CHANNELS
from xuanlan.channels.agree import Difference, compared
from xuanlan.channels.pieces import Piece, proven, said
from xuanlan.channels.source import Span, source_of
from xuanlan.diagnostics.report import MachineError, reason
from xuanlan.library.entry import Entry
from xuanlan.outputs.notices import notice_view
from xuanlan.render.pages import Pages, page_view
from xuanlan.sheets.blocks import blocks_of, text_of

_ARTICLE = re.compile(r"<article\b[^>]*\bdata-notice=.*?</article>", re.DOTALL)
TITLE = "更正"
COMPARED = [name for name, channel in CHANNELS.items() if hasattr(channel, "text")]
"""The channels of words, whose facts can be read."""


def article(html: str) -> str:
    """The words of the notice on its page; empty where there is none."""
    found = _ARTICLE.search(html)
    return text_of(blocks_of(found[0], may_turn=False)) if found else ""


def published(page: Path) -> str:
    """The same of a page that was published; empty where it is not there. Raises MachineError."""
    try:
        return article(page.read_text(encoding="utf-8")) if page.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "不是网页"
        raise MachineError(f"无法读取 {page}：{why}") from error


def article_now(pages: Pages, entry: Entry) -> str:
    """The words of the notice on the page that a build would make now."""
    library = pages.library
    view = notice_view(pages, entry)
    page = page_view(library, entry.address, "notice", entry.notice.title)
    return article(pages.fragment(entry.address, library.column(entry).slug, page, "notice.html", notice=view))


def changes(pages: Pages, entry: Entry, before: str) -> list[Difference]:
    """Facts of the notice that are others than in `before`, the words of its old page."""
    source = source_of(pages, entry)
    found = compared(source, article_now(pages, entry), before, set())
    return [one for one in found if one.here and one.there and {f.key for f in source.facts(one.here)} <= source.known]


def changes_since(pages: Pages, entry: Entry, old: Iterable[Path]) -> list[Difference]:
    """The same for the first of `old`, published pages of the notice with the latest first, that tells other facts; a
    page that is not there tells none. Raises MachineError."""
    for page in old:
        before = published(page)
        if before and (found := changes(pages, entry, before)):
            return found
    return []


def told(pages: Pages, entry: Entry, name: str, changed: Sequence[Difference]) -> list[Difference]:
    """Which of `changed` the channel `name` tells; a channel of pictures and files tells all of it."""
    if name not in COMPARED:
        return list(changed)
    source = source_of(pages, entry)
    here = {fact.key for fact in source.facts(CHANNELS[name].text(source))}  # type: ignore[attr-defined]
    return [one for one in changed if {fact.key for fact in source.facts(one.here)} & here]


def corrections(pages: Pages, entry: Entry, changed: Sequence[Difference]) -> dict[str, str]:
    """The 更正 by the names of the channels of words that tell any of what has changed."""
    found = {name: told(pages, entry, name, changed) for name in COMPARED}
    return {name: words(pages, entry, mine) for name, mine in found.items() if mine}


def words(pages: Pages, entry: Entry, changed: Sequence[Difference]) -> str:
    """The 更正 of `changed`: the right facts are proven; the wrong ones stand in no source any more."""
    source = source_of(pages, entry)
    right = [
        Piece("更正："),
        said(source.fields["units"]),
        Piece("的《"),
        said(source.fields["title"]),
        Piece("》中，"),
    ]
    for number, one in enumerate(changed):
        right += [Piece("；" if number else ""), Piece("\0"), Piece("应为“"), Piece(one.here, (Span("now", one.here),))]
        right.append(Piece("”"))
    right.append(Piece("。特此更正。"))
    if "address" in source.fields:
        right += [Piece("全文 "), said(source.fields["address"])]
    made = proven(source, TITLE, right)
    for one in changed:
        made = made.replace("\0", f"“{one.there}”", 1)
    return made
