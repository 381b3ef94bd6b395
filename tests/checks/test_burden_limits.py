"""What a text lays on units is told while it can still be changed, by the limits of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import every
from sites import Site, notice

LONG = "请各部门按时完成。" * 450
"""4,050 characters."""
ASKS = "各部门：\n\n召开动员会、推进会、总结会。报送工作小结、活动照片和统计报表。"


@every(("fields", "settings", "told"), [
    ({}, "", ["burden-length"]),
    ({"kind": "意见"}, "", []),
    ({"kind": "意见"}, "篇幅上限: {意见: 4000}\n", ["burden-length"]),
    ({}, "篇幅上限: {通知: 5000}\n", []),
    ({"kind": "通报"}, "", []),
    ({"publish_at": "2026-04-01T09:00"}, "", ["burden-length"]),
    ({"expires": "2026-02-20"}, "", []),
    ({"withdrawn": "有误"}, "", []),
])  # fmt: skip
def test_a_long_text_is_told_by_its_kind_before_it_is_over(
    fields: dict[str, str], settings: str, told: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert codes(tmp_path_factory.mktemp("site"), LONG, settings, **fields) == told


@every(("settings", "told"), [("", ["burden-asked"]), ("要求上限: 6\n", []), ("要求上限: 5\n", ["burden-asked"])])
def test_the_settings_say_how_much_may_be_asked(
    settings: str, told: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert codes(tmp_path_factory.mktemp("site"), ASKS, settings) == told


@every(("settings", "told"), [
    ("篇幅上限: {通只: 4000}\n", "“篇幅上限”里没有“通只”这个文种"),
    ("篇幅上限: {通知: 四千}\n", "通知: 4000"),
    ("篇幅上限: 4000\n", "通知: 4000"),
    ("要求上限: 多\n", "要求上限"),
])  # fmt: skip
def test_limits_that_cannot_be_read_are_told(
    settings: str, told: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = site(tmp_path_factory.mktemp("site"), "正文。", settings).inspect(keep_going=True).report
    assert [item for item in found if told in f"{item.message}{item.hint}" and item.position.line == 1]


def site(folder: Path, body: str, settings: str, **fields: str) -> Site:
    written = {"notices/a.md": notice("关于做好工作的通知", "2026-02-02", body, id="a", **fields)}
    return Site(folder / "网站").write({**written, **({"notices/settings.yml": settings} if settings else {})})


def codes(folder: Path, body: str, settings: str, **fields: str) -> list[str]:
    found = site(folder, body, settings, **fields).inspect(keep_going=True).report
    return [item.code for item in found if item.code.startswith("burden-")]
