"""An empty item of a list is told at its place, as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import NOW, bare, notice, write

from xuanlan.build.build import inspect


def told(root: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    write(root / "notices", files)
    report = inspect(bare(root), NOW).report
    return [(str(item.position), item.code, item.message) for item in report]


@pytest.mark.parametrize(
    ("lines", "place", "number"),
    [
        ("tags:\n  - 安全\n  -", "7:4", 2),
        ("标签:\n  -\n  - 安全", "6:4", 1),
        ("tags: [安全, ~]", "5:12", 2),
        ("values:\n  - ''", "6:5", 1),
        ("附件:\n  -", "6:4", 1),
        ("attachments:\n  - 附件/表.docx\n  - ", "7:4", 2),
        ("unit:\n  - 学生工作处\n  - null", "7:5", 2),
    ],
)
def test_an_empty_item_is_told_at_its_place(tmp_path: Path, lines: str, place: str, number: int) -> None:
    text = notice().replace("---\n正", f"{lines}\n---\n正")
    found = [item for item in told(tmp_path, {"a.md": text}) if item[0].startswith("notices/a.md")]
    assert (f"notices/a.md:{place}", "field-item-empty") in [item[:2] for item in found], found
    assert any(f"第 {number} 项是空的" in message for _, _, message in found)


@pytest.mark.parametrize(
    "files",
    [
        {"a.md": notice(contact="[~]")},
        {"a.md": notice(doc_no="[a, ~]")},
        {"a.md": notice(tags="[[~]]")},
        {"settings.yml": "kinds:\n  -\n"},
        {"settings.yml": "columns:\n  -\n"},
        {"settings.yml": "unit:\n  -\n"},
        {"settings.yml": "badge:\n  -\n"},
        {"hotlines.yml": "-\n- name: 总值班室\n  phone:\n    -\n"},
        {"screens.yml": "- id: lobby\n  show:\n    -\n"},
    ],
    ids=str,
)
def test_nothing_empty_is_called_by_a_word_that_nobody_wrote(tmp_path: Path, files: dict[str, str]) -> None:
    found = told(tmp_path, files)
    assert found
    assert [message for _, _, message in found if "None" in message or "“”" in message] == []
