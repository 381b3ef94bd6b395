"""Indicators (测评指标) of a campaign: what is measured, and which texts are named as proofs of it"""

from __future__ import annotations

from xuanlan.reading.fields import Model, Text, TextList, declare


class Indicator(Model):
    """One line of a system of indicators (指标体系). One that others have as `above` only groups them."""

    id: Text = declare("编号", "指标的编号，照上级的测评体系写，不重复。", "II-3", ..., also="序号")
    name: Text = declare("指标", "指标的名称。", "生活垃圾分类", ..., also="名称", near="指标名称")
    grade: Text | None = declare("类别", "A 类、B 类等，照测评体系写。", "A", near="级别")
    above: Text | None = declare("上级", "上一级指标的编号。", "II", near="上级指标")
    wanted: Text | None = declare("要求", "测评标准，照测评体系写。", "分类设施覆盖率 100%", also="测评标准")
    proofs: TextList = declare(
        "佐证",
        "能证明它的文稿；`#` 后面是段落的名称。任务里写了的文稿会自动算上。",
        "[2026-011, 2026-019#三、成效]",
        (),
    )
