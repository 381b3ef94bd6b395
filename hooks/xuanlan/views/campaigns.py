"""Campaigns: their list, the page of each, and a unit's tasks"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from xuanlan.views.parts import LinkView


@dataclass(slots=True)
class PhaseView:
    name: str
    term: str
    """as the plan writes it"""
    bar: Markup
    """when it is within the time of all phases, as SVG; empty where its time is not understood"""


@dataclass(slots=True)
class TaskView:
    id: str
    anchor: str
    text: str
    group: str
    """empty where the row above has the same one"""
    span: int
    """over how many rows the group goes; 0 where `group` is empty because a row above goes over this one"""
    lead: list[LinkView]
    joint: list[LinkView]
    term: str
    indicator: str
    person: str
    clause: str
    progress: str
    """what is known to be done, in words; empty where nothing is"""
    is_done: bool
    notices: list[LinkView]
    """texts that show it"""


@dataclass(slots=True)
class CampaignView:
    """The page of one campaign, or of one unit in it."""

    title: str
    unit: str
    """empty on the page of the whole campaign"""
    plan: LinkView | None
    """the notice that has issued it"""
    basis: str
    span: str
    """from when to when"""
    columns: list[str]
    """which of joint, indicator, person and clause the table has"""
    has_groups: bool
    phases: list[PhaseView]
    years: Markup
    """over the bars of the phases: where each year begins"""
    tasks: list[TaskView]
    done: int
    by_phase: list[tuple[str, list[LinkView]]]
    """phases with links to the tasks that fall due in each, then what belongs to all or none; none without phases"""
    months: list[tuple[str, list[LinkView]]]
    """months in which something is due, each with links to its tasks"""
    units: list[LinkView]
    """pages of the units, titles with the number of their tasks"""
    calendar: str
    """href of the days as iCalendar; empty for staff and where there are no tasks"""
    feed: str
    """href of the campaign's Atom feed; empty for staff"""


@dataclass(slots=True)
class CampaignEntry:
    """A campaign in the list of all."""

    title: str
    href: str
    span: str
    total: int
    done: int
