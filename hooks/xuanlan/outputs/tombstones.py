"""Pages for published addresses whose notice is gone: what has become of it, and a link onward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from xuanlan import addresses, text
from xuanlan.checks.ledger import allowed, outside, successor
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.ledger import LedgerEntry
from xuanlan.render.pages import Pages, Unit, page_view
from xuanlan.runtime.cache import digest
from xuanlan.tree.out import Out
from xuanlan.views import FactView, GoneView, LinkView


def units(pages: Pages) -> Iterator[Unit]:
    """A unit for each entry of the ledger that is declared withdrawn or moved and has no notice page."""
    library = pages.library
    carried = {entry.id for entry in library.public}
    for entry in library.ledger.entries.values():
        if (entry.moved_to or entry.withdrawn) and entry.id not in carried:
            address = addresses.notice(entry.id)
            token = library.phrasing.token(_view(library, entry).title)
            key = digest(pages.token("gone.html", address, ""), repr(_view(library, entry)), token)
            yield Unit(address, partial(_make, entry.id), key)


def _make(ident: str, pages: Pages) -> Iterator[Out]:
    address = addresses.notice(ident)
    view = _view(pages.library, pages.library.ledger.entries[ident])
    page = replace(page_view(pages.library, address, "gone", view.title, [(view.title, "")]), noindex=True)
    yield pages.page(address, "", page, "gone.html", gone=view)


def _view(library: Library, entry: LedgerEntry) -> GoneView:
    link, day = _moved(library, entry), _day(entry.first_published or "")
    reason = schedule.sentence("withdrawn", schedule.Facts(library.now), library.now, entry.withdrawn or "")
    return GoneView(
        id=entry.id,
        title=entry.title or f"编号 {entry.id} 的文稿",
        state="moved" if link else "withdrawn",
        label="已转到" if link else schedule.label("withdrawn"),
        sentence=reason if entry.withdrawn or not link else "本文不再使用这个网址，请看",
        link=link,
        facts=[FactView("首次发布", text.chinese_date(day), day.isoformat())] if day else [],
    )


def _moved(library: Library, entry: LedgerEntry) -> LinkView | None:
    """A link to where the notice has moved, if readers may be sent there."""
    target = entry.moved_to or ""
    if outside(target):
        return LinkView(target, target) if allowed(library, target) else None
    if (there := successor(library, target)) is None:
        return None
    return LinkView(there.notice.title, addresses.relative(addresses.notice(entry.id), there.address))


def _day(moment: str) -> date | None:
    """The day of a time as `models.ledger.enter` writes it; None for anything else that people may write."""
    try:
        return datetime.fromisoformat(moment).date()
    except ValueError:
        return None
