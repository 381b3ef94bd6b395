"""Plans of campaigns against the site: units that are registered, texts that are there, indicators that are listed."""

from __future__ import annotations

from collections.abc import Collection

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.render import Library
from xuanlan.library.sections import section
from xuanlan.models import schedule
from xuanlan.models.campaign import Planned, is_everybody
from xuanlan.models.indicators import groups, served
from xuanlan.reading.keys import nearest


def check(library: Library, report: Report) -> None:
    forms = frozenset(library.names.forms)
    for planned in library.campaigns:
        if planned.campaign.plan:
            _known("campaign-notice", planned.campaign.plan, library.by_id, planned.place("plan"), report)
        for number, task in enumerate(planned.campaign.tasks):
            for field in ("lead", "joint") if forms else ():  # a site may register no names
                for unit in getattr(task, field):
                    if not is_everybody(unit):
                        _known("campaign-unit", unit, forms, planned.place("tasks", number, field), report)
            for ident in task.notices:
                _proof(library, ident, planned.place("tasks", number, "notices"), report)
        _indicators(library, planned, report)


def _indicators(library: Library, planned: Planned, report: Report) -> None:
    """Report texts named as proofs that are none, and indicators of tasks that are not listed."""
    listed = planned.campaign.indicators
    heads = groups(listed)
    for number, one in enumerate(listed):
        if one.id in heads and one.proofs:
            report.add("campaign-indicator-group", planned.place("indicators", number, "proofs"), found=one.id)
        for at, words in enumerate(one.proofs):
            place = planned.place("indicators", number, "proofs", at)
            ident, _, named = words.partition("#")
            entry = _proof(library, ident.strip(), place, report)
            if entry and named and section(library.by_id[entry], named.strip()) is None:
                report.add("anchor-missing", place, anchor=named, where=library.by_id[entry].path)
    for number, task in enumerate(planned.campaign.tasks if listed else ()):
        if not task.indicator:
            continue
        place = planned.place("tasks", number, "indicator")
        found = served(task.indicator, listed)
        if not found:
            ids = [one.id for one in listed]
            suggestion = nearest(task.indicator.split()[0], ids)
            report.add("campaign-indicator-unknown", place, found=task.indicator, suggestion=suggestion)
        for group in (one for one in found if one.id in heads):
            report.add("campaign-indicator-group", place, found=group.id)


def _proof(library: Library, ident: str, place: Position, report: Report) -> str:
    """The id of a text that is named as a proof; "" where there is none, or where readers have never seen it."""
    _known("campaign-notice", ident, library.by_id, place, report)
    entry = library.by_id.get(ident)
    if entry and not entry.public:
        report.add("campaign-proof-hidden", place, found=ident, state=schedule.label(entry.state))
    return ident if entry and entry.public else ""


def _known(code: str, found: str, known: Collection[str], place: Position, report: Report) -> None:
    if found not in known:
        report.add(code, place, found=found, suggestion=nearest(found, known))
