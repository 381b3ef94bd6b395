"""Campaigns (创建、整治、主题活动): the plan of each as data, `notices/campaigns/`: phases, tasks, who, when"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from xuanlan.diagnostics.report import Position, Report
from xuanlan.models import indicators
from xuanlan.models.indicators import Indicator
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import Day, Flag, Ident, Model, Text, TextList, declare, is_ident
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate, written_at
from xuanlan.reading.yaml_marks import Marked
from xuanlan.text.terms import Term, read_term

FOLDER = "notices/campaigns"
COLUMNS = {"责任人": "person", "配合单位": "joint", "指标": "indicator", "出处": "clause"}
"""The columns of the table of tasks that may be kept from the public pages, by their names."""


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def is_everybody(unit: str) -> bool:
    """Whether words stand for many units, which no register lists: 各系部, 有关部门."""
    return unit.startswith(("各", "全", "有关", "相关", "其他"))


class Phase(Model):
    """A part of a campaign's time."""

    name: Text = declare("名称", "阶段的名称。", "动员部署阶段", ...)
    term: Text = declare("时间", "从什么时候到什么时候，照方案写。", "2026年3月—4月", ...)


class Task(Model):
    """One row of the table of tasks (任务分解表)."""

    id: Text = declare("编号", "任务在这个方案里的编号，同一个方案里不重复。", "3", ..., also="序号")
    text: Text = declare("任务", "要做什么。", "落实“门前三包”，推进垃圾分类", ..., also="内容")
    group: Text | None = declare("方面", "属于哪个方面。", "优美环境", also="类别")
    lead: TextList = declare(
        "牵头单位", "由谁牵头，一个或几个单位。", "后勤保障处", (), also="责任单位", near="牵头部门"
    )
    joint: TextList = declare("配合单位", "由谁配合。", "团委、保卫处", (), near="协办单位")
    term: Text | None = declare("时限", "什么时候完成，照方案写。", "2026年12月底前", also="完成时限")
    indicator: Text | None = declare("指标", "对应的测评指标。", "II-3 垃圾分类覆盖率", near="测评指标")
    clause: Text | None = declare("出处", "方案里的哪一条；`#` 开头的是段落的名称。", "四、重点任务")
    person: Text | None = declare("责任人", "具体负责的人或岗位；默认不上公开的网页。", "后勤保障处处长")
    notices: TextList = declare("文稿", "落实这项任务的文稿的编号。", "[2026-011, 2026-019]", (), also="佐证")
    done: Annotated[tuple[Day, ...], BeforeValidator(_one_or_many)] = declare(
        "完成", "哪一天完成的；每年、每月都要做的，写每一次的日期。", "2026-11-20", ()
    )

    @property
    def units(self) -> tuple[str, ...]:
        """Who does it, those who lead first."""
        return (*self.lead, *self.joint)


class Campaign(Model):
    """The plan of one campaign."""

    title: Text = declare("标题", "这项工作的名称。", "创建文明校园（2026—2028年）", ...)
    plan: Ident | None = declare("方案", "印发方案的文稿的编号。", "2026-002")
    since: Day = declare("起", "从哪一天开始。", "2026-03-09", ..., near="开始日期")
    until: Day | None = declare("止", "到哪一天结束；不写就看各阶段和任务。", "2028-06-30", near="结束日期")
    basis: Text | None = declare("依据", "根据什么开展：上级文件、列入的创建示范项目。", "云教〔2026〕8号")
    public: Flag = declare("公开", "写“否”，网站上就没有它的网页，只有工作人员用命令做出来看。", "否", True)
    hidden: TextList = declare(
        "不公开", f"公开的网页上不列的栏：{'、'.join(COLUMNS)}。", "[责任人]", ("责任人",), near="不公开的栏"
    )
    phases: tuple[Phase, ...] = declare("阶段", "各个阶段。", "[{名称: 动员部署阶段, 时间: 2026年3月—4月}]", ())
    indicators: tuple[Indicator, ...] = declare(
        "指标体系", "测评指标，一项一条；用来做档案、找缺口。", "[{编号: II-3, 指标: 生活垃圾分类, 上级: II}]", ()
    )
    tasks: tuple[Task, ...] = declare(
        "任务", "任务分解表，一项一条。", "[{编号: 1, 任务: 开展垃圾分类, 牵头单位: 后勤保障处, 时限: 2026年12月}]", ()
    )


@dataclass(frozen=True)
class Planned:
    """A campaign as a site has it."""

    name: str
    """its file's name without the suffix, part of its address"""
    campaign: Campaign
    written: Marked

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.name}.yml"

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The terms of the tasks by their ids, where they are understood."""
        read = ((task.id, self.read(task.term)) for task in self.campaign.tasks if task.term)
        return {ident: term for ident, term in read if term}

    @cached_property
    def spans(self) -> tuple[tuple[Phase, Term | None], ...]:
        """The phases, each with when it is, where that is understood."""
        return tuple((phase, self.read(phase.term)) for phase in self.campaign.phases)

    @cached_property
    def phase_days(self) -> tuple[tuple[date, date] | None, ...]:
        """The first and the last day of each phase; one without a first day begins where the one before it ends."""
        found: list[tuple[date, date] | None] = []
        before = self.campaign.since
        for _, term in self.spans:
            if term and term.last:
                found.append((min(term.first or before, term.last), term.last))
                before = term.last
            else:
                found.append(None)
        return tuple(found)

    @cached_property
    def until(self) -> date:
        """The last day: as written, or the last one of phases and tasks; otherwise a year after it began."""
        if self.campaign.until:
            return self.campaign.until
        terms = (*self.terms.values(), *(term for _, term in self.spans if term))
        return max((term.last for term in terms if term.last), default=self.campaign.since + timedelta(days=365))

    def units_of(self, task: Task) -> tuple[str, ...]:
        """Who does `task`, as far as the plan's public pages tell."""
        return task.lead if "配合单位" in self.campaign.hidden else task.units

    def last_days(self, task: Task) -> list[date]:
        """Every day on which `task` falls due in the time of the plan, in order."""
        term = self.terms.get(task.id)
        return list(term.days(self.campaign.since, max(self.until, term.last or self.until))) if term else []

    def read(self, words: str) -> Term | None:
        return read_term(words, self.campaign.since)

    def place(self, *loc: str | int) -> Position:
        """Where a value is written, by its field names: ("tasks", 2, "lead")."""
        return written_at(self.written, Campaign, loc)


def load(root: Path, report: Report) -> list[Planned]:
    """The campaigns of the site at `root`, by name. Mistakes are reported."""
    found = []
    folder = root / FOLDER
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        path = f"{FOLDER}/{file.name}"
        if not is_ident(file.stem):
            report.add("campaign-name", Position(path), found=file.stem)
            continue
        text = read_text(file, path, report)
        marked = yaml_marks.parse(text, path, report) if text else None
        campaign = validate(Campaign, marked, report) if marked and marked.value is not None else None
        if marked and campaign:
            found.append(Planned(file.stem, campaign, marked))
            _check(found[-1], report)
    return found


def _check(planned: Planned, report: Report) -> None:
    """Report what one file alone shows to be wrong."""
    campaign, seen = planned.campaign, set[str]()
    indicators.check(campaign.indicators, lambda *where: planned.place("indicators", *where), report)
    if campaign.until and campaign.until < campaign.since:
        report.add("date-order", planned.place("until"), earlier="起", later="止")
    for name in campaign.hidden:
        if name not in COLUMNS:
            report.add("campaign-column", planned.place("hidden"), found=name, choices="、".join(COLUMNS))
    for number, task in enumerate(campaign.tasks):
        if task.id in seen:
            report.add("campaign-task-twice", planned.place("tasks", number, "id"), found=task.id)
        seen.add(task.id)
        if task.term and planned.read(task.term) is None:
            report.add("campaign-term", planned.place("tasks", number, "term"), found=task.term)
        for day in task.done:
            if day < campaign.since:
                report.add(
                    "campaign-done-before",
                    planned.place("tasks", number, "done"),
                    found=f"{day}",
                    since=f"{campaign.since}",
                )
    for number, (phase, term) in enumerate(planned.spans):
        if term is None or term.last is None:
            report.add("campaign-term", planned.place("phases", number, "term"), found=phase.term)
