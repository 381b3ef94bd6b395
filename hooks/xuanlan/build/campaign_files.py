"""A campaign for staff, as files of their own: a page with every column and what is due, the table on A3, calendars"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from xuanlan import addresses
from xuanlan.campaigns.calendar import as_calendar
from xuanlan.campaigns.due import DueTask, by_time, due_tasks
from xuanlan.diagnostics.report import Position
from xuanlan.library.file_names import storable
from xuanlan.library.render import Library
from xuanlan.models.campaign import Planned
from xuanlan.render import campaigns
from xuanlan.render.bundles import ASSETS
from xuanlan.render.pages import environment_of
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.sheets.typeset import Sheet
from xuanlan.text.dates import chinese_date
from xuanlan.views import LinkView

_LONGEST = 40
"""Characters of a unit's name in the name of a file."""
_STYLES = ("tokens.css", "campaigns.css")
_HEAD = {"joint": "配合单位", "indicator": "指标", "person": "责任人", "clause": "出处"}
_WIDTHS = {"joint": 42, "indicator": 46, "person": 26, "clause": 36}
"""Columns of the table on paper, in millimetres."""


def files(library: Library, planned: Planned, today: date) -> Iterator[tuple[str, bytes]]:
    """The files of one campaign by their names. Raises MachineError or ContentError as `setter_of` does."""
    rows = due_tasks([planned], today)
    yield f"{planned.name}.html", _page(library, planned, rows, today).encode()
    yield f"{planned.name}.pdf", _paper(library, planned)
    names: set[str] = set()
    for unit in campaigns.units_of(planned, staff=True):
        own = [row for row in due_tasks([planned], today, 366) if unit in row.task.units]
        if own:
            name = storable(unit)[:_LONGEST] or "unit"
            while name in names:
                name += "_"
            names.add(name)
            yield f"{planned.name}-{name}.ics", as_calendar(own, library.site)


def _page(library: Library, planned: Planned, rows: Sequence[DueTask], today: date) -> str:
    """One HTML file that needs no other. Its table has every column, so it is for staff."""
    template = environment_of(library.site.templates, library.phrasing.of).get_template("campaign_staff.html")
    styles = "".join((ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    return template.render(
        campaign=campaigns.view(library, planned, addresses.campaign(planned.name), staff=True),
        due=by_time(rows),
        units=_by_unit(planned, rows),
        made_on=chinese_date(today),
        public=planned.campaign.public,
        site=library.settings.unit or library.site.name,
        styles=Markup(styles),
    )


def _by_unit(planned: Planned, rows: Sequence[DueTask]) -> list[tuple[str, list[list[str]]]]:
    """The units that have something to do, in the order of the plan, with the numbers of their tasks in each group."""
    found = []
    for unit in campaigns.units_of(planned, staff=True):
        own = [row for row in rows if unit in row.task.units]
        if own:
            found.append((unit, [list(dict.fromkeys(row.task.id for row in inside)) for _, inside in by_time(own)]))
    return found


def _paper(library: Library, planned: Planned) -> bytes:
    """The table of tasks across A3, its head on every page."""
    view = campaigns.view(library, planned, addresses.campaign(planned.name), staff=True)
    groups = ["方面"] if view.has_groups else []
    head = [*groups, "编号", "任务", "牵头单位", *(_HEAD[name] for name in view.columns), "时限", "进展"]
    rows, group = [], ""
    for task in view.tasks:
        group = task.group or group if view.has_groups else ""
        more = {"joint": _names(task.joint), "indicator": task.indicator, "person": task.person, "clause": task.clause}
        progress = "；".join(filter(None, (task.progress, *(link.title for link in task.notices))))
        cells = [task.id, task.text, _names(task.lead), *(more[name] for name in view.columns), task.term, progress]
        rows.append([group, *cells] if groups else cells)
    data = {
        "title": "任务分解表",
        "site": library.settings.unit or library.site.name,
        "period": view.title,
        "made_on": chinese_date(library.now.date()),
        "paper": "a3",
        "size": 13,
        "head": head,
        "widths": [*([28] * len(groups)), 16, 0, 44, *(_WIDTHS[name] for name in view.columns), 34, 70],
        "rows": rows,
        "remark": "",
    }
    with blaming(library, planned.path, Position(planned.path)):
        return setter_of(library).pdf([Sheet("ledger", data, planned.path)], view.title, library.now)


def _names(links: Sequence[LinkView]) -> str:
    return "、".join(link.title for link in links)
