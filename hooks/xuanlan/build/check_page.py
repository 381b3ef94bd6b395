"""The report of `check --report`, for the head of an office: what an inspection would punish first is at the top."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from xuanlan.checks.rules import FAMILIES
from xuanlan.diagnostics.report import Diagnostic, Position, Report, Severity
from xuanlan.library.render import Library
from xuanlan.models.gate import STRENGTHS
from xuanlan.render.texts import printed
from xuanlan.text.person_numbers import without_numbers

_REST = ("写法和设置", "程序读不懂，或者发布以后会出错的地方。")
_WORDS = {severity: word for word, severity in STRENGTHS.items()}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def check_page(library: Library | None, report: Report, now: datetime) -> str:
    """The page, complete and without a script; `library` is None when the site could not even be read."""
    family = {code: title for title, _, codes in FAMILIES for code in codes}
    groups: dict[str, list[Diagnostic]] = {title: [] for title in (*(title for title, _, _ in FAMILIES), _REST[0])}
    for item in sorted(report, key=lambda item: _ORDER.index(item.severity)):
        groups[family.get(item.code, _REST[0])].append(item)
    whys = {title: why for title, why, _ in FAMILIES} | {_REST[0]: _REST[1]}
    titles = {entry.path: without_numbers(entry.notice.title) for entry in library.entries} if library else {}
    stops, warnings = len(report.errors), len(report.warnings)
    values = {
        "unit": (library.settings.unit or library.site.name) if library else "",
        "time": f"{now.year}年{now.month}月{now.day}日 {now:%H:%M}",
        "stops": stops,
        "verdict": _verdict(stops, warnings),
        "sections": [_section(title, whys[title], items, titles) for title, items in groups.items() if items],
    }
    return printed("report/check.html", values)


def _verdict(stops: int, warnings: int) -> str:
    more = f"另有 {warnings} 处提醒，请看一看。" if warnings else ""
    if stops:
        return f"有 {stops} 处必须改好，改好以前不能发布。{more}"
    return f"可以发布。{more}" if more else "可以发布，没有发现问题。"


def _section(title: str, why: str, items: list[Diagnostic], titles: dict[str, str]) -> dict[str, Any]:
    counts = Counter(item.severity for item in items)
    return {
        "title": title,
        "why": why,
        "counts": [counts[severity] for severity in _ORDER],
        "rows": [
            {
                "severity": item.severity,
                "strength": _WORDS[item.severity],
                "title": titles.get(item.position.file, ""),
                "place": _place(item.position),
                "message": item.message,
                "hint": item.hint,
                "code": item.code,
            }
            for item in items
        ],
    }


def _place(position: Position) -> str:
    return f"{position.file} 第 {position.line} 行" if position.line else position.file
