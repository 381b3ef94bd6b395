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


def test_line_ends_and_the_mark_of_a_file_stay(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + "一\r\n按装二\r三\n".encode())
    report = Report()
    report.add_with_fix(Fix("按装", "安装"), "body-empty", Position("a.md", 2, 1))
    repair(tmp_path, report)
    assert (tmp_path / "a.md").read_bytes() == b"\xef\xbb\xbf" + "一\r\n安装二\r三\n".encode()


def test_what_a_correction_masks_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("王某 99999919491231005X，6200000000000000000\n", encoding="utf-8")
    report = Report()
    for found, put, column in (
        ("99999919491231005X", "99*************05X", 4),
        ("6200000000000000000", "***************0000", 23),
    ):
        report.add_with_fix(Fix(found, put), "personal-id", Position("a.md", 1, column), found=put)
    (repaired,) = repair(tmp_path, report)
    assert "99*************05X" in repaired.after
    assert [(old, new) for _, old, new in repaired.changes()] == [("王某 99*************05X，***************0000",) * 2]
