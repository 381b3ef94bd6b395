"""An order of sheets (which notices or register, which kind of sheet, which paper), and the PDF made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from xuanlan.diagnostics.report import CallError, ContentError, Position, Report
from xuanlan.library.as_published import complete
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.sheets import KINDS, usual
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.plan import SETTINGS, blame, tell_tight, typesetter
from xuanlan.sheets.setting import setter_of
from xuanlan.sheets.typeset import CannotPrintError, Sheet, Typesetter, tight

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed."""

    entries: Sequence[Entry]
    kind: str | None
    paper: str
    hidden: frozenset[str] = frozenset()
    """paths of entries that are not public yet: their sheets are marked as proofs"""
    typed: Mapping[str, str] = field(default_factory=dict)
    """texts of files, by path, that are not as they lie on disk"""
    look: Look = AS_USUAL


def require_paper(library: Library, order: Order) -> None:
    """Raise CallError when a kind of sheet in the order cannot be made on the order's paper."""
    kinds = [order.kind] if order.kind else [usual(library, entry) for entry in order.entries]
    for name in kinds:
        if order.paper not in KINDS[name].papers:
            raise CallError(f"{KINDS[name].label}只有 A4，不能用 --size {order.paper}。")


def make_public(library: Library, entry: Entry, report: Report) -> None:
    """Change `entry` in `library`, a draft or a scheduled notice, to what it will be once it is public."""
    draft = entry.state == "draft"
    entry.facts = replace(entry.facts, fixed=schedule.without_draft(entry.notice) if draft else entry.facts.fixed)
    entry.state = schedule.state(entry.facts, max(library.now, entry.facts.publish))
    if draft:  # no text of a draft is rendered
        complete(library, entry, report)


def order_of(
    library: Library, entries: Sequence[Entry], kind: str | None, paper: str = "a4", look: Look = AS_USUAL
) -> Order:
    """An order of sheets of `entries`. Those that are not public yet are changed to what they will be, and
    marked; those for staff are what they are.

    Raises ContentError.
    """
    report, hidden = Report(), [entry for entry in entries if not entry.public and entry.state != schedule.INTERNAL]
    for entry in hidden:
        make_public(library, entry, report)
    if report.errors:
        raise ContentError(report)
    return Order(entries, kind, paper, frozenset(entry.path for entry in hidden), look=look)


def make(library: Library, order: Order, report: Report) -> bytes:
    """The PDF of `order`; warnings go to `report`. Raises MachineError, or ContentError, whose report says why which
    notices cannot be printed."""
    title = order.entries[0].notice.title if order.entries else library.site.name
    moment = max((entry.facts.publish for entry in order.entries), default=library.now)
    return _made(library, order, report, lambda setter, sheets: setter.pdf(sheets, title, moment))


def pictures(library: Library, order: Order, report: Report, dots_per_inch: float) -> list[bytes]:
    """A PNG of each page of the PDF of `order`; otherwise as `make`."""
    return _made(library, order, report, lambda setter, sheets: setter.pictures(sheets, dots_per_inch))


def _made(
    library: Library, order: Order, report: Report, setting: Callable[[Typesetter, Sequence[Sheet]], Made]
) -> Made:
    setter = setter_of(library)
    try:
        sheets = [_marked(sheet, order) for sheet in _sheets(library, order, setter.faces)]
        made = setting(setter, sheets)
    except CannotPrintError as error:
        _blame(library, order, setter.faces, error, report)
        raise ContentError(report.stricter()) from error
    starts = {entry.path: entry.places.start for entry in order.entries}
    for sheet in sheets:
        start = starts.get(sheet.source, Position(sheet.source))
        tell_tight(library, sheet.source, start, list(tight(sheet.data)), report, order.typed)
    return made


def _sheets(library: Library, order: Order, faces: Typefaces) -> list[Sheet]:
    if order.kind:
        return KINDS[order.kind].make(library, order.entries, faces, order.paper, order.look)
    parts = (
        KINDS[usual(library, entry)].make(library, [entry], faces, order.paper, order.look) for entry in order.entries
    )
    return [sheet for part in parts for sheet in part]


def _blame(library: Library, order: Order, faces: Typefaces, error: CannotPrintError, report: Report) -> None:
    """Report every notice of the order that cannot be printed; `error` came from the order as a whole."""
    for entry in order.entries:
        if len(order.entries) == 1:  # `error` is about it
            blame(library, entry.path, entry.places.start, error.code, error.facts, report, order.typed)
            break
        try:
            setter = typesetter(library, faces)
            setter.pdf(_sheets(library, replace(order, entries=[entry]), faces), "", library.now)
        except CannotPrintError as found:
            blame(library, entry.path, entry.places.start, found.code, found.facts, report)
    if not report.warnings:  # it is about a register, about words of the order, or about all sheets together
        place = KINDS[order.kind].label if order.kind and order.look.words else SETTINGS
        blame(library, place, Position(place), error.code, error.facts, report)


def _marked(sheet: Sheet, order: Order) -> Sheet:
    """`sheet`, marked as a proof when it is of a notice that is not public yet. A sheet of labels has many notices."""
    hidden = order.hidden if sheet.template == "labels" else order.hidden & {sheet.source}
    return replace(sheet, data={**sheet.data, "proof": True}) if hidden else sheet
