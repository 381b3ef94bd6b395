"""Registered names: near misses of them, and leaders with their posts and in their order"""

from __future__ import annotations

from functools import partial

from xuanlan.checks.proofread import Applied
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.bodies import Rule as TextRule
from xuanlan.models.names import Names
from xuanlan.proofreading import name_endings
from xuanlan.proofreading.leaders import Leaders
from xuanlan.proofreading.names import ABOUT, SOURCE
from xuanlan.proofreading.rule import Rule, SiteRule

_REGISTER = "# notices/names.yml\n"
_OFFICES = f"{_REGISTER}- {{类别: 部门, 名称: 学生工作处}}\n- {{类别: 部门, 名称: 网络安全领导小组}}\n"
_LEADERS = (
    f"{_REGISTER}- {{类别: 领导, 姓名: 王甲, 任职: [{{职务: 院长, 排序: 1, 起: 2024-03-01}}]}}\n"
    "- {类别: 领导, 姓名: 李乙, 任职: [{职务: 副院长, 排序: 2}, {职务: 院长, 止: 2024-02-29}]}\n"
)
_NOTICE = "# notices/a.md\n---\ntitle: 关于开放日的通知\nkind: 通知\ndate: 2026-01-06\nid: case\n---\n"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "name-near",
        ABOUT,
        SOURCE,
        (f"{_OFFICES}{_NOTICE}由网络安全页导小组负责。\n", f"{_OFFICES}{_NOTICE}请报送学生作工处。\n"),
        (f"{_OFFICES}{_NOTICE}请报送学生工作部。\n", f"{_OFFICES}{_NOTICE}由网络安全领导小组负责。\n"),
    ),
    SiteRule(
        "name-ending",
        name_endings.ABOUT,
        SOURCE,
        (f"{_OFFICES}{_NOTICE}请报送学生工作部。\n",),
        (
            f"{_OFFICES}{_NOTICE}请报送学生工作处。\n",
            f"{_OFFICES}{_NOTICE}请学生工作部门报送，省教育厅学生工作部汇总。\n",
            f"{_OFFICES}- {{类别: 部门, 名称: 学生工作部}}\n{_NOTICE}请报送学生工作部。\n",
        ),
    ),
    SiteRule(
        "leader-post",
        "领导的职务按文稿的成文日期核对：那一天没有担任的职务，多半是旧稿没有改。",
        SOURCE,
        (f"{_LEADERS}{_NOTICE}会议由院长李乙主持。\n",),
        (f"{_LEADERS}{_NOTICE}会议由院长王甲主持，副院长李乙参加。\n", f"{_LEADERS}{_NOTICE}时任院长李乙到会。\n"),
    ),
    SiteRule(
        "leader-order",
        "领导名单按登记的排序核对先后；写明按姓氏笔画排序的不核对。",
        SOURCE,
        (f"{_LEADERS}{_NOTICE}出席会议的有李乙、王甲。\n",),
        (f"{_LEADERS}{_NOTICE}出席会议的有王甲、李乙。\n", f"{_LEADERS}{_NOTICE}李乙、王甲（按姓氏笔画排序）。\n"),
    ),
)


def notice_rules(register: Names) -> tuple[TextRule, ...]:
    """The rules that go by a notice's date, too; none when no leader is registered."""
    return (partial(_leaders, register),) if register.leaders else ()


def _leaders(register: Names, manuscript: Manuscript, report: Report) -> None:
    text = "\n".join(manuscript.lines)
    if not any(leader.name in text for leader in register.leaders):
        return
    units = tuple(form for row in register.rows if row.kind in ("unit", "office") for form in row.forms)
    found = Leaders(register.leaders, units, manuscript.entry.notice.date)
    post, order = RULES[-2:]
    applied = ((post, found.posts), (order, found.order))
    rules = tuple(Rule(rule.code, rule.about, rule.source, find, (), ()) for rule, find in applied)
    Applied(rules).notice(manuscript, report)
