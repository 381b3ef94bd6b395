"""Sound notices of schools, hospitals and authorities: a careful reader finds nothing in them, and neither do we."""

from __future__ import annotations

from pathlib import Path

from sites import bare, write

from xuanlan.build.build import inspect
from xuanlan.models.schedule import parse_now

TEXTS = (Path(__file__).parents[1] / "vectors" / "sound_notices.md").read_text("utf-8").split("\n=====\n")


def test_twelve_sound_notices_have_no_finding(tmp_path: Path) -> None:
    assert len(TEXTS) == 12
    assert min(map(len, TEXTS)) > 500
    write(tmp_path / "notices", {f"{number}.md": text for number, text in enumerate(TEXTS)})
    report = inspect(bare(tmp_path), parse_now("2026-03-29T09:00"), keep_going=True).report
    assert [f"{item.code} {item.position} {item.message}" for item in report] == []
