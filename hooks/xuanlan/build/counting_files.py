"""Counts as files: a page with charts that opens by itself, the charts as SVG, a workbook"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from markupsafe import Markup

from xuanlan.build.counting import REMARKS, Counts, Table
from xuanlan.render.texts import printed
from xuanlan.render.workbook import Row, workbook
from xuanlan.text.dates import chinese_date

_ROW, _TOP, _GAP = 32, 56, 36
_LABEL, _BARS = 300, 380
"""Pixels for names at the left, and for the longest bar."""


def files(made: Counts, unit: str, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content."""
    charts = [(table, _chart([table])) for table in made.tables if table.rows]
    page = {
        "unit": unit,
        "period": made.period.words,
        "made_on": chinese_date(now.date()),
        "total": made.total,
        "parts": [{"title": table.title, "head": table.head, "rows": table.rows, "chart": Markup(chart)}
                  for table, chart in charts],
        "remarks": REMARKS,
    }  # fmt: skip
    yield "index.html", printed("counts/page.html", page).encode()
    yield "counts.svg", _chart([table for table, _ in charts]).encode()
    told: list[Row] = [["单位", unit], ["时间", made.period.words], ["发布文稿（篇）", made.total]]
    told += [["说明", remark] for remark in REMARKS]
    sheets: dict[str, list[Row]] = {table.title: [table.head, *table.rows] for table in made.tables}
    yield "counts.xlsx", workbook({"说明": told, **sheets})


def _chart(tables: list[Table]) -> str:
    """Bars of all `tables` below each other; each number stands beside its bar, so that no scale is needed."""
    groups: list[dict[str, Any]] = []
    top = 0
    for table in tables:
        most = max(count for _, count in table.rows)
        bars = [
            {"name": _short(name), "count": count, "width": round(_BARS * count / most, 1), "y": top + _TOP + at * _ROW}
            for at, (name, count) in enumerate(table.rows)
        ]
        groups.append({"title": table.title, "y": top + 28, "bars": bars})
        top += _TOP + len(bars) * _ROW + _GAP
    values = {"groups": groups, "height": max(top - _GAP, 1), "label": _LABEL, "width": _LABEL + _BARS + 70}
    return printed("counts/chart.xml", values)


def _short(name: str) -> str:
    """At most what stands at the left of a bar."""
    return name if len(name) <= 17 else f"{name[:16]}…"
