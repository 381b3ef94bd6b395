"""Indicators (测评指标) of a campaign: what is measured, in which order of levels, and which texts are named as proofs"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from xuanlan.diagnostics.report import Position, Report
from xuanlan.reading.fields import LongText, Model, Text, TextList, declare
from xuanlan.reading.keys import nearest


class Indicator(Model):
    """One line of a system of indicators (指标体系). One that others have as `above` only groups them."""

    id: Text = declare("编号", "指标的编号，照上级的测评体系写，不重复。", "II-3", ..., also="序号")
    name: Text = declare("指标", "指标的名称。", "生活垃圾分类", ..., also="名称", near="指标名称")
    grade: Text | None = declare("类别", "A 类、B 类等，照测评体系写。", "A", near="级别")
    above: Text | None = declare("上级", "上一级指标的编号。", "II", near="上级指标")
    wanted: LongText | None = declare("要求", "测评标准，照测评体系写。", "分类设施覆盖率 100%", also="测评标准")
    proofs: TextList = declare(
        "佐证",
        "能证明它的文稿；`#` 后面是段落的名称。任务里写了的文稿会自动算上。",
        "[2026-011, 2026-019#三、成效]",
        (),
    )


_DASHES = re.compile("[‐‑–—−]")
_SEVERAL = re.compile(r"[；;\n、，,]")
_NUMBERED = re.compile(r"([A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*|[一二三四五六七八九十]+|[(（][^()（）]{1,6}[)）])"
                       r"(?:[、.．:：\s]+|-(?=[\u4e00-\u9fff])|(?<=[)）])|(?<=[0-9])(?=[\u4e00-\u9fff]))(?=\S)")  # fmt: skip
"""A number as indicators have them, and what divides it from the words behind it: II-3 垃圾分类, 一、思想道德, 3.2处置."""


def groups(indicators: Iterable[Indicator]) -> frozenset[str]:
    """The ids of indicators that only group others."""
    return frozenset(one.above for one in indicators if one.above)


def chain(indicator: Indicator, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """What stands above `indicator`, from the top."""
    by_id = {one.id: one for one in indicators}
    found: list[Indicator] = []
    over = by_id.get(indicator.above or "")
    while over and over not in found and over != indicator:
        found.append(over)
        over = by_id.get(over.above or "")
    return tuple(reversed(found))


def served(words: str, indicators: Sequence[Indicator]) -> list[Indicator]:
    """The indicators that the words of a task name, by id or by name: II-3 垃圾分类覆盖率; II-3、II-4."""
    found: list[Indicator] = []
    for piece in (words, *_SEVERAL.split(words)):
        plain = _plain(piece)
        matching = [one for one in indicators if _begins(plain, _plain(one.id)) or plain == _plain(one.name)]
        best = max(matching, key=lambda one: len(one.id), default=None)  # II-3-1 is none of II-3
        if best and best not in found:
            found.append(best)
    return found


def derived(named: Iterable[str]) -> tuple[Indicator, ...]:
    """A flat system of what the tasks of a plan name, each once. What has no number of its own gets one."""
    made: dict[str, Indicator] = {}
    for words in named:
        key = _plain(words)
        if key and key not in made:
            ident, name = numbered(words)
            taken = {one.id for one in made.values()}
            number = len(made) + 1
            while not ident or ident in taken:
                ident, name, number = f"{number}", words.strip(), number + 1
            made[key] = Indicator(id=ident, name=name)
    return tuple(made.values())


def numbered(words: str) -> tuple[str, str]:
    """The number that an indicator begins with, and the rest; no number where the words begin with none."""
    words = " ".join(words.split())
    plain = unicodedata.normalize("NFKC", words)
    match = _NUMBERED.match(plain)
    if not match:
        return "", words
    ends = (at for at in range(len(words)) if unicodedata.normalize("NFKC", words[:at]) == plain[: match.end()])
    return match[1].strip("()（）"), words[next(ends, 0) :].strip()


@cache
def _plain(words: str) -> str:
    """Words with one kind of digits, letters and dashes: Ⅱ－3 is II-3."""
    return _DASHES.sub("-", " ".join(unicodedata.normalize("NFKC", words).casefold().split()))


def _begins(words: str, ident: str) -> bool:
    """Whether `words` begin with the id, and not with a longer one: II-3 is neither in II-30 nor in II-3-1."""
    if not words.startswith(ident):
        return False
    rest = words[len(ident) :]
    if re.match(r"[-.][0-9a-z]", rest):
        return False
    return not rest[:1].isalnum() or (ident[-1].isascii() and not rest[:1].isascii())


def check(indicators: Sequence[Indicator], place: Callable[..., Position], report: Report) -> None:
    """Report what the list alone shows to be wrong; `place` says where a value of it is written, by its number and
    field."""
    known = {one.id for one in indicators}
    above = {one.id: one.above for one in indicators}
    seen = set[str]()
    for number, one in enumerate(indicators):
        if one.id in seen:
            report.add("campaign-indicator-twice", place(number, "id"), found=one.id)
        seen.add(one.id)
        if one.above and one.above not in known:
            others = known - {one.id}
            report.add(
                "campaign-indicator-above", place(number, "above"), found=one.above,
                suggestion=nearest(one.above, others),
            )  # fmt: skip
        elif loops(one.id, above):
            report.add("campaign-indicator-circle", place(number, "above"), found=one.id)


def loops(ident: str, above: dict[str, str | None]) -> bool:
    """Whether an indicator stands above itself."""
    met = set[str]()
    over = above.get(ident)
    while over and over not in met:
        met.add(over)
        over = above.get(over)
    return ident in met
