"""Plans of campaigns against the site: units that are registered, texts that are there."""

from __future__ import annotations

from collections.abc import Collection

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.render import Library
from xuanlan.models.campaign import is_everybody
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
                _known("campaign-notice", ident, library.by_id, planned.place("tasks", number, "notices"), report)


def _known(code: str, found: str, known: Collection[str], place: Position, report: Report) -> None:
    if found not in known:
        report.add(code, place, found=found, suggestion=nearest(found, known))
