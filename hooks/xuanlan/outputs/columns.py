"""Columns: a front page with the newest in force, then complete archives by year and by unit, in pages of twenty.

The numbered pages count from the oldest notice, so a new one changes the front page and the last numbered page, never
the five hundred in between. An archive also has what expired, was replaced, repealed or withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.tally import Tally
from xuanlan.render.entries import entry_view, shown
from xuanlan.render.frame import column_tags
from xuanlan.render.pages import Pages, Unit, page_view
from xuanlan.runtime.cache import digest
from xuanlan.runtime.workers import in_chunks
from xuanlan.tree.out import Out
from xuanlan.views import ArchiveView, ColumnView, LinkView, PagerView, TallyView

PAGE = 20


@dataclass(frozen=True, slots=True)
class _List:
    """One list of a column: the whole column (`part` empty), a year or a unit; newest first."""

    slug: str
    part: str
    title: str
    entries: list[Entry]
    tally: Tally

    def address(self, page: int = 0) -> str:
        return addresses.column(self.slug, self.part, page)

    def chunks(self) -> list[list[Entry]]:
        """The entries of each page, newest first: the newest of all on page 0, the rest from the oldest on."""
        older = in_chunks(self.entries[PAGE:][::-1], PAGE)
        return [self.entries[:PAGE], *([*reversed(chunk)] for chunk in older)]


def units(pages: Pages) -> Iterator[Unit]:
    """A unit for each page of every column."""
    library = pages.library
    for slug, lists in pages.once(_all_lists).items():
        column = repr(library.columns[slug])
        for which, one in enumerate(lists):
            chunks = one.chunks()
            for number, entries in enumerate(chunks):
                # Only page 0 names the other lists and counts their entries.
                counts = () if number else [f"{other.title} {other.tally.to_json()}" for other in lists]
                key = digest(
                    pages.token("column.html", one.address(number), slug),
                    column,
                    one.title,
                    f"{number} of {len(chunks)}" if number + 1 >= len(chunks) or not number else f"{number}",
                    *counts,
                    *(pages.fingerprint(entry) for entry in entries),
                )
                yield Unit(one.address(number), partial(_make, slug, which, number), key)


def _make(slug: str, which: int, number: int, pages: Pages) -> Iterator[Out]:
    lists = pages.once(_all_lists)[slug]
    chunks = lists[which].chunks()
    yield _page(pages, lists[which], lists, number, chunks[number], len(chunks) - 1)


def _all_lists(pages: Pages) -> dict[str, list[_List]]:
    """The lists of every column, by its slug."""
    by_column: dict[str, list[Entry]] = defaultdict(list)
    for entry in map(shown, pages.library.public):
        by_column[pages.library.column(entry).slug].append(entry)
    return {slug: _lists(pages.library, slug, by_column[slug]) for slug in pages.library.columns}


def _lists(library: Library, slug: str, entries: list[Entry]) -> list[_List]:
    def made(part: str, title: str, members: list[Entry]) -> _List:
        return _List(slug, part, title, members, Tally.of((entry.facts for entry in members), library.now))

    years: dict[int, list[Entry]] = defaultdict(list)
    units: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.facts.publish.year].append(entry)
        for unit in library.units(entry):
            units[unit].append(entry)
    lists = [made("", library.columns[slug].title, [entry for entry in entries if entry.listed])]
    lists += [made(str(year), f"{year}年", years[year]) for year in sorted(years, reverse=True)]
    return lists + [made(addresses.unit_slug(unit), unit, units[unit]) for unit in sorted(units)]


def _page(pages: Pages, one: _List, lists: list[_List], number: int, entries: list[Entry], last: int) -> Out:
    library = pages.library
    column = library.columns[one.slug]
    address = one.address(number)
    heading = column.title if not one.part else f"{column.title} · {one.title}"
    if number:
        heading += f"（{_span(entries)}）"
    crumbs = [(column.title, addresses.column(one.slug) if one.part or number else "")]
    if one.part:
        crumbs.append((one.title, one.address() if number else ""))
    if number:
        crumbs.append((_span(entries), ""))
    front = not one.part and not number
    pinned = [e for e in entries if front and schedule.is_pinned(e.facts, library.now)]
    view = ColumnView(
        slug=one.slug,
        title=column.title,
        description=column.description,
        heading=heading,
        # A numbered page gives only its own count, so that a new notice does not change it.
        tally=_tally_view(Tally.of((entry.facts for entry in entries), library.now) if number else one.tally),
        complete=bool(one.part),
        entries=[entry_view(library, entry, address) for entry in entries if entry not in pinned],
        pinned=[entry_view(library, entry, address) for entry in pinned],
        pager=_pager(one, address, number, last),
        years=_links(lists, address, one, years=True) if not number else [],
        units=_links(lists, address, one, years=False) if not number else [],
    )
    page = page_view(library, address, "column", heading, crumbs, **column_tags(library, one.slug))
    return pages.page(address, one.slug, page, "column.html", column=view)


def _span(entries: list[Entry]) -> str:
    days = [entry.facts.publish.strftime("%Y-%m-%d") for entry in (entries[-1], entries[0])]
    return days[0] if days[0] == days[1] else f"{days[0]}至{days[1]}"


def _pager(one: _List, address: str, number: int, last: int) -> PagerView | None:
    if not last:
        return None
    before = number - 1 if number else last
    after = (number + 1 if number < last else 0) if number else None
    return PagerView(
        label="最新" if not number else f"第 {number} 册",
        newer=None if after is None else LinkView("较新的文稿", addresses.relative(address, one.address(after))),
        older=LinkView("较早的文稿", addresses.relative(address, one.address(before))) if before else None,
    )


def _tally_view(tally: Tally) -> TallyView:
    return TallyView(tally.words(), tally.short(), tally.to_json())


def _links(lists: list[_List], address: str, current: _List, *, years: bool) -> list[ArchiveView]:
    found = []
    for one in (one for one in lists if one.part and one.part.isdigit() == years):
        title = one.title if years else f"{one.title}（{one.tally.total}）"  # units are many, and their names long
        href = addresses.relative(address, one.address())
        found.append(ArchiveView(title, href, one is current, _tally_view(one.tally) if years else None))
    everything = ArchiveView("全部", addresses.relative(address, lists[0].address()), current is lists[0])
    return [everything, *found] if found else []
