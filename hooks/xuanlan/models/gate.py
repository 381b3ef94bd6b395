"""The gate: how strictly a site is read before it is published, and what somebody has answered for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.diagnostics.report import Position, Report, Severity
from xuanlan.models.inspection import HOME, Terms
from xuanlan.reading import registers
from xuanlan.reading.fields import Ident, Model, Text, UntilMoment, choice, declare, shown
from xuanlan.reading.keys import nearest

WAIVERS = "notices/waivers.yml"
STRENGTHS: dict[str, Severity | None] = {"停发": "error", "提醒": "warning", "提示": "info", "不查": None}
"""How strongly a rule speaks: a stop, a warning, a hint, not at all."""
_ENGLISH: dict[str, Severity | None] = {"stop": "error", "warn": "warning", "hint": "info", "off": None}
PROFILES = {"学校": "school", "医院": "hospital", "机关": "office"}


def _strengths(value: Any) -> Any:
    known = STRENGTHS | _ENGLISH
    if not isinstance(value, dict):
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "规则代码和轻重，例如 wording-variant: 不查", "found": shown(value)}
        )
    for code, word in value.items():
        if not isinstance(word, str) or word not in known:
            raise PydanticCustomError(
                "choice-invalid",
                "{found}",
                {
                    "found": f"{code}: {shown(word)}",
                    "choices": "、".join(STRENGTHS),
                    "suggestion": nearest(str(word), known),
                },
            )
    return {str(code): known[word] for code, word in value.items()}


Strengths = Annotated[dict[str, Severity | None], BeforeValidator(_strengths)]


class GateSettings(Model):
    """How strictly the texts of a site are read."""

    profile: Annotated[str, choice(PROFILES)] | None = declare(
        "单位类型", "学校、医院、机关：按这一类单位的检查要求审读；不写就只用通用的规则。", "学校"
    )
    strengths: Strengths = declare(
        "轻重", "改变一条规则的轻重：停发、提醒、提示、不查。", "{wording-variant: 不查}", {}
    )
    terms: Terms = declare(
        "栏目期限",
        f"多久没有新文稿就提醒：写“{HOME}”或者栏目的网址、名称，和几天、几周、几个月，或者不查。",
        f"{{{HOME}: 2周, rules: 12个月}}",
        {},
    )


class Waiver(Model):
    """One finding that somebody has looked at and answers for."""

    rule: Text = declare("规则", "检查结果末尾方括号里的代码。", "wording-slip", ...)
    words: Text = declare(
        "词句", "检查结果引号里的词句，一字不差；只有一个字或标点的，连同前后几个字一起写。", "按装", ...
    )
    who: Text = declare("谁", "谁看过，写部门或岗位。", "宣传部编辑室", ...)
    why: Text = declare("理由", "为什么可以这样写。", "引用 1987 年的原文", ...)
    until: UntilMoment = declare("有效至", "到哪一天为止，过后重新检查。", "2026-12-31", ...)


class SiteWaiver(Waiver):
    """The same, for one notice or for all."""

    notice: Ident | None = declare("文稿", "只用于这个编号的文稿；不写就用于全部。", "2026-017")


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver, where it is written, and which file it speaks of ("" for every file)."""

    waiver: Waiver
    position: Position
    file: str = ""


@dataclass(frozen=True, slots=True)
class Waivers:
    """Those of `notices/waivers.yml`, each with its place."""

    rows: tuple[tuple[SiteWaiver, Position], ...] = field(default=())


def load(root: Path, report: Report) -> Waivers:
    """The waivers of the site at `root`; none when there is no file. Mistakes are reported."""
    example = "- {rule: wording-slip, words: 按装, who: 宣传部编辑室, why: 引用原文, until: 2026-12-31}"
    return Waivers(tuple(registers.rows(root, WAIVERS, SiteWaiver, example, report)))
