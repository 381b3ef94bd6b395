"""Plans of campaigns as commands name them, and as they write them"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuanlan.diagnostics.report import CallError
from xuanlan.models.campaign import Campaign, Planned
from xuanlan.reading.keys import nearest


def named(campaigns: Sequence[Planned], name: str) -> Planned:
    """The plan with this name, or of the notice with this id. Raises CallError."""
    found = next((one for one in campaigns if name in (one.name, one.campaign.plan)), None)
    if found is None:
        none = "这个网站还没有方案文件；用 xuanlan campaign from 编号，从印发方案的文稿里读出来。"
        known = [one.name for one in campaigns]
        others = nearest(name, known) or f"现有的是 {'、'.join(known)}。"
        raise CallError(f"没有叫“{name}”的方案。{others if known else none}")
    return found


def filled(text: str, changes: Mapping[str, Any]) -> str:
    """The text of a plan's file with these fields. Raises NotEditableError."""
    from xuanlan.reading.field_edits import with_fields

    fence = "---\n"
    body = text if not text or text.endswith("\n") else text + "\n"
    made = with_fields(f"{fence}{body}{fence}", changes, Campaign)
    return made.removeprefix(fence).removesuffix(fence)
