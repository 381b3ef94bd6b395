"""Approval (审批): which steps a text takes before readers see it. A site without the setting knows nothing of it"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from xuanlan.reading.fields import Model, Text, TextList, declare, shown

MOST = 4
"""三审三校 and a last word: more signatures than that find no room on a sheet."""


class Step(Model):
    """One step of approval: what it is called, who takes it, which kinds need it."""

    name: Text = declare("名称", "这一步叫什么。", "初审", ...)
    who: TextList = declare(
        "谁", "由谁审：部门、岗位，或者写稿台上的人员；不写，凡有“审核”职责的都可以。", "党委办公室", ()
    )
    kinds: TextList = declare("文种", "哪些文种要过这一步；不写就是全部。", "公告、公示", ())


def _few(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    names = [step.name for step in steps]
    if len(steps) > MOST or len(set(names)) < len(names):
        raise PydanticCustomError(
            "field-type",
            "{found}",
            {"expected": f"一到 {MOST} 步，名称各不相同", "found": f"{len(steps)} 步（{shown(names)}）"},
        )
    return steps


Steps = Annotated[tuple[Step, ...], AfterValidator(_few)]


def steps_of(steps: tuple[Step, ...], kind: str) -> tuple[Step, ...]:
    """The steps that a text of this kind takes; none when it needs no approval."""
    return tuple(step for step in steps if not step.kinds or kind in step.kinds)
