"""Traditional texts on a simplified site: told once, at the first place; a traditional site may be as it is."""

from __future__ import annotations

from pathlib import Path

from sites import NOW, bare, write

from xuanlan.build.build import inspect
from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Diagnostic
from xuanlan.proofreading.characters import RULES

CODE = "character-traditional-text"
BODY = "各位家長：\n\n為保障**學生**安全，現將有關事項通知如下，請各班認真落實，並報送總務處。"
(RULE,) = (rule for rule in RULES if rule.code == "character-traditional")


def found(root: Path, files: dict[str, str]) -> list[Diagnostic]:
    write(root / "notices", files)
    return [item for item in inspect(bare(root), NOW, keep_going=True).report if item.code.startswith("character-trad")]


def test_a_text_that_is_traditional_throughout_is_told_once_with_its_first_places(tmp_path: Path) -> None:
    files = {
        "甲.md": notice(BODY),
        "乙.md": notice(BODY, title="關於開展讀書活動的通知"),
        "丙.md": notice("请准时。", title="關於開展讀書活動的通知"),
    }
    told = {item.position.file.rpartition("/")[2]: item for item in found(tmp_path, files)}
    assert {item.code for item in told.values()} == {CODE}
    assert [(told[name].position.line, told[name].position.column) for name in files] == [(6, 4), (6, 4), (2, 8)]
    assert "“長”“為”“學”" in told["甲.md"].message
    assert len(found(tmp_path, files)) == len(files)


def test_a_traditional_site_names_and_quotations_are_left_alone(tmp_path: Path) -> None:
    settings = "unit: 雲山學院\n"
    assert not found(tmp_path / "a", {"甲.md": notice(BODY), "settings.yml": settings})
    few = {"甲.md": notice("联系人：陳鍾堃。\n\n字帖《蘭亭集序》。"), "乙.md": notice("请参观“龍門書院”。")}
    assert CODE not in {item.code for item in found(tmp_path / "b", few)}


def test_a_line_pasted_into_a_simplified_text_is_told_once_and_a_mixed_line_at_each_place() -> None:
    def told(text: str) -> list[str]:
        return [text[hit.start : hit.end] for hit in RULE.find(text)]

    assert told("现将安排通知如下。\n請各單位按時報送材料。") == ["請"]
    assert told("关于開展活動的通知") == ["開", "動"]
    assert told("關於開展活動的通知") == []
    assert [hit.put for hit in RULE.find("明日休息，請回家")] == ["请"]
