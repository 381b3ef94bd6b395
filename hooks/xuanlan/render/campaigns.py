"""Campaigns as their pages show them; the public page and the one for staff differ in which columns they have"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.campaign import COLUMNS, Planned, Task, is_everybody
from xuanlan.render.timeline import Span, bars, years
from xuanlan.text.dates import chinese_date
from xuanlan.views import CampaignEntry, CampaignView, LinkView, PhaseView, TaskView


def public(library: Library) -> list[Planned]:
    """The campaigns that have a public page."""
    return [planned for planned in library.campaigns if planned.campaign.public]


def issued_by(library: Library, ident: str) -> list[Planned]:
    """The public campaigns whose plan the notice `ident` has issued."""
    return [planned for planned in public(library) if planned.campaign.plan == ident]


def units_of(planned: Planned, *, staff: bool = False) -> list[str]:
    """The units that lead or join in, in the order of the plan; not words for many of them. `staff` see all."""
    tasks = planned.campaign.tasks
    named = (unit for task in tasks for unit in (task.units if staff else planned.units_of(task)))
    return [unit for unit in dict.fromkeys(named) if not is_everybody(unit)]


def entry(planned: Planned, page: str) -> CampaignEntry:
    """A campaign in a list on the page at `page`."""
    tasks = planned.campaign.tasks
    href = addresses.relative(page, addresses.campaign(planned.name))
    done = sum(is_done(planned, task) for task in tasks)
    return CampaignEntry(planned.campaign.title, href, span_words(planned), len(tasks), done)


def is_done(planned: Planned, task: Task) -> bool:
    """Whether nothing of a task is left; what comes again is done when the plan is over."""
    term = planned.terms.get(task.id)
    return bool(task.done) and not (term and term.monthly and max(task.done) < planned.until)


def span_words(planned: Planned) -> str:
    return f"{chinese_date(planned.campaign.since)}—{chinese_date(planned.until)}"


def view(library: Library, planned: Planned, page: str, unit: str = "", *, staff: bool = False) -> CampaignView:
    """The page at `page` of a campaign, or of one `unit` in it; `staff` see all columns."""
    campaign = planned.campaign
    tasks = [task for task in campaign.tasks if not unit or unit in planned.units_of(task)]
    hidden = set() if staff else {COLUMNS[name] for name in campaign.hidden if name in COLUMNS}
    columns = [name for name in ("joint", "indicator", "person", "clause") if name not in hidden]
    columns = [name for name in columns if any(getattr(task, name) for task in tasks)]
    issued = library.by_id.get(campaign.plan or "")
    known = {} if staff else {name: addresses.campaign_unit(planned.name, name) for name in units_of(planned)}

    def link(name: str) -> LinkView:
        target = known.get(name, "")
        return LinkView(name, addresses.relative(page, target) if target and target != page else "")

    anchors = {task.id: f"t{number}" for number, task in enumerate(campaign.tasks, 1)}

    def way(proof: Entry) -> str:
        """Where a text is: a page that staff open from their own folder needs the whole address."""
        if staff:
            return addresses.public(library.site.url, proof.address)
        return addresses.relative(page, proof.address)

    rows = [_task(library, planned, task, anchors[task.id], link, way) for task in tasks]
    _span_groups(tasks, rows)
    counts = {name: sum(name in planned.units_of(task) for task in campaign.tasks) for name in units_of(planned)}
    spans = [Span(*days) if days else None for days in planned.phase_days]
    return CampaignView(
        title=campaign.title,
        unit=unit,
        plan=LinkView(issued.notice.title, addresses.relative(page, issued.address))
        if issued and issued.public and not staff
        else None,
        basis=campaign.basis or "",
        span=span_words(planned),
        columns=columns,
        has_groups=any(task.group for task in tasks),
        phases=[
            PhaseView(phase.name, phase.term, bar) for phase, bar in zip(campaign.phases, bars(spans), strict=True)
        ],
        years=years(spans),
        tasks=rows,
        done=sum(row.is_done for row in rows),
        by_phase=_by_phase(planned, tasks, anchors),
        months=_months(planned, tasks, anchors),
        units=[]
        if unit or staff
        else [LinkView(f"{name}（{count} 项）", link(name).href) for name, count in counts.items()],
        calendar=""
        if staff or not tasks
        else addresses.relative(page, addresses.campaign_calendar(planned.name, unit)),
        feed="" if staff else addresses.relative(page, addresses.campaign_feed(planned.name)),
    )


def _task(
    library: Library, planned: Planned, task: Task, anchor: str, link: Callable[[str], LinkView],
    way: Callable[[Entry], str],
) -> TaskView:  # fmt: skip
    proofs = [found for ident in task.notices if (found := library.by_id.get(ident)) and found.public]
    return TaskView(
        id=task.id,
        anchor=anchor,
        text=task.text,
        group=task.group or "",
        span=1,
        lead=[link(name) for name in task.lead],
        joint=[link(name) for name in task.joint],
        term=task.term or "",
        indicator=task.indicator or "",
        person=task.person or "",
        clause=task.clause or "",
        progress=_progress(planned, task),
        is_done=is_done(planned, task),
        notices=[LinkView(one.notice.title, way(one)) for one in proofs],
    )


def _progress(planned: Planned, task: Task) -> str:
    if not task.done:
        return ""
    last = chinese_date(max(task.done))
    if is_done(planned, task):
        return f"{last}完成"
    return f"{last}完成最近一次，共 {len(task.done)} 次" if len(task.done) > 1 else f"{last}完成一次"


def _span_groups(tasks: Sequence[Task], rows: Sequence[TaskView]) -> None:
    """Let a group that several rows in a row share go over all of them."""
    head: TaskView | None = None
    for task, row in zip(tasks, rows, strict=True):
        if head and task.group and task.group == head.group:
            head.span += 1
            row.group, row.span = "", 0
        else:
            head = row


_ALWAYS, _OTHER, _UNKNOWN = "各阶段都要做", "不在各阶段里", "没有写明时间"


def _by_phase(planned: Planned, tasks: Sequence[Task], anchors: dict[str, str]) -> list[tuple[str, list[LinkView]]]:
    """Tasks below the phase in which each falls due; what comes again or goes on has a group of its own."""
    if not any(planned.phase_days):
        return []
    phases = list(zip(planned.campaign.phases, planned.phase_days, strict=True))
    found: dict[str, list[LinkView]] = {
        name: [] for name in (*(phase.name for phase, _ in phases), _ALWAYS, _OTHER, _UNKNOWN)
    }
    for task in tasks:
        term = planned.terms.get(task.id)
        day = term.last if term else None
        name = _OTHER if day else _ALWAYS if term else _UNKNOWN
        if day:
            name = next((phase.name for phase, days in phases if days and days[0] <= day <= days[1]), name)
        found[name].append(LinkView(f"{task.id}. {task.text}", f"#{anchors[task.id]}"))
    return [(name, links) for name, links in found.items() if links]


def _months(planned: Planned, tasks: Sequence[Task], anchors: dict[str, str]) -> list[tuple[str, list[LinkView]]]:
    """Months in which something that has one day is due; what comes every month would be in each."""
    found: dict[date, list[LinkView]] = defaultdict(list)
    for task in tasks:
        term = planned.terms.get(task.id)
        if term and term.last:
            found[term.last.replace(day=1)].append(LinkView(f"{task.id}. {task.text}", f"#{anchors[task.id]}"))
    return [(f"{month.year}年{month.month}月", links) for month, links in sorted(found.items())]
