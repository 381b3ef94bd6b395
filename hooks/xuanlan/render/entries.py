"""Notices as list entries and states, the same in every list, on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from xuanlan import addresses
from xuanlan.library.entry import Entry, Text
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.notice import Notice
from xuanlan.runtime.cache import Key, digest
from xuanlan.views import EntryView, LinkView, StateView


def shown(entry: Entry) -> Entry:
    """`entry` as readers may see it: of a withdrawn notice only title, kind, units, dates, the reason and what follows.

    Built up from the allowed fields rather than cut down, so that a field that is added later does not show either.
    """
    if entry.state != "withdrawn":
        return entry
    old = entry.notice
    notice = Notice.model_construct(
        title=old.title, kind=old.kind, date=old.date, id=old.id, unit=old.unit, withdrawn=old.withdrawn
    )
    facts = schedule.Facts(entry.facts.publish, fixed=entry.facts.fixed)
    return replace(entry, notice=notice, facts=facts, text=Text(), files={}, attachments=[])


def state_view(library: Library, entry: Entry, page: str) -> StateView:
    """State of `entry`, worded for the page at `page`."""
    notice = entry.notice
    reason = notice.withdrawn or notice.repealed or ""
    link = None
    if entry.replaced_by is not None:
        link = LinkView(entry.replaced_by.notice.title, addresses.relative(page, entry.replaced_by.address))
    elif not entry.listed:
        column = library.column(entry)
        link = LinkView(f"查看{column.title}", addresses.relative(page, addresses.column(column.slug)))
    return StateView(
        code=entry.state,
        label=schedule.label(entry.state),
        sentence=schedule.sentence(entry.state, entry.facts, library.now, reason),
        link=link,
        listed=entry.listed,
    )


def entry_view(library: Library, entry: Entry, page: str) -> EntryView:
    """`entry` as a line of a list on the page at `page`."""
    return EntryView(
        id=entry.id,
        title=entry.notice.title,
        href=addresses.relative(page, entry.address),
        kind=entry.notice.kind,
        date=entry.facts.publish.strftime("%Y-%m-%d"),
        unit="、".join(library.units(entry)),
        state=state_view(library, entry, page),
        urgent=entry.notice.urgent,
        pinned=schedule.is_pinned(entry.facts, library.now),
        column=library.column(entry).slug,
        facts=schedule.to_json(entry.facts),
    )


def head_offices(library: Library, entry: Entry) -> list[str]:
    """The offices of the red head (发文机关标志) of `entry`, the site's own first; [] for a notice without one."""
    head = library.settings.red_head or ""
    if not head or not entry.notice.doc_no or not library.kinds[entry.notice.kind].official:
        return []
    return list(dict.fromkeys([head.removesuffix("文件"), *entry.notice.joint]))


def signatories(library: Library, entry: Entry) -> list[str]:
    """Who signs `entry` where its text does not say: the offices of its red head, or else its units, and those with
    which they issue it. Each signs once, though a clerk may name the units again among those."""
    return head_offices(library, entry) or list(dict.fromkeys([*library.units(entry), *entry.notice.joint]))


def list_gone(library: Library, entry: Entry, now: datetime | None = None) -> bool:
    """Whether body and files are withheld: the period is over and the list goes with it, or the notice is withdrawn.
    By the clock of the library, or by `now` where what is made tells of an earlier day."""
    return entry.state == "withdrawn" or schedule.list_removed(entry.facts, now or library.now)


def visible_text(library: Library, entry: Entry) -> str:
    """The text that readers can see: what feeds, summaries and search may use."""
    return "" if list_gone(library, entry) else entry.rendered.text


def summary(library: Library, entry: Entry) -> str:
    """One or two sentences about `entry`; only its title once its list is gone: sentences may repeat what was in it."""
    if list_gone(library, entry):
        return entry.notice.title
    return entry.notice.summary or entry.text.excerpt


def fingerprint(library: Library, entry: Entry) -> Key:
    """Digest of everything that any page says about `entry`, except the site's settings and what other notices say."""
    notice, other = entry.notice, entry.replaced_by
    facts, now = entry.facts, library.now
    days = schedule.days_left(facts, now) if entry.state == "open" else None
    times = (days, schedule.is_pinned(facts, now), schedule.list_removed(facts, now))
    return digest(
        repr((entry.id, entry.path, entry.state, times)),
        library.phrasing.token(notice.title),
        entry.content,
        entry.text.html,
        repr(notice.withdrawn) if entry.kept else "",  # the one thing that is not of the copy
        f"{other.id} {other.notice.title}" if other else "",
        *(repr((one.name, one.campaign.title)) for one in library.campaigns if one.campaign.plan == entry.id),
        *(part for path, one in entry.files.items() for part in (path, one.name, one.sha256, one.plain)),
        *(
            repr((old.id, old.notice.title))
            for ident in notice.replaces
            if (old := library.by_id.get(ident)) and old.public
        ),
    )
