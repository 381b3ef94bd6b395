"""The registers of the year: materials of kinds that exist, and how much comes into a school in one semester"""

from __future__ import annotations

from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.models import visits
from xuanlan.reading.keys import nearest
from xuanlan.text.dates import SHANGHAI


def check(library: Library, report: Report) -> None:
    for day, place in library.days.places:
        for kind, _ in day.texts:
            if kind not in library.kinds:
                report.add("day-kind", place, found=kind, name=day.name, suggestion=nearest(kind, library.kinds))
    _visits(library, report)


def _visits(library: Library, report: Report) -> None:
    """What has been cannot be changed, so only this semester and those to come count."""
    today = library.now.astimezone(SHANGHAI).date()
    most = library.settings.visits
    for semester, rows in library.visits.by_semester().items():
        if rows[-1][0].day < today and semester != visits.semester(today):
            continue
        if len(rows) > most:
            report.add("visits-many", rows[most][1], semester=semester, count=len(rows), most=most)
        for visit, place in rows:
            if not visit.basis and visit.day >= today:
                report.add("visit-basis", place, found=visit.title)
