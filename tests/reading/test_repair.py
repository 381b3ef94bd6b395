"""`check --fix`: only what a finding says stands there is replaced, and everything else keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from xuanlan.diagnostics.report import Fix, MachineError, Position, Report
from xuanlan.reading.repair import repair


def report_of(*fixes: tuple[int, int, Fix]) -> Report:
    report = Report()
    for line, column, fix in fixes:
        report.add_with_fix(fix, "body-empty", Position("a.md", line, column))
    return report


def test_each_correction_lands_at_its_place_though_others_in_the_line_change_its_length(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("甲（乙）丙（丁）\n戊\n", encoding="utf-8")
    report = report_of((1, 2, Fix("（", "(")), (1, 6, Fix("（丁）", "[丁]()")), (2, 1, Fix("戊", "")))
    (repaired,) = repair(tmp_path, report)
    assert repaired.path == "a.md"
    assert list(repaired.changes()) == [(1, "甲（乙）丙（丁）", "甲(乙）丙[丁]()"), (2, "戊", "")]
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "甲(乙）丙[丁]()\n\n"


def test_what_no_longer_stands_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("甲乙\n", encoding="utf-8")
    repair(tmp_path, report_of((1, 1, Fix("丙", "丁")), (9, 1, Fix("甲", "丁"))))
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "甲乙\n"


def test_a_folder_that_cannot_be_written_leaves_the_file_whole(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("甲乙\n", encoding="utf-8")
    (tmp_path / "a.md.1.part").mkdir()  # nothing can be written beside it
    with pytest.raises(MachineError, match=r"a\.md"):
        repair(tmp_path, report_of((1, 1, Fix("甲", "丁"))))
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "甲乙\n"
