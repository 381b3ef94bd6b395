"""Telephones of offices in several texts: a second number is told with both places, and never where both are in use."""

from __future__ import annotations

from pathlib import Path

from cases import every
from sites import NOW, bare, write

from xuanlan.build.build import inspect
from xuanlan.checks.examples import notice
from xuanlan.proofreading.office_phones import office_phones


def told(root: Path, *texts: str) -> list[tuple[str, int, int, str]]:
    write(root / "notices", {f"{number}.md": text for number, text in enumerate(texts)})
    found = inspect(bare(root), NOW, keep_going=True).report
    return [
        (item.position.file, item.position.line, item.position.column, item.message)
        for item in found
        if item.code == "told-phone-elsewhere"
    ]


def text(body: str, day: int, *fields: str) -> str:
    return notice(body, *fields, title=f"关于第{day}件事的通知", date=f"2026-02-{day:02}")


def test_both_places_and_numbers_are_named(tmp_path: Path) -> None:
    one = text("请报名。\n\n联系电话：**校办公室** 0000-8888001。", 1)
    other = text("| 部门 | 电话 |\n| --- | --- |\n| 校办公室 | 8888002 |", 2)
    third = text("校办公室电话：8888001", 3)
    fourth = text("请报名。", 4, "contact: {name: 校办公室, phone: 0000-8888004}")
    found = told(tmp_path, one, other, third, fourth)
    assert [place[:3] for place in found] == [("notices/1.md", 8, 3), ("notices/3.md", 5, 10)]
    assert "“校办公室”的联系电话写的是 8888002" in found[0][3]
    assert "（notices/0.md 第 8 行）写的是 0000-8888001" in found[0][3]


def test_numbers_that_one_text_names_together_and_old_or_expired_texts_are_left_alone(tmp_path: Path) -> None:
    one, other = (text(f"校办公室电话：888800{number}", number) for number in (1, 2))
    both = text("校办公室电话：8888001、8888002", 3)
    assert told(tmp_path / "a", one, other)
    assert not told(tmp_path / "b", one, other, both)
    assert not told(tmp_path / "c", one.replace("2026-02-01", "2024-02-01"), other)
    assert not told(tmp_path / "d", one.replace("---\n校", "expires: 2026-02-03\n---\n校"), other)


@every(
    ("words", "found"),
    [
        ("联系电话：校办公室 0000-8888001", [("联系电话", "校办公室", ("0000-8888001",))]),
        ("请与学院教务处联系，电话8888001", []),
        ("咨询电话：招生办公室0000-8888001；监督电话：纪检监察室 8888002", [("咨询电话", "招生办公室", ("0000-8888001",)), ("监督电话", "纪检监察室", ("8888002",))]),
        ("请致电后勤保障处（8888001、8888002）", [("联系电话", "后勤保障处", ("8888001", "8888002"))]),
        ("校办公室、教务处：8888001", []),
        ("校办公室和教务处：8888001", []),
        ("传真：校办公室 8888001", []),
        ("联系人：王老师 8888001", []),
        ("校办公室8888001转802", [("联系电话", "校办公室", ())]),
        ("部门\t传真\n校办公室\t8888001", []),
        ("本处电话：8888001", []),
        ("办公室：8888001", [("联系电话", "办公室", ("8888001",))]),
        ("校办公室 19900000000", []),
    ],
)  # fmt: skip
def test_the_office_stands_right_before_its_number(words: str, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(each.label, each.office, each.numbers) for each in office_phones(words)] == found
