"""notices/visits.yml and notices/calendar.yml: how much comes into a school in a semester, materials of no kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from cases import every
from sites import Site

from xuanlan.diagnostics.report import Diagnostic

VISITS = "notices/visits.yml"


def findings(root: Path, files: Mapping[str, str]) -> list[Diagnostic]:
    found = Site(root / "网站").write(files).inspect(keep_going=True).report
    return [item for item in found if item.position.file in files]


def rows(*dates: str, basis: str = "依据: 云教〔2026〕8号") -> str:
    return "".join(f"- {{事项: 第{number}项, 日期: {day}, {basis}}}\n" for number, day in enumerate(dates, start=1))


SPRING = [f"2026-0{month}-11" for month in range(2, 8)]
"""Six days of one semester."""


@every(("text", "told"), [
    (rows(*SPRING), []),
    (rows(*SPRING, "2026-01-31", "2026-08-01"), []),
    (rows(*SPRING, "2026-07-31"), ["7 2026年春季学期进校园的事项有 7 项，超过 6 项"]),
    (rows("2026-07-31", *SPRING), ["1 2026年春季学期进校园的事项有 7 项，超过 6 项"]),
    (rows(*SPRING, *SPRING), ["4 2026年春季学期进校园的事项有 12 项，超过 6 项"]),
    (rows(*[f"2025-0{month}-11" for month in range(2, 8)] * 2), []),
    (rows(*["2027-01-08"] * 4, *["2026-09-01"] * 3), ["4 2026年秋季学期进校园的事项有 7 项，超过 6 项"]),
])  # fmt: skip
def test_more_than_six_items_in_a_semester_that_is_not_over_are_told(
    text: str, told: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = findings(tmp_path_factory.mktemp("site"), {VISITS: text})
    assert [f"{item.position.line} {item.message}" for item in found if item.code == "visits-many"] == told


def test_the_settings_have_another_number(tmp_path: Path) -> None:
    files = {VISITS: rows(*SPRING), "notices/settings.yml": "进校园上限: 5\n"}
    assert [item.code for item in findings(tmp_path, files) if item.code == "visits-many"] == ["visits-many"]


def test_an_item_to_come_without_a_basis_is_told(tmp_path: Path) -> None:
    found = findings(tmp_path, {VISITS: rows("2026-02-20", "2026-03-20", basis="单位: 甲局")})
    assert [(item.code, item.position.line) for item in found] == [("visit-basis", 2)]


def test_a_material_of_a_kind_that_a_site_does_not_have_is_told(tmp_path: Path) -> None:
    text = "- {名称: 校庆日, 日期: 10月18日, 材料: 通知、倡仪书：爱校倡议书}\n"
    found = findings(tmp_path, {"notices/calendar.yml": text})
    assert [(item.code, item.message) for item in found] == [("day-kind", "“校庆日”的材料里没有“倡仪书”这个文种")]
