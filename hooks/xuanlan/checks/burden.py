"""What a text lays on the units that it is sent to, and how long it is, told before it is issued"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xuanlan.checks.examples import files, notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.render import Library
from xuanlan.models.settings import Settings
from xuanlan.proofreading import burden
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import nearest
from xuanlan.runtime.cache import Key, digest

_UNITS = re.compile(
    r"单位|部门|科室|处室|股室|系部|院系|学院|院校|学校|年级|分院|支部|机关|办公室|社区|街道|中心|班组|班级|班主任"
    r"|[局委办县区镇村](?=$|[、，,：:）])"
)
"""What an addressee is called that has to report, and is no reader who applies for something."""
_PLAN = re.compile(r"方案|计划|任务|整治|创建|检查|督查|部署|责任制|考核")
"""What the title says of a text that lays work on others, though it names no addressee."""
_SHOWN = 40
"""Characters of a sentence that are told."""
_ISSUED = ("scheduled", "current", "closed", "open")
"""States of a text that units have still to do something for."""


@dataclass(frozen=True)
class Burden:
    """Tells it of texts of the kinds of which the site has a limit of length."""

    most: int
    """things that a text may ask for"""
    lengths: Mapping[str, int]
    """most characters by kind"""

    @classmethod
    def of(cls, settings: Settings) -> Burden:
        return cls(settings.asked, {**burden.LENGTHS, **settings.lengths})

    @property
    def key(self) -> Key:
        return digest(repr((self.most, sorted(self.lengths.items()))))

    def check(self, manuscript: Manuscript, report: Report) -> None:
        entry, text = manuscript.entry, manuscript.rendered.text
        longest = self.lengths.get(entry.notice.kind)
        if longest is None or entry.notice.official or entry.state not in _ISSUED or not text:
            return
        above = manuscript.body[: len(manuscript.body) - len(manuscript.body.lstrip())]
        place = Position(entry.path, entry.body_line + above.count("\n"), 1)
        if longest and (size := burden.length(text)) > longest:
            report.add("burden-length", place, found=f"{size} 字", kind=entry.notice.kind, most=longest)
        if not _is_laid_on_units(manuscript):
            return
        total, counts = burden.counted(burden.asked(text))
        if total > self.most:
            report.add("burden-asked", place, found=counts, total=total, most=self.most)
        for sentence in burden.judged_by_traces(text):
            shown = manuscript.shown
            report.add("burden-traces", shown.place_of(sentence), found=sentence[:_SHOWN])
            break


def _is_laid_on_units(manuscript: Manuscript) -> bool:
    notice = manuscript.entry.notice
    to = notice.to or "，".join(manuscript.rendered.addressees)
    return bool(_UNITS.search(to) if to else notice.kind == "方案" or _PLAN.search(notice.title))


def kinds(library: Library, report: Report) -> None:
    """Tell of a limit of length for a kind that the site does not have."""
    keys = library.settings_written.keys
    for kind in library.settings.lengths.keys() - library.kinds.keys():
        place = keys.get(("篇幅上限", kind)) or keys.get(("lengths", kind)) or Position("notices/settings.yml")
        report.add("burden-kind", place, found=kind, suggestion=nearest(kind, library.kinds))


_ASKS = (
    "各部门：\n\n召开动员会。每月25日前报送进度表，每季度报送工作小结，活动结束后上报活动照片和书面材料。"
    "建立问题台账，每月检查一次。"
)
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "burden-asked",
        "一份通知、方案要求下面的单位开会、填表、报材料和照片、接受检查，合起来太多，发文以前先减一减。"
        "只看发给单位的通知、方案、意见、决定。",
        burden.SOURCE,
        (notice(_ASKS), notice(_ASKS.partition("\n\n")[2], kind="方案", title="环境整治工作方案")),
        (
            notice("各部门：\n\n请于3月20日前报送工作小结，并召开一次座谈会。"),
            notice(_ASKS.replace("各部门", "各位同学")),
            notice(_ASKS, kind="通报"),
            files(("settings.yml", "要求上限: 20\n"), ("例.md", notice(_ASKS))),
        ),
    ),
    SiteRule(
        "burden-traces",
        "不把拍照留痕、截图、学习笔记当作评判工作的标准，也不用来评比、打分。",
        burden.SOURCE,
        (notice("各部门：\n\n活动要拍照留痕，照片数量列入年度考核。"),),
        (
            notice("各部门：\n\n活动结束后报送照片2张。"),
            notice("各部门：\n\n不把照片、截图作为考核的依据。"),
            notice("各部门：\n\n考核采取查阅资料和个别访谈的方式。"),
        ),
    ),
    SiteRule(
        "burden-length",
        "部署专项工作、具体任务的文件一般不超过4000字，其他文件一般不超过5000字；附件里的不算。",
        burden.SOURCE,
        (files(("settings.yml", "篇幅上限: {通知: 10}\n"), ("例.md", notice("请各部门准时参加本次工作会议。"))),),
        (
            notice("请各部门准时参加。"),
            files(("settings.yml", "篇幅上限: {通报: 10}\n"), ("例.md", notice("请各部门准时参加本次工作会议。"))),
            files(("settings.yml", "篇幅上限: {通知: 0}\n"), ("例.md", notice("请各部门准时参加。"))),
        ),
    ),
)
