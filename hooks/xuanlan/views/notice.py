"""The notice page."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from xuanlan.views.parts import CodeView, ContactView, EntryView, FactView, FileView, LinkView, OutlineView, StateView
from xuanlan.views.problems import ProblemsView
from xuanlan.views.quiz import QuizGroupView


@dataclass(slots=True)
class PeriodView:
    """公示期: first and last day, days left by the build's clock, who receives objections."""

    label: str
    first: str
    last: str
    days_left: int | None
    objections: ContactView | None
    result: str
    result_label: str


@dataclass(slots=True)
class RuleView:
    """One item of a rule set."""

    number: int
    anchor: str
    html: Markup


@dataclass(slots=True)
class NoticeView:
    """A notice page."""

    id: str
    title: str
    kind: str
    layout: str
    """notice, letter, rules, quiz, inspection or reply"""
    address: str
    """absolute canonical address, empty when the site has none"""
    doc_no: str
    state: StateView
    facts_json: str
    facts: list[FactView]
    to: str
    outline: list[OutlineView]
    body: Markup
    intro: Markup
    """layouts rules and quiz: the text before the items, or before the questions"""
    rules: list[RuleView]
    """layout rules: the items; empty otherwise, and then everything is in `body`"""
    attachments: list[FileView]
    signature: list[str]
    """署名, one unit a line"""
    signed_on: str
    """成文日期 in words, such as 2026年3月8日"""
    period: PeriodView | None
    contact: ContactView | None
    related: list[EntryView]
    replaces: list[LinkView]
    basis: list[str]
    source: LinkView | None
    tags: list[str]
    values: list[LinkView]
    list_removed: bool
    """the period is over and the list has been taken down"""
    unit: str
    published_on: str
    """the day of publication in words, such as 2026年3月8日"""
    urgent: bool
    gist: str
    """摘要 of an urgent notice; empty for others, and when its list is gone"""
    author: str
    code: CodeView | None
    """None where the site has no address"""
    share: str
    """the code of the page for the picture to share (`outputs.qr_codes.modules_of`); empty where there is none"""
    sheet: str
    """href of the PDF to print; empty when there is none"""
    campaigns: list[LinkView]
    """pages with the phases and tasks of the plan that this notice has issued"""
    quiz: list[QuizGroupView] = field(default_factory=list)
    """layout quiz: the questions"""
    problems: ProblemsView | None = None
    """layouts inspection and reply: whom problems concern, what answers them"""
