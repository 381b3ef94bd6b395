"""The pages of what can be found: every diagnostic by its code, every rule of the gate; and the national hotlines"""

from __future__ import annotations

import re

from xuanlan.checks import rules
from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.models.gate import STRENGTHS
from xuanlan.models.hotline_register import NationalRegister
from xuanlan.models.hotlines import NationalHotline
from xuanlan.proofreading.rule import Rule, SiteRule
from xuanlan.proofreading.rules import TEXT
from xuanlan.reference.tables import escaped, page, table

_STRENGTHS = {severity: word for word, severity in STRENGTHS.items()}
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}


def code_page() -> str:
    """Every diagnostic, by code."""
    rows = (
        (f"`{code}`", _SEVERITIES[message.severity], _sentence(message.text), _sentence(message.hint))
        for code, message in sorted(MESSAGES.items())
    )
    intro = "检查结果每一条的末尾，方括号里是它的代码。省略号代表具体的内容，检查时会写明。"
    return page("检查代码一览", [intro, "", *table(("代码", "程度", "意思", "怎么办"), rows)])


def rule_page() -> str:
    """Every rule of the gate: how strong it is, what it is about and why, with examples."""
    intro = [
        "审读规则逐字看每一篇文稿、手写页面和登记表。轻重有三种：**停发**，改好或者放行以前不能发布；**提醒**，"
        "照样发布；**提示**，只在 `xuanlan check --hints` 时列出。一条规则的轻重可以在网站设置的“审读”里改，"
        "看过而不用改的可以放行，见[审读](gate.md)。",
        "",
    ]
    parts = []
    every: tuple[Rule | SiteRule, ...] = (*TEXT, *rules.SITE)
    for rule in every:
        message = MESSAGES[rule.code]
        words = [f"## {rule.code}", "", f"**{_STRENGTHS[message.severity]}**：{escaped(rule.about)}", ""]
        words += [f"依据：{escaped(rule.source)}", ""]
        if isinstance(rule, Rule):
            # Examples of what is found everywhere would be found here, too.
            kinds = () if rule.everywhere else (("会提出", rule.fires), ("不会提出", rule.passes))
            words += [f"- {label}：{'、'.join(f'`{_one_line(text)}`' for text in texts[:3])}" for label, texts in kinds]
        parts += [*words, ""]
    return page("审读规则", [*intro, *parts[:-1]])


def _one_line(text: str) -> str:
    return " / ".join(" ".join(line.split()) for line in text.split("\n") if line.strip()).replace("`", "'")


def number_page() -> str:
    """The national hotlines and their status."""
    intro = [
        '热线登记表里写 `national: "12345"`，就从这张表取用名称、受理范围和时间。',
        "各地做法不同，号码也在陆续并入 12345，发布以前请在当地逐个拨打核对。",
    ]
    rows = (
        (row.number, escaped(row.name), escaped(row.purpose), _standing(row), escaped(row.source))
        for row in sorted(NationalRegister.shipped().entries.values(), key=lambda row: (len(row.number), row.number))
    )
    return page("全国热线表", [*intro, "", *table(("号码", "名称", "受理", "状态", "依据"), rows)])


def _standing(row: NationalHotline) -> str:
    instead = f"请拨 {row.replaced_by}" if row.replaced_by else ""
    words = {"current": "在用", "merging": "各地归并中，打不通", "cancelled": "**已取消**，", "web": "只在网上受理"}
    return words[row.status] + instead


def _sentence(text: str) -> str:
    """A message with its placeholders removed."""
    plain = re.sub(r"\{suggestion\}", "", text)
    if not plain or plain in ("{advice}", "{missing}"):
        return "检查时会写明。"
    return re.sub("“([^“”]+: [^“”]+)”", r"`\1`", escaped(re.sub(r"\{\w+\}", "……", plain)))
